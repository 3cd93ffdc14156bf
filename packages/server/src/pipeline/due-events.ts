import { SCREENED_EVENT_TYPES } from '@handoff/shared/event';
import { type Selectable, type Transaction, sql } from 'kysely';
import { askingSources } from '../domain/screening/services/active.ts';
import type { Schema } from '../store/schema.ts';

const EVENTS_PER_TRANSACTION = 200;
/** However few events that is, though one at least: what takes longer than the database waits for (`store/postgres.ts`) would begin anew for ever. */
const BYTES_PER_TRANSACTION = 8_000_000;

export type DueEvent = Pick<
  Selectable<Schema['events']>,
  'id' | 'source_id' | 'received_at' | 'contact_key' | 'body' | 'process_failures' | 'traceparent' | 'asked'
>;

/**
 * Those whose turn it is, in order of receipt, as many as one turn can take. One that outside services are still to be asked about
 * waits for their answers.
 */
export async function dueEvents(trx: Transaction<Schema>, workspaceId: string, now: number): Promise<DueEvent[]> {
  const asking = await askingSources(trx, workspaceId);
  const due = trx
    .selectFrom('events')
    .where('workspace_id', '=', workspaceId)
    .where('state', '=', sql.lit('received'))
    .where('process_at', '<=', now)
    .$if(asking.length > 0, (query) =>
      query.where((eb) =>
        eb.or([eb('asked', 'is not', null), eb('source_id', 'not in', asking), eb('type', 'not in', SCREENED_EVENT_TYPES)]),
      ),
    )
    .orderBy('seq');
  // Both engines know how long a text is without reading it.
  const sizes = await due
    .select(sql<number>`octet_length(body)`.as('bytes'))
    .limit(EVENTS_PER_TRANSACTION)
    .execute();
  if (sizes.length === 0) return [];
  return due
    .select(['id', 'source_id', 'received_at', 'contact_key', 'body', 'process_failures', 'traceparent', 'asked'])
    .limit(howManyFit(sizes.map(({ bytes }) => bytes)))
    .execute();
}

function howManyFit(sizes: number[]): number {
  let bytes = 0;
  const over = sizes.findIndex((size) => (bytes += size) > BYTES_PER_TRANSACTION);
  return over === -1 ? sizes.length : Math.max(1, over);
}
