import { type Thresholds, thresholdsOf, type WhatIf } from '../../index.ts';
import { useDebounced } from '../useDebounced.ts';
import { useWorkspaceId } from '../host.ts';
import { useServer, useServerAction } from '../server.ts';
import { useDraft } from '../useDraft.ts';

export interface ThresholdsDraft {
  review: string;
  quarantine: string;
  change: (part: Partial<Record<keyof Thresholds, string>>) => void;
  /** Whether they are two numbers in the right order. */
  isRight: boolean;
  isChanged: boolean;
  /** What they would have done in the last month; of the limits before while `isTrying` these. Undefined until anything is known. */
  outcome: WhatIf | undefined;
  isTrying: boolean;
  /** Why it is not known what they would have done. */
  unknown: { error: Error; retry: () => void } | undefined;
  save: () => void;
  busy: boolean;
  isSaved: boolean;
  error: Error | null;
}

const WAIT_MS = 400;

/** From which score messages are flagged and kept back, under edit, with what that would have changed. */
export function useThresholds(sourceId: string, kept: Thresholds): ThresholdsDraft {
  const workspaceId = useWorkspaceId();
  const params = { workspaceId, sourceId };
  const update = useServerAction('updateSource');
  const { draft, change, discard } = useDraft({ review: String(kept.review), quarantine: String(kept.quarantine) });
  const wanted = thresholdsOf(draft.review, draft.quarantine);
  const asked = useDebounced(draft, WAIT_MS);
  const query = thresholdsOf(asked.review, asked.quarantine);
  const tried = useServer('screeningWhatIf', { params, query: query ?? {} }, { enabled: query !== undefined, keep: true });
  const isTrying = tried.isPlaceholderData || wanted?.review !== query?.review || wanted?.quarantine !== query?.quarantine;
  const isChanged = wanted !== undefined && (wanted.review !== kept.review || wanted.quarantine !== kept.quarantine);
  return {
    ...draft,
    change: (part) => {
      update.reset();
      change(part);
    },
    isRight: wanted !== undefined,
    isChanged,
    outcome: tried.data,
    isTrying,
    unknown: tried.error === null || isTrying ? undefined : { error: tried.error, retry: () => void tried.refetch() },
    save: () => {
      if (wanted !== undefined)
        update.mutate({ params, body: { settings: { screening: { thresholds: wanted } } } }, { onSuccess: discard });
    },
    busy: update.isPending,
    isSaved: update.isSuccess && !isChanged,
    error: update.error,
  };
}
