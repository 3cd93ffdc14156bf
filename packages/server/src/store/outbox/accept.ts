import type { Transaction } from 'kysely';
import { newId } from '../ids.ts';
import type { Schema } from '../schema.ts';
import type { Store } from '../store.ts';
import { insertRows } from '../values.ts';

/** An event that passed the signature and the envelope check, ready to be kept. */
export interface NewEvent {
  workspaceId: string;
  sourceId: string;
  type: string;
  known: boolean;
  idempotencyKey: string;
  occurredAt: number;
  receivedAt: number;
  contactKey: string | undefined;
  problems: string | undefined;
  traceparent?: string | undefined;
  body: string;
  /** Whether another body says the same thing; asked only when the key is known already. */
  sameAs: (body: string) => boolean;
}

/** accepted: new · repeat: known key, same content · revision: known key, other content, kept and flagged. */
export interface Accepted {
  eventId: string;
  status: 'accepted' | 'repeat' | 'revision';
}

/** Of 15 columns; SQLite takes 32,766 variables a statement, PostgreSQL 65,535. */
const EVENTS_PER_INSERT = 1024;

/** Keeps events in one transaction. The answer is given after the commit, so a caller may acknowledge. */
export async function acceptEvents(store: Store, events: NewEvent[]): Promise<Accepted[]> {
  return store.transaction(async (trx) => {
    const results: Accepted[] = [];
    for (let start = 0; start < events.length; start += EVENTS_PER_INSERT) {
      results.push(...(await acceptChunk(trx, events.slice(start, start + EVENTS_PER_INSERT))));
    }
    return results;
  });
}

async function acceptChunk(trx: Transaction<Schema>, events: NewEvent[]): Promise<Accepted[]> {
  const ids = events.map(() => newId('evt'));
  const keys = events.map((event, index) => ({
    workspace_id: event.workspaceId,
    source_id: event.sourceId,
    idempotency_key: event.idempotencyKey,
    event_id: ids[index] as string,
    created_at: event.receivedAt,
  }));
  // Within one statement, too, the first of equal keys wins; PostgreSQL locks keys in this order, so sort them.
  const sorted = keys.toSorted((a, b) => compare(a.idempotency_key, b.idempotency_key) || compare(a.source_id, b.source_id));
  const claimed = await insertRows(trx, 'event_keys', sorted)
    .onConflict((conflict) => conflict.columns(['source_id', 'idempotency_key']).doNothing())
    .returning('event_id')
    .execute();
  const fresh = new Set(claimed.map((row) => row.event_id));

  const rows = events.flatMap((event, index) => (fresh.has(ids[index] as string) ? [toRow(event, ids[index] as string)] : []));
  if (rows.length > 0) await insertRows(trx, 'events', rows).execute();
  if (rows.length === events.length) return ids.map((eventId) => ({ eventId, status: 'accepted' }));

  const results: Accepted[] = [];
  for (const [index, event] of events.entries()) {
    const id = ids[index] as string;
    results.push(fresh.has(id) ? { eventId: id, status: 'accepted' } : await acceptKnown(trx, event, id));
  }
  return results;
}

/** A key seen before: the same content is a repeat, other content is kept as a flagged revision, once. */
async function acceptKnown(trx: Transaction<Schema>, event: NewEvent, id: string): Promise<Accepted> {
  const first = await trx
    .selectFrom('event_keys')
    .select('event_id')
    .where('source_id', '=', event.sourceId)
    .where('idempotency_key', '=', event.idempotencyKey)
    .executeTakeFirstOrThrow();
  const known = await trx
    .selectFrom('events')
    .select(['id', 'body', 'erased_at'])
    .where((where) => where.or([where('id', '=', first.event_id), where('revision_of', '=', first.event_id)]))
    .where('workspace_id', '=', event.workspaceId)
    .execute();
  // An original that retention has removed leaves nothing to compare with, and one that was erased must not come back as
  // a revision of itself; its key still stops the repeat.
  if (known.length === 0 || known.some((row) => row.erased_at !== null || event.sameAs(row.body)))
    return { eventId: first.event_id, status: 'repeat' };
  await trx
    .insertInto('events')
    .values({ ...toRow(event, id), state: 'revision', revision_of: first.event_id })
    .execute();
  return { eventId: first.event_id, status: 'revision' };
}

function toRow(event: NewEvent, id: string) {
  return {
    id,
    workspace_id: event.workspaceId,
    source_id: event.sourceId,
    type: event.type,
    state: event.known ? ('received' as const) : ('parked' as const),
    idempotency_key: event.idempotencyKey,
    occurred_at: event.occurredAt,
    received_at: event.receivedAt,
    process_at: 0,
    process_failures: 0,
    contact_key: event.contactKey ?? null,
    problems: event.problems ?? null,
    traceparent: event.traceparent ?? null,
    body: event.body,
    revision_of: null as string | null,
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
