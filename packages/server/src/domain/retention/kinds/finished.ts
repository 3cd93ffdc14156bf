import { sql, type Transaction } from 'kysely';
import type { Schema } from '../../../store/schema.ts';

const UNFINISHED = sql<boolean>`state in ('blocked', 'waiting', 'pending', 'leased', 'dead', 'uncertain')`;

/** Of these events, those with a delivery that is still to be sent or waits for a person. */
export async function eventsAtWork(trx: Transaction<Schema>, eventIds: string[]): Promise<Set<string>> {
  if (eventIds.length === 0) return new Set();
  const rows = await trx.selectFrom('deliveries').select('event_id').where('event_id', 'in', eventIds).where(UNFINISHED).execute();
  return new Set(rows.map((row) => row.event_id));
}

/** Of these deliveries, those that are still to be sent or wait for a person. */
export async function deliveriesAtWork(trx: Transaction<Schema>, deliveryIds: string[]): Promise<Set<string>> {
  if (deliveryIds.length === 0) return new Set();
  const rows = await trx.selectFrom('deliveries').select('id').where('id', 'in', deliveryIds).where(UNFINISHED).execute();
  return new Set(rows.map((row) => row.id));
}
