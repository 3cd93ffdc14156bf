import { sql } from 'kysely';
import type { Store } from '../../../packages/server/src/store/store.ts';
import type { Findings } from '../lib/findings.ts';
import { markText } from './marks.ts';
import type { Acknowledged, Senders } from './senders.ts';
import { OPEN_STATES } from './settle.ts';

export const FIGURES = [
  'lost',
  'doubled',
  'lane_order_violations',
  'stuck_leases',
  'integrity_errors',
  'uncertain_unreported',
  'refused',
  'contract_violations',
] as const;
export type Figure = (typeof FIGURES)[number];

export interface StoredDelivery {
  id: string;
  eventId: string;
  step: string;
  state: string;
  error: string | null;
}

/** Holds the store against what the senders were told: every acknowledged event once, with each of its deliveries, all final. */
export async function verifyStore(store: Store, senders: Senders, findings: Findings<Figure>): Promise<StoredDelivery[]> {
  const events = await store.db.selectFrom('events').select(['id', 'idempotency_key', 'state', 'verdict']).execute();
  const deliveries = await store.db
    .selectFrom('deliveries')
    .select(['id', 'event_id as eventId', 'step_key as step', 'state', 'error'])
    .orderBy('seq')
    .execute();
  const eventsByKey = Map.groupBy(events, (event) => event.idempotency_key);
  const deliveriesByEvent = Map.groupBy(deliveries, (delivery) => delivery.eventId);

  for (const sent of senders.acknowledged) {
    const name = markText(sent.mark);
    const kept = eventsByKey.get(sent.idempotencyKey) ?? [];
    if (kept.length > 1)
      findings.add('doubled', `${name} is in the store ${kept.length} times (${kept.map((event) => event.state).join(', ')})`);
    const event = kept.find(({ id }) => id === sent.eventId);
    if (event === undefined) {
      findings.add('lost', `${name} was acknowledged as ${sent.eventId} and is not in the store`);
      continue;
    }
    if (event.state !== 'processed' || event.verdict !== 'accept')
      findings.add('lost', `${name} is ${event.state} with verdict ${event.verdict ?? 'none'}`);
    verifyDeliveries(sent, deliveriesByEvent.get(event.id) ?? [], findings);
  }
  const known = new Set(senders.acknowledged.map((sent) => sent.idempotencyKey));
  for (const event of events)
    if (!known.has(event.idempotency_key)) findings.add('integrity_errors', `event ${event.id} was sent by nobody`);
  for (const why of senders.refused) findings.add('refused', why);
  return deliveries;
}

function verifyDeliveries(sent: Acknowledged, deliveries: StoredDelivery[], findings: Findings<Figure>): void {
  const name = markText(sent.mark);
  const expected: Record<string, readonly string[]> =
    sent.kind === 'view'
      ? { hook: ['succeeded'] }
      : {
          contact: ['succeeded'],
          note: ['succeeded'],
          hook: ['succeeded'],
          slack: sent.toSlack ? ['succeeded', 'uncertain'] : ['skipped'],
        };
  for (const [step, states] of Object.entries(expected)) {
    const found = deliveries.filter((delivery) => delivery.step === step);
    if (found.length > 1) findings.add('doubled', `${name} has ${found.length} deliveries of the step ${step}`);
    const [delivery] = found;
    if (delivery === undefined) findings.add('lost', `${name} has no delivery of the step ${step}`);
    else if (!states.includes(delivery.state))
      findings.add('lost', `${name}: the step ${step} is ${delivery.state}: ${delivery.error ?? 'no reason was kept'}`);
  }
}

/** No lease, no lane and no delivery is left standing. */
export async function verifyNothingStuck(store: Store, findings: Findings<Figure>): Promise<void> {
  const open = await store.db
    .selectFrom('deliveries')
    .select(['id', 'state', 'step_key', 'attempts'])
    .where('state', 'in', OPEN_STATES)
    .execute();
  for (const { id, state, step_key: step, attempts } of open)
    findings.add('stuck_leases', `${id} (${step}) is still ${state} after ${attempts} attempts`);
  const leftovers = await store.db
    .selectFrom('deliveries')
    .select(['id', 'state'])
    .where('state', 'not in', OPEN_STATES)
    .where((where) => where.or([where('lease_token', 'is not', null), where('lease_until', 'is not', null)]))
    .execute();
  for (const { id, state } of leftovers) findings.add('stuck_leases', `${id} is ${state} and still leased`);
  const lanes = await store.db.selectFrom('lanes').selectAll().execute();
  for (const { connection_id: connection, lane, open: count } of lanes)
    findings.add('stuck_leases', `the lane ${lane} of ${connection} still counts ${count}`);
}

/** The engine's own check of its files, and references that no constraint guards. */
export async function verifyIntegrity(store: Store, findings: Findings<Figure>): Promise<void> {
  const complain = (what: string) => findings.add('integrity_errors', what);
  if (store.engine === 'sqlite') {
    const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(store.db);
    for (const row of rows) if (row.integrity_check !== 'ok') complain(`SQLite: ${row.integrity_check}`);
    const { rows: broken } = await sql<{ table: string }>`pragma foreign_key_check`.execute(store.db);
    for (const row of broken) complain(`SQLite: a row of ${row.table} refers to nothing`);
  } else {
    await sql`create extension if not exists amcheck`.execute(store.db);
    const { rows: indexes } = await sql<{ name: string }>`
      select c.oid::regclass::text as name from pg_class c join pg_am a on a.oid = c.relam join pg_namespace n on n.oid = c.relnamespace
      where a.amname = 'btree' and c.relkind = 'i' and n.nspname = 'public'`.execute(store.db);
    for (const { name } of indexes)
      await sql`select bt_index_check(${name}::regclass, true)`
        .execute(store.db)
        .catch((error: Error) => complain(`PostgreSQL: ${error.message}`));
  }
  const orphans = {
    'deliveries without their event': sql`select count(*) as n from deliveries where event_id not in (select id from events)`,
    'attempts without their delivery': sql`select count(*) as n from attempts where delivery_id not in (select id from deliveries)`,
    'deliveries after one that is not there': sql`select count(*) as n from deliveries where after_id is not null and after_id not in (select id from deliveries)`,
    'events without their key': sql`select count(*) as n from events where revision_of is null and id not in (select event_id from event_keys)`,
    'keys without their event': sql`select count(*) as n from event_keys where event_id not in (select id from events)`,
    'finished attempts without an end': sql`select count(*) as n from attempts where outcome <> 'started' and finished_at is null`,
  };
  for (const [what, query] of Object.entries(orphans)) {
    const { rows } = await query.execute(store.db);
    const count = Number((rows[0] as { n: number | string } | undefined)?.n ?? 0);
    if (count > 0) complain(`${count} ${what}`);
  }
}
