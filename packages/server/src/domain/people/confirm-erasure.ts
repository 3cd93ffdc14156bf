import type { Selectable, Transaction } from 'kysely';
import type { DestinationDefinition } from '../../destinations/kit/types.ts';
import { AppError } from '../../observe/app-error.ts';
import { alertKey, resolveAlert } from '../../observe/alerts.ts';
import type { Schema } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import { recordAudit } from '../audit/record.ts';
import { type Erasure, listErasures } from './list-erasures.ts';

/** Notes that a person was erased by hand where the destination did not; with the last one its alert closes. Answers the request as it is then. */
export async function confirmErasure(
  parts: { store: Store; clock: { now: () => number }; destinations: Record<string, DestinationDefinition> },
  request: { workspaceId: string; erasureId: string; by: string },
): Promise<Erasure> {
  const { workspaceId, erasureId, by } = request;
  const now = parts.clock.now();
  await parts.store.transaction(async (trx) => {
    const row = await trx
      .selectFrom('erasures')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('state', '=', 'failed')
      .where('id', '=', erasureId)
      .executeTakeFirst();
    if (row === undefined) throw gone();
    await confirmFailed(trx, row, by, now);
    const entry = { workspaceId, at: now, actor: by, action: 'person.erased_by_hand', entity: 'connection', entityId: row.connection_id };
    await recordAudit(trx, { ...entry, before: { erasure: erasureId, state: 'failed' }, after: { erasure: erasureId, state: 'done' } });
  });
  const [erasure] = await listErasures(parts.store, parts.destinations, workspaceId, erasureId);
  if (erasure === undefined) throw gone();
  return erasure;
}

function gone(): AppError {
  return new AppError('not_found', 'There is no such request that waits for somebody to erase by hand.');
}

/** The same for a row that is known, in the transaction of its caller, who writes the audit. */
export async function confirmFailed(
  trx: Transaction<Schema>,
  row: Pick<Selectable<Schema['erasures']>, 'id' | 'workspace_id' | 'connection_id'>,
  by: string,
  now: number,
): Promise<void> {
  await trx
    .updateTable('erasures')
    .set({ state: 'done', message: `Erased by hand, says ${by}.`, finished_at: now })
    .where('id', '=', row.id)
    .execute();
  const others = await trx
    .selectFrom('erasures')
    .select('id')
    .where('workspace_id', '=', row.workspace_id)
    .where('state', '=', 'failed')
    .where('connection_id', '=', row.connection_id)
    .limit(1)
    .execute();
  if (others.length === 0) await resolveAlert(trx, row.workspace_id, alertKey.erasure(row.connection_id), now);
}
