import type { Envelope } from '@handoff/shared/event';
import type { Transaction } from 'kysely';
import { strongKeys } from '../../identity/match/blocking.ts';
import { profileOf } from '../../identity/match/contact.ts';
import { normaliseEmail } from '../../identity/email.ts';
import { createPersonMatch, type Person } from '../../identity/person.ts';
import type { Db, Schema } from '../../store/schema.ts';
import type { Reach } from '../reach.ts';
import { contactOf, digestOf } from './heard.ts';
import { readRecord, type StoredRecord } from './records.ts';
import { refreshPersons } from './refresh.ts';
import { identitySettings } from './settings.ts';

const ROWS_PER_STATEMENT = 500;

/** Erases what is known of people by these events. Answers how many records that were. */
export async function eraseRecordsOfEvents(
  trx: Transaction<Schema>,
  workspaceId: string,
  events: { sourceId: string; envelope: Envelope }[],
  now: number,
): Promise<number> {
  const digests = new Map(events.map(({ sourceId, envelope }) => [`${sourceId} ${digestOf(contactOf(envelope))}`, sourceId]));
  if (digests.size === 0) return 0;
  const rows = await trx
    .selectFrom('person_records')
    .select(['id', 'person_id', 'source_id', 'digest'])
    .where('workspace_id', '=', workspaceId)
    .where('source_id', 'in', [...new Set(digests.values())])
    .where('digest', 'in', [...new Set([...digests.keys()].map((key) => key.slice(key.indexOf(' ') + 1)))])
    .execute();
  const said = rows.filter((row) => digests.has(`${row.source_id} ${row.digest}`));
  await eraseRecords(trx, workspaceId, said, now);
  return said.length;
}

/** Erases every record of a person, also those whose events are gone by age. Answers how many. */
export async function eraseRecordsOfPerson(trx: Transaction<Schema>, reach: Reach, person: Person, now: number): Promise<number> {
  const records = await recordsOfPerson(trx, reach, person);
  const rows = records.map(({ id, personId }) => ({ id, person_id: personId }));
  await eraseRecords(trx, reach.workspaceId, rows, now);
  return rows.length;
}

/** Erases every record that one source gave. */
export async function eraseRecordsOfSource(trx: Transaction<Schema>, workspaceId: string, sourceId: string, now: number): Promise<number> {
  const rows = await trx
    .selectFrom('person_records')
    .select(['id', 'person_id'])
    .where('workspace_id', '=', workspaceId)
    .where('source_id', '=', sourceId)
    .execute();
  await eraseRecords(trx, workspaceId, rows, now);
  return rows.length;
}

/** The records that give this person's address, number or id, in any spelling. */
export async function recordsOfPerson(db: Db, { workspaceId, sourceId }: Reach, person: Person): Promise<StoredRecord[]> {
  const { email, phone, externalIds } = person;
  const sources = sourceId === undefined ? await sourcesOf(db, workspaceId, externalIds) : [sourceId];
  const keys = [{}, ...sources.map((id) => ({ sourceId: id }))].flatMap((told) =>
    strongKeys(profileOf({ email, phone, externalIds }, told)),
  );
  const address = email === undefined ? undefined : normaliseEmail(email);
  if (address !== undefined) keys.push(`r:${address}`);
  if (keys.length === 0) return [];
  let found = db
    .selectFrom('person_keys')
    .innerJoin('person_records', 'person_records.id', 'person_keys.record_id')
    .selectAll('person_records')
    .distinct()
    .where('person_keys.workspace_id', '=', workspaceId)
    .where('person_keys.key', 'in', [...new Set(keys)]);
  if (sourceId !== undefined) found = found.where('person_records.source_id', '=', sourceId);
  const isTheirs = createPersonMatch(person);
  return (await found.execute()).map(readRecord).filter(({ contact }) => isTheirs({ contactKey: null, subject: contact }));
}

/** Any of them may have told of the person by an id of its own. */
async function sourcesOf(db: Db, workspaceId: string, externalIds: Person['externalIds']): Promise<string[]> {
  if (externalIds === undefined) return [];
  const rows = await db.selectFrom('sources').select('id').where('workspace_id', '=', workspaceId).execute();
  return rows.map(({ id }) => id);
}

/** Erases these records; who has none left is nobody any more. */
export async function eraseRecords(
  trx: Transaction<Schema>,
  workspaceId: string,
  rows: { id: string; person_id: string }[],
  now: number,
): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    const some = rows.slice(start, start + ROWS_PER_STATEMENT);
    const ids = some.map(({ id }) => id);
    const persons = [...new Set(some.map((row) => row.person_id))];
    await trx.deleteFrom('person_keys').where('workspace_id', '=', workspaceId).where('record_id', 'in', ids).execute();
    await trx.deleteFrom('person_records').where('id', 'in', ids).execute();
    // The reasons of a suggestion quote names.
    const theirs = trx
      .updateTable('person_suggestions')
      .set({ reasons: '[]' })
      .where('workspace_id', '=', workspaceId)
      .where((where) => where.or([where('person_a', 'in', persons), where('person_b', 'in', persons)]));
    await theirs.execute();
    await refreshPersons(trx, workspaceId, persons, await identitySettings(trx, workspaceId), now);
  }
}
