import { parseEnvelope } from '@handoff/shared/event';
import { type Selectable, type Transaction, sql } from 'kysely';
import type { DestinationDefinition } from '../../destinations/kit/types.ts';
import type { Keyring } from '../../secrets/keyring.ts';
import { createMentionChecks, type Person } from '../../identity/person.ts';
import type { Tracing } from '../../observe/tracing.ts';
import { traceCancelled } from '../../pipeline/trace-ends.ts';
import type { Finding } from '../../screening/types.ts';
import { waitForWorkspace } from '../../store/lock.ts';
import type { Schema } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import { valueRows } from '../../store/values.ts';
import { recordAudit } from '../audit/record.ts';
import { eraseRecordsOfEvents, eraseRecordsOfPerson, recordsOfPerson } from '../identity/erase.ts';
import type { Reach } from '../reach.ts';
import { forgetEvents, forgetSender } from '../screening/teach.ts';
import type { ServerKeys } from '../server/keys.ts';
import { eraseReasons } from './erase-reasons.ts';
import { eraseFromShops } from './erase-shops.ts';
import { eraseDeliveries, lockDeliveriesOf, underWayUntil } from './erase-deliveries.ts';
import { ERASED_ALERT, erasedBody, erasedReasons, isOpenState, NEVER_SENT } from './erased.ts';
import { findPersonsEvents, subjectOf } from './find.ts';
import { eachOnce, type HeldByOperation, type HeldRecord, heldRecords } from './held.ts';
import { queueErasures } from './queue-erasures.ts';
import type { StoredRecord } from './receipts/stored.ts';
import { addToReceipt, endReceipt, openReceipt } from './receipts/write.ts';
import { membersOf } from './stored-body.ts';
import { checkWhom } from './whom.ts';

export interface EraseParts {
  store: Store;
  clock: { now: () => number };
  destinations: Record<string, DestinationDefinition>;
  /** Seals whom destinations are asked to erase. */
  keyring: Keyring;
  tracing?: Tracing | undefined;
  /** Keys what stands for a person in a receipt, and in screening's memory. */
  serverKeys: Pick<ServerKeys, 'fingerprintKey'>;
}

/** What was erased in one call. */
export interface Receipt {
  events: number;
  deliveries: number;
  attempts: number;
  cancelled: number;
  destinations: HeldRecord[];
}

const EVENTS_PER_CALL = 200;
/** The workspace's events are not processed while its lock is held, so each transaction is short. */
const EVENTS_PER_TRANSACTION = 25;
const ALERTS_PER_READ = 500;

/**
 * Erases the personal data of a person's events: envelopes, what was sent and answered, contact keys, fingerprints. The
 * skeleton stays (ids, types, times, states), so that counts and audit stay true and the same event is known when it
 * comes again. What is known of who they are goes too. What was still to be sent is cancelled. Destinations that can are asked to erase the person too. Doing it again
 * changes nothing. A site's panel reaches its own source's events.
 */
export async function erasePerson(
  parts: EraseParts,
  reach: Reach,
  person: Person,
  before: number | undefined,
): Promise<Receipt & { receiptId: string; next: number | null }> {
  checkWhom(reach, person);
  const { eventIds, next } = await findPersonsEvents(parts.store, reach, person, { before, max: EVENTS_PER_CALL });
  const shops = before === undefined ? await eraseFromShops(parts, reach, person) : 0;
  const receiptId = await begin(parts, reach, person, before === undefined ? { shops } : undefined);
  const total = { events: 0, deliveries: 0, attempts: 0, cancelled: 0 };
  const held: HeldByOperation[] = [];
  const asked = new Set<string>();
  for (let start = 0; start < eventIds.length; start += EVENTS_PER_TRANSACTION) {
    const chunk = eventIds.slice(start, start + EVENTS_PER_TRANSACTION);
    const erased = await parts.store.transaction((trx) => eraseEvents(parts, trx, reach, person, chunk, { asked, receiptId }));
    held.push(...addErased(total, erased));
    erased.askedFor.forEach((name) => asked.add(name));
    await traceCancelled({ db: parts.store.db, tracing: parts.tracing }, erased.ended, 'erased');
  }
  if (next === null) await parts.store.transaction((trx) => endReceipt(trx, receiptId, parts.clock.now()));
  // Lanes moved on.
  if (total.cancelled > 0) parts.store.wake();
  return { ...total, destinations: eachOnce(held), receiptId, next };
}

/** Opens the receipt; the first call also erases what is known of the person apart from their events. */
async function begin(parts: EraseParts, reach: Reach, person: Person, first: { shops: number } | undefined): Promise<string> {
  const { fingerprintKey: key } = parts.serverKeys;
  return parts.store.transaction(async (trx) => {
    await waitForWorkspace(trx, parts.store.engine, reach.workspaceId);
    const now = parts.clock.now();
    const receiptId = await openReceipt(trx, reach, { kind: 'erasure', about: { person }, key, at: now, goesOn: true });
    if (first === undefined) return receiptId;
    await eraseReasons(trx, reach.workspaceId, await recordsOfPerson(trx, reach, person));
    const records = await eraseRecordsOfPerson(trx, reach, person, now);
    const { mentioned } = createMentionChecks(person, []);
    // What is of the whole workspace one site's panel leaves alone.
    const whole = reach.sourceId === undefined;
    const screening = whole ? await forgetSender(trx, key, reach.workspaceId, person.email) : 0;
    const alerts = whole ? await eraseAlerts(trx, reach.workspaceId, mentioned) : 0;
    await addToReceipt(trx, receiptId, { counts: { ...first, records, screening, alerts } });
    return receiptId;
  });
}

/** `ended`: deliveries that were still to be sent; `askedFor`: names of records that destinations were asked to erase. */
type Erased = Omit<Receipt, 'destinations'> & { held: HeldByOperation[]; ended: string[]; askedFor: string[] };

export interface AskedFor {
  receiptId: string;
  /** The records that destinations were asked to erase in this request; undefined: none is asked, what they hold stays with its owner. */
  asked: ReadonlySet<string> | undefined;
}

/** Adds one transaction's counts to the total; answers what destinations hold of its events. */
export function addErased(total: Omit<Receipt, 'destinations'>, erased: Erased): HeldByOperation[] {
  for (const count of ['events', 'deliveries', 'attempts', 'cancelled'] as const) total[count] += erased[count];
  return erased.held;
}

/** Erases some events, of one person or of anybody, and notes it in the receipt of the request. */
export async function eraseEvents(
  parts: EraseParts,
  trx: Transaction<Schema>,
  reach: Reach,
  person: Person,
  ids: string[],
  { asked, receiptId }: AskedFor,
): Promise<Erased> {
  const { store, clock, destinations } = parts;
  const { workspaceId } = reach;
  await waitForWorkspace(trx, store.engine, workspaceId);
  const now = clock.now();
  const events = await trx
    .selectFrom('events')
    .select(['id', 'source_id', 'state', 'verdict', 'reasons', 'processed_at', 'body'])
    .where('id', 'in', ids)
    .where('workspace_id', '=', workspaceId)
    .where('erased_at', 'is', null)
    .execute();
  if (events.length === 0) return { events: 0, deliveries: 0, attempts: 0, cancelled: 0, held: [], ended: [], askedFor: [] };

  const eventIds = events.map(({ id }) => id);
  const { addressed, mentioned } = createMentionChecks(
    person,
    events.map(({ body }) => subjectOf(body)),
  );
  const deliveries = await lockDeliveriesOf(trx, store.engine, eventIds);
  const there = await heldRecords(trx, destinations, deliveries, person.email);
  const held = asked === undefined ? there.map((record) => ({ ...record, erasure: 'by_hand' as const })) : there;
  const request = { workspaceId, person, held, underWay: underWayUntil(deliveries), receiptId, by: reach.by, at: now };
  const askedFor = asked === undefined ? [] : await queueErasures(trx, parts.keyring, { ...request, asked });
  const counts = await eraseDeliveries(trx, store.engine, workspaceId, deliveries, addressed, now);
  const said = events.flatMap(saidBy);
  const records = await eraseRecordsOfEvents(trx, workspaceId, said, now);
  await eraseRows(trx, events, now);
  await trx.deleteFrom('duplicate_windows').where('workspace_id', '=', workspaceId).where('event_id', 'in', eventIds).execute();
  const screening = await forgetEvents(trx, workspaceId, eventIds);
  const alerts = await eraseAlerts(trx, workspaceId, mentioned);
  await addToReceipt(trx, receiptId, {
    counts: { events: events.length, ...counts, records, screening, alerts },
    held: held.map((record) => (asked === undefined ? inSum(record) : withoutName(record, addressed))),
  });
  await recordAudit(trx, {
    workspaceId,
    at: now,
    actor: reach.by,
    action: asked === undefined ? 'source.erased' : 'person.erased',
    entity: 'person',
    entityId: events.length === 1 ? String(eventIds[0]) : `${events.length} events`,
    before: { eventIds },
    // What these said nobody can look for elsewhere.
    after: { receipt: receiptId, ...counts, ...(said.length < events.length ? { unreadable: events.length - said.length } : {}) },
  });
  const ended = deliveries.filter(({ state }) => isOpenState(state)).map(({ id }) => id);
  return { events: events.length, ...counts, held, ended, askedFor };
}

type ErasableEvent = Pick<Selectable<Schema['events']>, 'id' | 'source_id' | 'state' | 'verdict' | 'reasons' | 'processed_at' | 'body'>;

/** Whom an event was about; nobody where it cannot be read. */
function saidBy({ source_id: sourceId, body }: ErasableEvent) {
  const parsed = parseEnvelope(membersOf(body));
  return parsed.ok ? [{ sourceId, envelope: parsed.envelope }] : [];
}

/** What was not processed yet, or was set aside, never will be. */
async function eraseRows(trx: Transaction<Schema>, events: ErasableEvent[], now: number): Promise<void> {
  const rows = valueRows(
    { id: 'text', verdict: 'text', reasons: 'text', processed_at: 'bigint', body: 'text' },
    events.map((event) => {
      const processed = event.state === 'processed';
      const reasons = JSON.parse(event.reasons ?? '[]') as Finding[];
      return {
        id: event.id,
        verdict: processed ? event.verdict : 'suppress',
        reasons: JSON.stringify(processed ? erasedReasons(reasons) : [NEVER_SENT]),
        processed_at: event.processed_at ?? now,
        body: erasedBody(event.body),
      };
    }),
  );
  await sql`
    with erased(id, verdict, reasons, processed_at, body) as (${rows})
    update events set state = 'processed', verdict = erased.verdict, reasons = erased.reasons, processed_at = erased.processed_at,
      body = erased.body, contact_key = null, problems = null, process_error = null, erased_at = ${now}
    from erased where events.id = erased.id`.execute(trx);
}

/** A record's id or address can say who it is of; the receipt outlives that. */
function withoutName({ operation: _operation, ...record }: HeldByOperation, addressed: (text: string) => boolean): StoredRecord {
  const shown = (text: string | null) => (text === null || addressed(text) ? null : text);
  return { ...record, recordId: shown(record.recordId), url: shown(record.url) };
}

/** Of all that a source sent the receipt names the connections only: a shop may have made a million records. */
function inSum({ operation: _operation, ...record }: HeldByOperation): StoredRecord {
  return { ...record, recordId: null, url: null, erasure: 'stays' };
}

/** Alerts quote what a destination said of the records it refused. Answers how many did. */
async function eraseAlerts(trx: Transaction<Schema>, workspaceId: string, mentioned: (text: string) => boolean): Promise<number> {
  let count = 0;
  let after = '';
  for (;;) {
    const alerts = await trx
      .selectFrom('alerts')
      .select(['id', 'message'])
      .where('workspace_id', '=', workspaceId)
      .where('id', '>', after)
      .orderBy('id')
      .limit(ALERTS_PER_READ)
      .execute();
    const quoting = alerts.filter(({ message }) => mentioned(message)).map(({ id }) => id);
    if (quoting.length > 0)
      await trx.updateTable('alerts').set({ message: ERASED_ALERT, message_said: null }).where('id', 'in', quoting).execute();
    count += quoting.length;
    if (alerts.length < ALERTS_PER_READ) return count;
    after = alerts.at(-1)?.id ?? after;
  }
}
