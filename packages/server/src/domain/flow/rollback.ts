import { alertKey, resolveAlert } from '../../observe/alerts.ts';
import { AppError } from '../../observe/app-error.ts';
import type { Db } from '../../store/schema.ts';
import { refuseChangedSince } from '../audit/changed-since.ts';
import { recordAudit } from '../audit/record.ts';
import { checkFit } from './check-fit.ts';
import { findFlow, type FoundFlow, lockFlow, type VersionRow } from './find.ts';
import type { CallingParts } from './parts.ts';
import { refuseProblems } from './problems.ts';
import { checkAgain, isPublished } from './run-live.ts';
import { addVersion, supersede } from './versions.ts';
import { flowView, specOf, type FlowView } from './view.ts';

export interface Rollback {
  /** The earlier version. */
  version: number;
  /** The version that has to be live now (null: none), for an undo; undefined: whichever is. */
  from?: number | null;
}

/** Publishes what an earlier version did, as a new version; draft and shadow stay as they are. Does nothing where that is live already. */
export async function rollbackFlow(
  parts: CallingParts,
  workspaceId: string,
  by: string,
  flowId: string,
  { version: number, from }: Rollback,
): Promise<FlowView> {
  const { store } = parts;
  const now = parts.clock.now();
  const seen = await findFlow(store.db, workspaceId, flowId);
  const earlier = await findEarlier(store.db, flowId, number);
  const spec = specOf(earlier);
  refuseOther(seen, from);
  if (isPublished(seen, earlier)) return flowView(seen);
  refuseProblems('This version cannot be published again.', await checkFit(parts, workspaceId, spec));

  return store.transaction(async (trx) => {
    const flow = await lockFlow(trx, workspaceId, flowId);
    refuseOther(flow, from);
    if (isPublished(flow, earlier)) return flowView(flow);
    await checkAgain(parts, trx, workspaceId, spec);
    await supersede(trx, [flow.published], now);
    const published = await addVersion(trx, flow.row, { spec: earlier.spec, state: 'published', by, now });
    await resolveAlert(trx, workspaceId, alertKey.flow(flowId), now);
    await resolveAlert(trx, workspaceId, alertKey.drift(flowId), now);
    await recordAudit(trx, {
      workspaceId,
      at: now,
      actor: by,
      action: 'flow.rolled_back',
      entity: 'flow',
      entityId: flowId,
      before: { published: flow.published?.version ?? null },
      after: { published: published.version, sameAs: earlier.version },
    });
    return flowView({ ...flow, published });
  });
}

function refuseOther({ published }: FoundFlow, from: number | null | undefined): void {
  if (from !== undefined) refuseChangedSince(published?.version ?? null, from);
}

async function findEarlier(db: Db, flowId: string, number: number): Promise<VersionRow> {
  const row = await db
    .selectFrom('flow_versions')
    .selectAll()
    .where('flow_id', '=', flowId)
    .where('version', '=', number)
    .executeTakeFirst();
  if (row === undefined) throw new AppError('not_found', `This flow has no version ${number}. Its history shows which there are.`);
  if (row.state === 'draft' || row.state === 'shadow') {
    throw new AppError('conflict', `Version ${number} was never live: it is the ${row.state}. Publish it instead.`);
  }
  return row;
}
