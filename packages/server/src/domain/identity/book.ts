import { sql } from 'kysely';
import { storedKeys, strongKeys } from '../../identity/match/blocking.ts';
import type { Profile } from '../../identity/match/contact.ts';
import type { Candidate } from '../../identity/match/decide.ts';
import type { Db } from '../../store/schema.ts';
import { evenly, valueRows } from '../../store/values.ts';
import { readRecord, recordProfile, recordsOfPersons, type StoredRecord } from './records.ts';

/** A key that more records have tells nothing of one: a switchboard's number, a name like John Smith. */
const LARGEST_STRONG_BLOCK = 40;
const LARGEST_WEAK_BLOCK = 5;
const KEYS_PER_QUERY = 500;
const IDS_PER_QUERY = 500;

/** The known people that some contacts could be, in memory, kept up as contacts of the same batch join them. */
export interface Book {
  candidatesOf: (profile: Profile) => Candidate[];
  add: (personId: string, profile: Profile) => void;
  merge: (into: string, from: string) => void;
  keptApart: (personA: string, personB: string) => boolean;
}

/** Reads whom these contacts could be. What is read is bounded by the blocks, not by how many people there are. */
export async function openBook(db: Db, workspaceId: string, profiles: Profile[]): Promise<Book> {
  const keys = [...new Set(profiles.flatMap(storedKeys))];
  const found = await recordsByKeys(db, workspaceId, keys);
  const records = await readRecords(db, [...new Set([...found.values()].flat())]);
  const personOf = new Map(records.map(({ id, personId }) => [id, personId]));
  const byStrongKey = new Set(profiles.flatMap(strongKeys).flatMap((key) => found.get(key) ?? []));
  // Whoever may be linked is looked at whole: a link must not contradict any record.
  const linked = [...new Set([...byStrongKey].map((id) => personOf.get(id)).filter((id) => id !== undefined))];
  const whole = await recordsOfPersons(db, linked);

  const people = new Map<string, Profile[]>();
  const have = new Set<string>();
  for (const record of [...records, ...whole]) {
    if (have.has(record.id)) continue;
    have.add(record.id);
    add(people, record.personId, recordProfile(record));
  }
  const peopleByKey = new Map<string, Set<string>>();
  for (const [key, ids] of found) peopleByKey.set(key, new Set(ids.map((id) => personOf.get(id)).filter((id) => id !== undefined)));
  const rejected = await rejectedPairs(db, workspaceId, [...people.keys()]);

  return {
    candidatesOf: (profile) => {
      const blocks = storedKeys(profile).map((key) => ({ key, people: peopleByKey.get(key) ?? new Set<string>() }));
      const ids = new Set(blocks.filter((block) => block.people.size <= largestBlock(block.key)).flatMap((block) => [...block.people]));
      return [...ids].map((personId) => ({ personId, records: people.get(personId) ?? [] }));
    },
    add: (personId, profile) => {
      add(people, personId, profile);
      for (const key of storedKeys(profile)) peopleByKey.set(key, (peopleByKey.get(key) ?? new Set()).add(personId));
    },
    merge: (into, from) => {
      for (const profile of people.get(from) ?? []) add(people, into, profile);
      people.delete(from);
      for (const ids of peopleByKey.values()) if (ids.delete(from)) ids.add(into);
      for (const pair of Array.from(rejected))
        if (pair.includes(from)) rejected.add(pairOf(...(pair.replace(from, into).split(' ') as [string, string])));
    },
    keptApart: (a, b) => rejected.has(pairOf(a, b)),
  };
}

function add(people: Map<string, Profile[]>, personId: string, profile: Profile): void {
  const known = people.get(personId);
  if (known === undefined) people.set(personId, [profile]);
  else known.push(profile);
}

const pairOf = (a: string, b: string) => (a < b ? `${a} ${b}` : `${b} ${a}`);

/** At most a block's worth of records a key; of a key that has more, none. */
async function recordsByKeys(db: Db, workspaceId: string, keys: string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const [largest, some] of Map.groupBy(keys, largestBlock)) {
    for (let start = 0; start < some.length; start += KEYS_PER_QUERY) {
      const asked = some.slice(start, start + KEYS_PER_QUERY).map((key) => ({ key }));
      // No join: of a key that many have, only as many records are read as tell that they are too many.
      const { rows } = await sql<{ key: string; ids: string | null }>`
        with wanted(key) as (${valueRows({ key: 'text' }, asked)})
        select key, (select string_agg(record_id, ' ') from (select record_id from person_keys
          where workspace_id = ${workspaceId} and key = wanted.key limit ${sql.lit(largest + 1)}) as block) as ids
        from wanted where key is not null`.execute(db);
      for (const { key, ids } of rows) {
        const block = ids?.split(' ') ?? [];
        if (block.length > 0 && block.length <= largest) found.set(key, block);
      }
    }
  }
  return found;
}

function largestBlock(key: string): number {
  return /^[xmpi]:/.test(key) ? LARGEST_STRONG_BLOCK : LARGEST_WEAK_BLOCK;
}

async function readRecords(db: Db, ids: string[]): Promise<StoredRecord[]> {
  const records: StoredRecord[] = [];
  for (let start = 0; start < ids.length; start += IDS_PER_QUERY) {
    const rows = await db
      .selectFrom('person_records')
      .selectAll()
      .where('id', 'in', evenly(ids.slice(start, start + IDS_PER_QUERY)))
      .execute();
    records.push(...rows.map(readRecord));
  }
  return records;
}

async function rejectedPairs(db: Db, workspaceId: string, personIds: string[]): Promise<Set<string>> {
  const pairs = new Set<string>();
  for (let start = 0; start < personIds.length; start += IDS_PER_QUERY) {
    const rows = await db
      .selectFrom('person_suggestions')
      .select(['person_a', 'person_b'])
      .where('workspace_id', '=', workspaceId)
      .where('state', '=', 'rejected')
      .where('person_a', 'in', evenly(personIds.slice(start, start + IDS_PER_QUERY)))
      .execute();
    for (const row of rows) pairs.add(pairOf(row.person_a, row.person_b));
  }
  return pairs;
}
