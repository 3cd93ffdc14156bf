import type { IdentitySettings } from '@handoff/shared/api';
import { type Transaction, sql } from 'kysely';
import { storedKeys } from '../../identity/match/blocking.ts';
import type { Profile } from '../../identity/match/contact.ts';
import { decide, type Decision } from '../../identity/match/decide.ts';
import { SUGGEST_FROM } from '../../identity/match/resolve.ts';
import { priorWeights } from '../../identity/match/weights.ts';
import { newId } from '../../store/ids.ts';
import type { Schema } from '../../store/schema.ts';
import { evenly, insertRows, valueRows } from '../../store/values.ts';
import { openBook } from './book.ts';
import { keptConsents } from './consent.ts';
import { type Details, type Heard, LIFECYCLE } from './heard.ts';
import { heldConsent, heldFields } from './held.ts';
import { moveRecords } from './move.ts';
import { recordProfile, recordRow, readRecord, type StoredRecord } from './records.ts';
import { refreshPersons } from './refresh.ts';
import { identitySettings } from './settings.ts';

/** How many people the chance of a suggestion supposes a workspace to have: counting them each time would cost more than it tells. */
const SUPPOSED_PEOPLE = 10_000;
export const STORE_WEIGHTS = priorWeights(SUPPOSED_PEOPLE);
const MOST_SUGGESTIONS = 5;
const ROWS_PER_INSERT = 500;
/** Who links, in the audit of merges. */
const BY_ITSELF = 'handoff';

/**
 * Notes what events say of whom they are about, and whom that is. Runs in the transaction that processes them, under the
 * workspace's lock. Mostly the same was said before, which the link table knows; only what is new is compared.
 */
export async function identify(trx: Transaction<Schema>, workspaceId: string, heard: Heard[], now: number): Promise<void> {
  if (heard.length === 0) return;
  const settings = await identitySettings(trx, workspaceId);
  const known = await knownRecords(trx, workspaceId, heard);
  const fresh = new Map<string, StoredRecord>();
  const again = new Map<string, StoredRecord>();
  for (const said of heard) {
    const key = `${said.sourceId} ${said.digest}`;
    const before = known.get(key) ?? fresh.get(key);
    if (before === undefined) fresh.set(key, newRecord(workspaceId, said));
    else {
      hearAgain(before, said);
      if (known.has(key)) again.set(key, before);
    }
  }
  await writeAgain(trx, [...again.values()]);
  const touched = await place(trx, workspaceId, [...fresh.values()], settings, now);
  await refreshPersons(trx, workspaceId, [...touched, ...[...again.values()].map(({ personId }) => personId)], settings, now);
}

async function knownRecords(trx: Transaction<Schema>, workspaceId: string, heard: Heard[]): Promise<Map<string, StoredRecord>> {
  const rows = await trx
    .selectFrom('person_records')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('source_id', 'in', [...new Set(heard.map(({ sourceId }) => sourceId))])
    .where('digest', 'in', evenly([...new Set(heard.map(({ digest }) => digest))]))
    .execute();
  return new Map(rows.map(readRecord).map((record) => [`${record.sourceId} ${record.digest}`, record]));
}

function newRecord(workspaceId: string, { sourceId, digest, contact, details, eventId, at }: Heard): StoredRecord {
  const record = { id: newId('rec'), workspaceId, personId: '', sourceId, digest, contact, details, eventId };
  return { ...record, joinedBy: { by: 'new' }, firstAt: at, lastAt: at };
}

/** Lifecycle only rises; what was said of consent stays until its channel is decided anew. */
function hearAgain(record: StoredRecord, { details, eventId, at }: Heard): void {
  if (at >= record.lastAt) record.eventId = eventId;
  record.firstAt = Math.min(record.firstAt, at);
  record.lastAt = Math.max(record.lastAt, at);
  record.details = mergeDetails(record.details, details);
}

function mergeDetails(before: Details, next: Details): Details {
  const later = LIFECYCLE.indexOf(next.lifecycle) > LIFECYCLE.indexOf(before.lifecycle) ? next.lifecycle : before.lifecycle;
  const consent = keptConsents([...before.consent, ...next.consent]);
  return { phone: before.phone, lifecycle: later, consent, heardAt: Math.max(before.heardAt, next.heardAt) };
}

async function writeAgain(trx: Transaction<Schema>, records: StoredRecord[]): Promise<void> {
  if (records.length === 0) return;
  const rows = valueRows(
    { id: 'text', details: 'text', event_id: 'text', first_at: 'bigint', last_at: 'bigint' },
    records.map((record) => ({
      id: record.id,
      details: JSON.stringify(record.details),
      event_id: record.eventId,
      first_at: record.firstAt,
      last_at: record.lastAt,
    })),
  );
  await sql`
    with heard(id, details, event_id, first_at, last_at) as (${rows})
    update person_records set details = heard.details, event_id = heard.event_id, first_at = heard.first_at, last_at = heard.last_at
    from heard where person_records.id = heard.id`.execute(trx);
}

/** Finds the person of each new record, or makes one. Answers the persons whose records changed. */
async function place(
  trx: Transaction<Schema>,
  workspaceId: string,
  records: StoredRecord[],
  settings: IdentitySettings,
  now: number,
): Promise<string[]> {
  if (records.length === 0) return [];
  const profiles = records.map(recordProfile);
  const book = await openBook(trx, workspaceId, profiles);
  const persons: string[] = [];
  const merges: { into: string; from: string; reason: string }[] = [];
  const suggestions: { one: string; other: string; found: Decision['suggest'][number] }[] = [];
  records.forEach((record, index) => {
    const profile = profiles[index] as Profile;
    const options = { linkBy: settings.linkBy, weights: STORE_WEIGHTS, suggestFrom: SUGGEST_FROM, keptApart: book.keptApart };
    const { join, alsoThem, suggest } = decide(profile, book.candidatesOf(profile), options);
    if (join === undefined) {
      record.personId = newId('per');
      persons.push(record.personId);
    } else {
      record.personId = join.personId;
      record.joinedBy = { by: join.link.rung, names: join.link.names };
      for (const from of alsoThem) {
        book.merge(join.personId, from);
        merges.push({ into: join.personId, from, reason: `link:${join.link.rung}` });
      }
    }
    book.add(record.personId, profile);
    if (settings.suggest)
      for (const found of suggest.slice(0, MOST_SUGGESTIONS)) suggestions.push({ one: record.personId, other: found.personId, found });
  });
  const people = Map.groupBy(records, ({ personId }) => personId);
  const made = persons.map((id) => ({ id, records: people.get(id) ?? [] }));
  const keys = records.flatMap((record, index) => keyRows(record, profiles[index] as Profile));
  await insertPlaced(trx, workspaceId, { made, records, keys }, settings, now);
  for (const merge of merges) await moveRecords(trx, { workspaceId, ...merge, by: BY_ITSELF, at: now });
  await insertSuggestions(trx, workspaceId, suggestions, now);
  const fresh = new Set(persons);
  // Whoever was made just now is written with what is held of them.
  const joined = [...people.keys()].filter((id) => !fresh.has(id));
  return [...joined, ...merges.flatMap(({ into, from }) => [into, from])];
}

function keyRows({ workspaceId, id }: StoredRecord, profile: Profile) {
  return storedKeys(profile).map((key) => ({ workspace_id: workspaceId, key, record_id: id }));
}

async function insertPlaced(
  trx: Transaction<Schema>,
  workspaceId: string,
  { made, records, keys }: { made: { id: string; records: StoredRecord[] }[]; records: StoredRecord[]; keys: ReturnType<typeof keyRows> },
  settings: IdentitySettings,
  now: number,
): Promise<void> {
  const personRows = made.map(({ id, records: own }) => ({
    id,
    workspace_id: workspaceId,
    fields: JSON.stringify(heldFields(own, settings, {})),
    consent: JSON.stringify(heldConsent(own)),
    merged_into: null,
    created_at: now,
    updated_at: now,
  }));
  for (const rows of chunks(personRows)) await insertRows(trx, 'persons', rows).execute();
  for (const rows of chunks(records.map(recordRow))) await insertRows(trx, 'person_records', rows).execute();
  for (const rows of chunks(keys)) await insertRows(trx, 'person_keys', rows).execute();
}

function chunks<Row>(rows: Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / ROWS_PER_INSERT) }, (_, index) =>
    rows.slice(index * ROWS_PER_INSERT, (index + 1) * ROWS_PER_INSERT),
  );
}

/** A pair that was suggested before stays as it was decided. */
async function insertSuggestions(
  trx: Transaction<Schema>,
  workspaceId: string,
  suggestions: { one: string; other: string; found: Decision['suggest'][number] }[],
  now: number,
): Promise<void> {
  const rows = suggestions
    .filter(({ one, other }) => one !== other)
    .map(({ one, other, found }) => ({
      id: newId('sug'),
      workspace_id: workspaceId,
      person_a: one < other ? one : other,
      person_b: one < other ? other : one,
      chance: found.chance,
      reasons: JSON.stringify(found.clues),
      state: 'open' as const,
      created_at: now,
      decided_at: null,
      decided_by: null,
      merge_id: null,
    }));
  for (const some of chunks(rows)) {
    await insertRows(trx, 'person_suggestions', some)
      .onConflict((conflict) => conflict.columns(['workspace_id', 'person_a', 'person_b']).doNothing())
      .execute();
  }
}
