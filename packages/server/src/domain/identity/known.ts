import type { Envelope } from '@handoff/shared/event';
import type { PersonField } from '@handoff/shared/api';
import type { Db } from '../../store/schema.ts';
import { evenly } from '../../store/values.ts';
import { optOutsOfAddresses } from './address-opt-outs.ts';
import { isOptOut, type StandingOptOut } from './consent.ts';
import { contactOf, digestOf } from './heard.ts';
import type { HeldConsent, HeldFields } from './held.ts';
import { readRecord } from './records.ts';

/** What is known of the person an event is about, beyond what it says itself. */
export interface KnownPerson {
  id: string;
  fields: HeldFields;
  consent: HeldConsent[];
}

/** Answers for each event whom it is about, where that is known; by the link table only, nothing is compared. */
export async function knownPersons(
  db: Db,
  workspaceId: string,
  events: { id: string; sourceId: string; envelope: Envelope }[],
): Promise<Map<string, KnownPerson>> {
  const asked = events.map(({ id, sourceId, envelope }) => ({ id, key: `${sourceId} ${digestOf(contactOf(envelope))}` }));
  const digests = [...new Set(asked.map(({ key }) => key.slice(key.indexOf(' ') + 1)))];
  if (digests.length === 0) return new Map();
  const rows = await db
    .selectFrom('person_records')
    .innerJoin('persons', 'persons.id', 'person_records.person_id')
    .selectAll('person_records')
    .select(['persons.id as known_id', 'persons.fields', 'persons.consent'])
    .where('person_records.workspace_id', '=', workspaceId)
    .where('person_records.source_id', 'in', [...new Set(events.map(({ sourceId }) => sourceId))])
    .where('person_records.digest', 'in', evenly(digests))
    .execute();
  const persons = new Map(rows.map((row) => [`${row.source_id} ${row.digest}`, row]));
  const optOuts = await optOutsOfAddresses(db, workspaceId, rows.map(readRecord));
  return new Map(
    asked.flatMap(({ id, key }): [string, KnownPerson][] => {
      const row = persons.get(key);
      if (row === undefined) return [];
      const consent = withOptOuts(JSON.parse(row.consent) as HeldConsent[], optOuts.get(row.id));
      return [[id, { id: row.known_id, fields: JSON.parse(row.fields) as HeldFields, consent }]];
    }),
  );
}

/** What is held of a person, and the opt-outs of their addresses that somebody else said. */
export function withOptOuts(held: HeldConsent[], ofAddresses: StandingOptOut[] = []): HeldConsent[] {
  const channels = new Set(ofAddresses.map(({ said }) => said.channel));
  const optOuts = ofAddresses.map(({ recordId, said: { channel, state, at = null } }) => ({ channel, state, at, kind: null, recordId }));
  return [...held.filter(({ channel }) => !channels.has(channel)), ...optOuts];
}

/** Members of `subject` that an older event must not carry over newer ones. Not the address: it names the record at the destination. */
const CARRIED = ['phone', 'name', 'firstName', 'lastName', 'company', 'country'] as const satisfies PersonField[];

/**
 * What changes of an event before it is sent, now that more is known: an opt-out of the person outranks its own consent,
 * what it says of the person gives way to what was said later, and `person` holds the rest for mappings
 * (`/person/phone`, `/person/lifecycle`). What was submitted (`data`) stays as it is.
 */
export function personMembers(envelope: Envelope, person: KnownPerson | undefined): Record<string, unknown> {
  if (person === undefined) return {};
  const values = Object.fromEntries(Object.entries(person.fields).map(([field, { value }]) => [field, value]));
  return {
    ...(envelope.subject === undefined ? {} : { subject: { ...envelope.subject, ...laterSaid(envelope, person.fields) } }),
    ...consentWith(envelope, person.consent),
    person: { id: person.id, ...values },
  };
}

/**
 * Only of what the event says: what it leaves out is not its to send. And only under the address the person goes by: the
 * record at the destination is that of the address, and two addresses may turn out to be two people's.
 */
function laterSaid({ subject, occurredAt }: Envelope, fields: HeldFields): Record<string, string> {
  const [saidUnder, knownUnder] = [subject?.email, fields.email?.value].map((email) => email?.trim().toLowerCase());
  if (saidUnder !== undefined && knownUnder !== undefined && saidUnder !== knownUnder) return {};
  const at = Date.parse(occurredAt);
  const later = CARRIED.flatMap((field): [string, string][] => {
    const held = fields[field];
    const gives = held !== undefined && subject?.[field] !== undefined && held.value !== subject[field];
    if (!gives) return [];
    const ruled = held.rule === 'fill_empty' || held.rule === 'source_priority' || held.rule === 'review' || held.rule === 'append';
    return ruled || (held.rule === 'newest' && held.at > at) ? [[field, held.value]] : [];
  });
  return Object.fromEntries(later);
}

/** In the place of what is overruled: mappings read consent by place (`/consent/0/state`). What the event says nothing of comes last. */
function consentWith({ consent = [] }: Envelope, held: HeldConsent[]): Pick<Envelope, 'consent'> {
  const optOuts = held.filter(isOptOut);
  if (optOuts.length === 0) return {};
  const stated = new Map(
    optOuts.map(({ channel, at }) => [channel, { channel, state: 'unsubscribed', ...(at === null ? {} : { at }) }] as const),
  );
  const overruled = consent.map((said) => stated.get(said.channel) ?? said);
  for (const { channel } of consent) stated.delete(channel);
  return { consent: [...overruled, ...stated.values()] as NonNullable<Envelope['consent']> };
}
