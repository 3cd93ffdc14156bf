import { sql } from 'kysely';
import { storedKeys } from '../../identity/match/blocking.ts';
import type { Db } from '../../store/schema.ts';
import { evenly } from '../../store/values.ts';
import { isOptOut, isSameAddress, standingOptOuts, type StandingOptOut } from './consent.ts';
import { readRecord, recordProfile, type StoredRecord } from './records.ts';

/** A record, as far as its addresses and what was said of them go. */
export type Addressed = Pick<StoredRecord, 'id' | 'sourceId' | 'contact' | 'details'>;

/** What addresses are found by: a mailbox, a desk's address, the last digits of a number. */
const OF_ADDRESS = /^[mrp]:/;
const KEYS_PER_QUERY = 500;
/** A shop's own address stands in thousands of orders. Of each address these matter: who opted out last, and who opted in last. */
const RECORDS_PER_KEY = 100;

/**
 * Opt-outs that stand for the very address or number of each of these records, whoever said so, the latest of each channel:
 * under one address two names are two persons, and who opted out must not be written to because somebody else left it on another
 * form. They are lifted as a person's own are. By the records' ids. `sourceId`: only what this source said.
 */
export async function optOutsOfAddresses(
  db: Db,
  workspaceId: string,
  records: Addressed[],
  sourceId?: string,
): Promise<Map<string, StandingOptOut[]>> {
  const keysOf = new Map(records.map((record) => [record.id, storedKeys(recordProfile(record)).filter((key) => OF_ADDRESS.test(key))]));
  const said = await saidUnder(db, workspaceId, [...new Set([...keysOf.values()].flat())], sourceId);
  if (said.size === 0) return new Map();
  return new Map(
    records.map((record) => [
      record.id,
      standingFor(
        record,
        (keysOf.get(record.id) ?? []).flatMap((key) => said.get(key) ?? []),
      ),
    ]),
  );
}

/** What was said of consent under each of these keys, as far as it may matter. */
async function saidUnder(db: Db, workspaceId: string, keys: string[], sourceId: string | undefined): Promise<Map<string, StoredRecord[]>> {
  const found = new Map<string, StoredRecord[]>();
  for (let start = 0; start < keys.length; start += KEYS_PER_QUERY) {
    const ranked = db
      .selectFrom('person_keys')
      .innerJoin('person_records', 'person_records.id', 'person_keys.record_id')
      .selectAll('person_records')
      .select('person_keys.key')
      .select(
        sql<number>`row_number() over (partition by person_keys.key, case when details like '%unsubscribed%' then 0 else 1 end
          order by last_at desc)`.as('place'),
      )
      .where('person_keys.workspace_id', '=', workspaceId)
      .where('person_keys.key', 'in', evenly(keys.slice(start, start + KEYS_PER_QUERY)))
      .where((where) => where.or([where('details', 'like', '%unsubscribed%'), where('details', 'like', '%"kind":%')]))
      .$if(sourceId !== undefined, (query) => query.where('person_records.source_id', '=', sourceId as string));
    const rows = await db.selectFrom(ranked.as('ranked')).selectAll().where('place', '<=', RECORDS_PER_KEY).execute();
    for (const row of rows) {
      const known = found.get(row.key);
      if (known === undefined) found.set(row.key, [readRecord(row)]);
      else known.push(readRecord(row));
    }
  }
  return found;
}

function standingFor(record: Addressed, said: StoredRecord[]): StandingOptOut[] {
  const channels = new Set(said.flatMap(({ details }) => details.consent.filter(isOptOut).map(({ channel }) => channel)));
  return [...channels].flatMap((channel) => {
    const ofAddress = [record, ...said.filter((other) => isSameAddress(channel, record, other))];
    return standingOptOuts(ofAddress, channel)
      .toSorted((a, b) => b.said.time - a.said.time)
      .slice(0, 1);
  });
}
