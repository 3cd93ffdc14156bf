import type { Transaction } from 'kysely';
import { resolveAlert } from '../../observe/alerts.ts';
import type { Clock } from '../../observe/clock.ts';
import type { Schema } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import { recordAudit } from '../audit/record.ts';
import { lockConnection } from '../connection/find.ts';
import { lockFlow } from '../flow/find.ts';
import { toIso, toIsoOrNull } from '../times.ts';
import { watchKey } from './watches/alerts.ts';

interface ReviewParts {
  store: Store;
  clock: Clock;
}

/** Notes that somebody looked through a flow and its mappings. */
export async function reviewFlow(parts: ReviewParts, request: { workspaceId: string; flowId: string; by: string }) {
  return parts.store.transaction(async (trx) => {
    const { row } = await lockFlow(trx, request.workspaceId, request.flowId);
    return note(parts, trx, 'flow', row, request.by);
  });
}

/** Notes that somebody looked through a connection: what it may do, and whether it is still needed. */
export async function reviewConnection(parts: ReviewParts, request: { workspaceId: string; connectionId: string; by: string }) {
  return parts.store.transaction(async (trx) => {
    const row = await lockConnection(parts.store, trx, request.workspaceId, request.connectionId);
    return note(parts, trx, 'connection', row, request.by);
  });
}

async function note(
  { clock }: ReviewParts,
  trx: Transaction<Schema>,
  entity: 'flow' | 'connection',
  row: { id: string; workspace_id: string; reviewed_at: number | null; reviewed_by: string | null },
  by: string,
) {
  const now = clock.now();
  const after = { reviewed_at: now, reviewed_by: by };
  if (entity === 'flow') await trx.updateTable('flows').set(after).where('id', '=', row.id).execute();
  else await trx.updateTable('connections').set(after).where('id', '=', row.id).execute();
  await resolveAlert(trx, row.workspace_id, watchKey.unreviewed(row.id), now);
  await recordAudit(trx, {
    workspaceId: row.workspace_id,
    at: now,
    actor: by,
    action: `${entity}.reviewed`,
    entity,
    entityId: row.id,
    before: { reviewedAt: toIsoOrNull(row.reviewed_at), reviewedBy: row.reviewed_by },
    after: { reviewedAt: toIso(now), reviewedBy: by },
  });
  return { reviewedAt: toIso(now), reviewedBy: by };
}
