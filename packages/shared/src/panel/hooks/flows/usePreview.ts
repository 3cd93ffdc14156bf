import type { Step } from '../../../flow/index.ts';
import { useMemo } from 'react';
import type { Preview } from '../answers.ts';
import { useWorkspaceId } from '../host.ts';
import { useServer } from '../server.ts';
import { useDebounced } from '../useDebounced.ts';
import type { SampleRequest } from './useSample.ts';

export type Match = Preview['match'];

const TYPING_MS = 400;
/** A look-up asks the destination itself, so it waits until a person seems done. */
const LOOKING_UP_MS = 1500;

/** What stands in for the records of earlier steps, which exist only once they have run. */
export const stepOutputs = (earlier: readonly Pick<Step, 'key'>[]) =>
  Object.fromEntries(earlier.map(({ key }) => [key, { id: `example-${key}` }]));

export interface PreviewState {
  preview: Preview | undefined;
  /** It is of what was mapped a moment ago. */
  isStale: boolean;
  error: Error | null;
  /** What this would update; null: nothing, a new record; undefined: not known, or the destination cannot tell. */
  match: Match;
}

/** The record a step makes of the sample, always of the latest edits a moment after they were made. */
export function usePreview(step: Step, earlier: readonly Step[], event: SampleRequest | undefined, enabled: boolean): PreviewState {
  const workspaceId = useWorkspaceId();
  const wanted = useMemo(
    () => ({
      params: { workspaceId },
      body: {
        connectionId: step.connection,
        operation: step.operation,
        mapping: step.mapping,
        event: event ?? { sample: 'good' as const },
        steps: stepOutputs(earlier),
      },
    }),
    [workspaceId, step.connection, step.operation, step.mapping, event, earlier],
  );
  const asked = useDebounced(wanted, TYPING_MS);
  const isOn = enabled && event !== undefined && Object.keys(step.mapping.fields).length > 0;
  const shown = useServer('preview', asked, { enabled: isOn, keep: true });
  const preview = isOn ? shown.data : undefined;

  const lookedUp = useDebounced(wanted, LOOKING_UP_MS);
  const canLook = isOn && lookedUp === wanted && preview?.problems.length === 0;
  const found = useServer('preview', { params: lookedUp.params, body: { ...lookedUp.body, findMatch: true } }, { enabled: canLook });
  return {
    preview,
    isStale: asked !== wanted || shown.isPlaceholderData || shown.isFetching,
    error: shown.error,
    match: canLook ? found.data?.match : undefined,
  };
}
