import { recordAudit } from '../audit/record.ts';
import type { CallingParts } from './parts.ts';
import { isPublished, runLive } from './run-live.ts';
import { goLive, supersede } from './versions.ts';
import type { FlowView } from './view.ts';

/**
 * Makes the draft (else the shadow) live, for events from now on; a shadow ends with it. One that says what is live
 * already makes no new version, and with neither draft nor shadow nothing happens.
 */
export async function publishFlow(parts: CallingParts, workspaceId: string, by: string, flowId: string): Promise<FlowView> {
  const now = parts.clock.now();
  return runLive(parts, {
    workspaceId,
    flowId,
    candidate: ({ draft, shadow }) => draft ?? shadow,
    promote: async (trx, flow, candidate) => {
      const others = [flow.shadow, flow.published].filter((version) => version?.id !== candidate.id);
      let live = flow.published?.version;
      if (isPublished(flow, candidate)) {
        await supersede(trx, [candidate, flow.shadow], now);
      } else {
        await supersede(trx, others, now);
        live = await goLive(trx, candidate, 'published', now);
      }
      await recordAudit(trx, {
        workspaceId,
        at: now,
        actor: by,
        action: 'flow.published',
        entity: 'flow',
        entityId: flowId,
        before: { published: flow.published?.version ?? null },
        after: { published: live },
      });
    },
  });
}
