import { type Transaction, sql } from 'kysely';
import type { Schema } from '../../store/schema.ts';
import type { AlertRow } from './view.ts';

/**
 * Ends telling of an alert: what was not sent yet is dropped. Answers its notices as they were before, or undefined where
 * another server ended it.
 */
export async function closeTelling(trx: Transaction<Schema>, alert: Pick<AlertRow, 'id' | 'workspace_id'>) {
  const closed = await trx
    .updateTable('alerts')
    .set({ telling: 'closed' })
    .where('id', '=', alert.id)
    .where('telling', '=', sql.lit('opened'))
    .returning('id')
    .execute();
  if (closed.length === 0) return undefined;
  const notices = await trx
    .selectFrom('notices')
    .select(['target', 'kind', 'state', 'next_at', 'batch'])
    .where('workspace_id', '=', alert.workspace_id)
    .where('alert_id', '=', alert.id)
    .execute();
  await trx
    .updateTable('notices')
    .set({ state: 'dropped' })
    .where('workspace_id', '=', alert.workspace_id)
    .where('alert_id', '=', alert.id)
    .where('state', '=', sql.lit('pending'))
    .where('batch', 'is', null)
    .execute();
  return notices;
}
