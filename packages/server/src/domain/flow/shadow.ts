import { AppError } from '../../observe/app-error.ts';
import { recordAudit } from '../audit/record.ts';
import type { FoundFlow, VersionRow } from './find.ts';
import type { CallingParts } from './parts.ts';
import { runLive } from './run-live.ts';
import { goLive, sameSpec, supersede } from './versions.ts';
import type { FlowView } from './view.ts';

/**
 * Runs the draft on live events without sending anything, beside the live version and in place of an earlier shadow.
 * With a shadow and no draft nothing happens.
 */
export async function shadowFlow(parts: CallingParts, workspaceId: string, by: string, flowId: string): Promise<FlowView> {
  const now = parts.clock.now();
  return runLive(parts, {
    workspaceId,
    flowId,
    candidate: draftOf,
    promote: async (trx, { shadow }, draft) => {
      const repeats = shadow !== undefined && sameSpec(shadow.spec, draft.spec);
      await supersede(trx, [repeats ? draft : shadow], now);
      const version = repeats ? shadow.version : await goLive(trx, draft, 'shadow', now);
      await recordAudit(trx, {
        workspaceId,
        at: now,
        actor: by,
        action: 'flow.shadowed',
        entity: 'flow',
        entityId: flowId,
        before: { shadow: shadow?.version ?? null },
        after: { shadow: version },
      });
    },
  });
}

function draftOf({ draft, shadow }: FoundFlow): VersionRow | undefined {
  if (draft === undefined && shadow === undefined)
    throw new AppError('conflict', 'There is no draft to try out. Change the flow and save it first.');
  return draft;
}
