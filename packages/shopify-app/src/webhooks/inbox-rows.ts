import { sql } from 'kysely';
import { type Hold, HoldLost } from '../capture/index.ts';
import type { Parts } from '../parts.ts';
import { NOT_CONTROL, PENDING } from '../store/conditions.ts';
import { valueRows } from '../store/values.ts';
import type { Kept } from './read-delivery.ts';

export interface InboxRow extends Kept {
  seq: number;
  attempts: number;
  flags: string;
}

const COLUMNS = [
  'seq',
  'shop',
  'topic',
  'webhook_id',
  'event_id',
  'api_version',
  'triggered_at',
  'received_at',
  'body',
  'body_hash',
  'attempts',
  'flags',
] as const;

/** The next messages of a shop that are due, oldest first. */
export function readDueRows(parts: Parts, shop: string, limit: number) {
  return parts.ports.store.db
    .selectFrom('shopify_inbox')
    .select(COLUMNS)
    .where('shop', '=', shop)
    .where(PENDING)
    .where(NOT_CONTROL)
    .where('next_at', '<=', parts.ports.clock.now())
    .orderBy('seq')
    .limit(limit)
    .execute();
}

/** What became of one message. */
export interface Settled {
  seq: number;
  state: 'pending' | 'done' | 'failed';
  flags: string[];
  attempts: number;
  /** When it is due again, for `pending`. */
  nextAt: number;
  error: string | null;
  eventIds: string[];
}

/**
 * Writes what became of messages, if the shop is still held: else another process works on the same ones. What is done
 * keeps nothing of its body, so that personal data do not stay.
 */
export async function settleRows(parts: Parts, hold: Hold, settled: Settled[]): Promise<void> {
  if (settled.length === 0) return;
  const { store, clock } = parts.ports;
  await store.transaction(async (trx) => {
    const held = await trx
      .updateTable('shopify_shops')
      .set({ worker_lease: hold.lease })
      .where('shop', '=', hold.shop)
      .where('worker_lease', '=', hold.lease)
      .returning('shop')
      .execute();
    if (held.length === 0) throw new HoldLost(`Another process took over ${hold.shop}.`);
    const rows = valueRows(
      {
        seq: 'bigint',
        state: 'text',
        flags: 'text',
        attempts: 'bigint',
        next_at: 'bigint',
        error: 'text',
        events: 'text',
        done_at: 'bigint',
      },
      settled.map((row) => ({
        seq: row.seq,
        state: row.state,
        flags: JSON.stringify(row.flags),
        attempts: row.attempts,
        next_at: row.nextAt,
        error: row.error,
        events: row.state === 'done' ? JSON.stringify(row.eventIds) : null,
        done_at: row.state === 'done' ? clock.now() : null,
      })),
    );
    await sql`
      with settled(seq, state, flags, attempts, next_at, error, events, done_at) as (${rows})
      update shopify_inbox set state = settled.state, flags = settled.flags, attempts = settled.attempts, next_at = settled.next_at,
        error = settled.error, events = settled.events, done_at = settled.done_at,
        body = case when settled.state = 'done' then '' else shopify_inbox.body end
      from settled where shopify_inbox.seq = settled.seq and shopify_inbox.state = 'pending'`.execute(trx);
  });
}
