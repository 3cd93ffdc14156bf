import { storedKeys } from '../../identity/match/blocking.ts';
import type { Db } from '../../store/schema.ts';
import { evenly } from '../../store/values.ts';
import { isOptOut, isSameAddress, standingOptOuts } from './consent.ts';
import type { HeldConsent } from './held.ts';
import { readRecord, recordProfile, type StoredRecord } from './records.ts';

/** A record, as far as its addresses and what was said of them go. */
export type Addressed = Pick<StoredRecord, 'id' | 'sourceId' | 'contact' | 'details'>;

/** What addresses are found by: a mailbox, a desk's address, the last digits of a number. */
const OF_ADDRESS = /^[mrp]:/;

/**
 * Opt-outs that stand for the very address or number of each of these records, whoever said so: under one address two names
 * are two persons, and who opted out must not be written to because somebody else left it on another form. They are lifted
 * as a person's own are. By the records' ids. `sourceId`: only what this source said.
 */
export async function optOutsOfAddresses(
  db: Db,
  workspaceId: string,
  records: Addressed[],
  sourceId?: string,
): Promise<Map<string, HeldConsent[]>> {
  const keys = [...new Set(records.flatMap((record) => storedKeys(recordProfile(record)).filter((key) => OF_ADDRESS.test(key))))];
  if (keys.length === 0) return new Map();
  const rows = await db
    .selectFrom('person_keys')
    .innerJoin('person_records', 'person_records.id', 'person_keys.record_id')
    .selectAll('person_records')
    .distinct()
    .where('person_keys.workspace_id', '=', workspaceId)
    .where('person_keys.key', 'in', evenly(keys))
    .where((where) => where.or([where('details', 'like', '%unsubscribed%'), where('details', 'like', '%"kind":%')]))
    .$if(sourceId !== undefined, (query) => query.where('person_records.source_id', '=', sourceId as string))
    .execute();
  if (rows.length === 0) return new Map();
  const said = rows.map(readRecord);
  const channels = [...new Set(said.flatMap(({ details }) => details.consent.filter(isOptOut).map(({ channel }) => channel)))];
  return new Map(records.map((record) => [record.id, channels.flatMap((channel) => standingFor(record, said, channel))]));
}

function standingFor(record: Addressed, said: StoredRecord[], channel: string): HeldConsent[] {
  const ofAddress = [record, ...said.filter((other) => isSameAddress(channel, record, other))];
  const [latest] = standingOptOuts(ofAddress, channel).toSorted((a, b) => b.said.time - a.said.time);
  if (latest === undefined) return [];
  const { state, at = null } = latest.said;
  return [{ channel, state, at, kind: null, recordId: latest.recordId }];
}
