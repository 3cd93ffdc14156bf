import { type Insertable, type Selectable, sql } from 'kysely';
import type { Contact, Profile } from '../../identity/match/contact.ts';
import { profileOf } from '../../identity/match/contact.ts';
import type { Db, Schema } from '../../store/schema.ts';
import { type ConsentHeard, readTime } from './consent.ts';
import type { Details } from './heard.ts';

/** Why a record is its person's: a rung of the ladder, or `new`, or `person`. */
export interface JoinedBy {
  by: string;
  names?: string | undefined;
}

/** A row of `person_records`, read. */
export interface StoredRecord {
  id: string;
  workspaceId: string;
  personId: string;
  sourceId: string;
  digest: string;
  contact: Contact;
  details: Details;
  joinedBy: JoinedBy;
  eventId: string | null;
  firstAt: number;
  lastAt: number;
}

export function readRecord(row: Selectable<Schema['person_records']>): StoredRecord {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    personId: row.person_id,
    sourceId: row.source_id,
    digest: row.digest,
    contact: JSON.parse(row.contact) as Contact,
    details: readDetails(row.details),
    joinedBy: JSON.parse(row.joined_by) as JoinedBy,
    eventId: row.event_id,
    firstAt: row.first_at,
    lastAt: row.last_at,
  };
}

/** Records of earlier versions do not say when what they say of consent held: as late as they can mean. */
function readDetails(text: string): Details {
  const details = JSON.parse(text) as Omit<Details, 'consent'> & { consent: (Omit<ConsentHeard, 'time'> & { time?: number })[] };
  const consent = details.consent.map((said) => ({ ...said, time: said.time ?? readTime(said.at) ?? details.heardAt }));
  return { ...details, consent };
}

export function recordRow(record: StoredRecord): Insertable<Schema['person_records']> {
  return {
    id: record.id,
    workspace_id: record.workspaceId,
    person_id: record.personId,
    source_id: record.sourceId,
    digest: record.digest,
    contact: JSON.stringify(record.contact),
    details: JSON.stringify(record.details),
    joined_by: JSON.stringify(record.joinedBy),
    event_id: record.eventId,
    first_at: record.firstAt,
    last_at: record.lastAt,
  };
}

export function recordProfile({ contact, details, sourceId }: Pick<StoredRecord, 'contact' | 'details' | 'sourceId'>): Profile {
  return profileOf(contact, { phone: details.phone, sourceId });
}

/** Whoever says something new each time must not cost more with each. */
const RECORDS_PER_PERSON = 200;

/** The records of these persons, at most 200 of each: those that opted out or in by an act of their own, then the latest. Oldest first. */
export async function recordsOfPersons(db: Db, personIds: string[], sourceId?: string): Promise<StoredRecord[]> {
  if (personIds.length === 0) return [];
  const ranked = db
    .selectFrom('person_records')
    .selectAll()
    .select(
      sql<number>`row_number() over (partition by person_id
        order by case when details like '%unsubscribed%' or details like '%"kind":%' then 0 else 1 end, last_at desc)`.as('place'),
    )
    .where('person_id', 'in', personIds)
    .$if(sourceId !== undefined, (query) => query.where('source_id', '=', sourceId as string));
  const rows = await db.selectFrom(ranked.as('ranked')).selectAll().where('place', '<=', RECORDS_PER_PERSON).orderBy('id').execute();
  return rows.map(readRecord);
}
