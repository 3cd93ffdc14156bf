import { sql, type Transaction } from 'kysely';
import type { Schema } from '../../../store/schema.ts';
import { valueRows } from '../../../store/values.ts';

const UNFINISHED = sql<boolean>`state in ('blocked', 'waiting', 'pending', 'leased', 'dead', 'uncertain')`;

/**
 * Of these events, those with a delivery that is still to be sent or waits for a person, and those that such a one is older than:
 * its replay must go on finding that newer data of the contact went out.
 */
export async function eventsAtWork(trx: Transaction<Schema>, eventIds: string[]): Promise<Set<string>> {
  if (eventIds.length === 0) return new Set();
  const rows = await trx.selectFrom('deliveries').select('event_id').where('event_id', 'in', eventIds).where(UNFINISHED).execute();
  return new Set([...rows.map((row) => row.event_id), ...(await newerThanFailed(trx, eventIds))]);
}

/** Of these deliveries, those that are still to be sent or wait for a person. */
export async function deliveriesAtWork(trx: Transaction<Schema>, deliveryIds: string[]): Promise<Set<string>> {
  if (deliveryIds.length === 0) return new Set();
  const rows = await trx.selectFrom('deliveries').select('id').where('id', 'in', deliveryIds).where(UNFINISHED).execute();
  return new Set(rows.map((row) => row.id));
}

/** Of these events, those that went out through a step where something of their contact failed, or may have, that came or happened earlier. */
async function newerThanFailed(trx: Transaction<Schema>, eventIds: string[]): Promise<string[]> {
  const sent = await trx
    .selectFrom('deliveries')
    .innerJoin('events', 'events.id', 'deliveries.event_id')
    .select(['event_id', 'connection_id', 'lane', 'flow_id', 'step_key', 'events.occurred_at', 'events.seq'])
    .where('event_id', 'in', eventIds)
    .where('deliveries.state', '=', sql.lit('succeeded'))
    .where('contact_key', 'is not', null)
    .execute();
  if (sent.length === 0) return [];
  // Many events of one contact go through the same step: each such step is looked at once.
  const bySlot = Map.groupBy(sent, (row) => `${row.connection_id}\n${row.flow_id}\n${row.step_key}\n${row.lane}`);
  const slots = [...bySlot.values()];
  const rows = valueRows(
    { position: 'bigint', connection_id: 'text', lane: 'text', flow_id: 'text', step_key: 'text' },
    slots.map((slot, position) => {
      const [{ connection_id, lane, flow_id, step_key }] = slot as [(typeof sent)[number]];
      return { position, connection_id, lane, flow_id, step_key };
    }),
  );
  const failed = await sql<{ position: number; happened: number; came: number }>`
    with slot(position, connection_id, lane, flow_id, step_key) as (${rows})
    select slot.position, min(events.occurred_at) as happened, min(events.seq) as came
    from slot
      join deliveries on deliveries.connection_id = slot.connection_id and deliveries.lane = slot.lane
        and deliveries.flow_id = slot.flow_id and deliveries.step_key = slot.step_key and deliveries.state in ('dead', 'uncertain')
      join events on events.id = deliveries.event_id
    group by slot.position`.execute(trx);
  return failed.rows.flatMap(({ position, happened, came }) =>
    (slots[position] ?? []).filter((row) => row.occurred_at >= happened || row.seq > came).map((row) => row.event_id),
  );
}
