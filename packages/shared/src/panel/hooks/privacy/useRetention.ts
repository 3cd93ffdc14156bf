import type { AnswerOf } from '../../../api/client.ts';
import type { endpoints } from '../../../api/endpoints/index.ts';
import type { RetentionKind } from '../../../api/privacy.ts';
import { readRetentionDraft, retentionDraft } from '../../privacy/index.ts';
import { usePanelHost } from '../host.ts';
import { useServer, useServerAction } from '../server.ts';
import { useDraft } from '../useDraft.ts';

type Retention = AnswerOf<typeof endpoints.getRetention>;

const LOOK_EVERY_MS = 60_000;

export function useRetention() {
  const { workspaceId } = usePanelHost();
  const { data, error, refetch } = useServer('getRetention', { params: { workspaceId } }, { every: LOOK_EVERY_MS });
  return { retention: data, error, retry: () => void refetch() };
}

/** The days under edit, and saving them. */
export function useRetentionForm(retention: Retention) {
  const { workspaceId, useUnsaved } = usePanelHost();
  const save = useServerAction('setRetention');
  const kept = retentionDraft(retention.own);
  const { draft, change, discard } = useDraft(kept);
  const { settings, wrong } = readRetentionDraft(draft, retention);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(kept);
  useUnsaved(isChanged);
  return {
    draft,
    wrong,
    isChanged,
    set: (kind: RetentionKind, days: string) => {
      save.reset();
      change({ [kind]: days });
    },
    discard: () => {
      save.reset();
      discard();
    },
    save: () => {
      if (wrong.length > 0) return;
      save.mutate({ params: { workspaceId }, body: settings }, { onSuccess: discard });
    },
    busy: save.isPending,
    isSaved: save.isSuccess && !isChanged,
    error: save.error,
  };
}
