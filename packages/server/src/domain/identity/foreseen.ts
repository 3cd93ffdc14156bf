import type { Envelope } from '@handoff/shared/event';
import { SourceSettings } from '../../sources/settings.ts';
import type { Db } from '../../store/schema.ts';
import type { Reach } from '../reach.ts';
import { optOutsOfAddresses } from './address-opt-outs.ts';
import { type Heard, heardOf } from './heard.ts';
import { heldConsent, heldFields, type HeldFields } from './held.ts';
import { type KnownPerson, withOptOuts } from './known.ts';
import { decideContact } from './match.ts';
import { recordsOf } from './people.ts';
import type { StoredRecord } from './records.ts';
import { identitySettings } from './settings.ts';

/** Stands for the id of somebody who is not known yet. */
const NEW_PERSON = 'per_new';
const NEW_RECORD = 'rec_new';

/**
 * What would be known of the person by the time an event's deliveries are made: everything known already, and what the event
 * itself says. For previews and tests; nothing is stored. A site's panel gets what its own source said, and the event.
 */
export async function foreseenPerson(
  db: Db,
  reach: Reach,
  { envelope, sourceId }: { envelope: Envelope; sourceId: string | undefined },
  now: number,
): Promise<KnownPerson | undefined> {
  const heard = heardOf({
    id: envelope.id,
    sourceId: sourceId ?? '',
    receivedAt: now,
    envelope,
    country: await countryOf(db, reach, sourceId),
  });
  if (heard === undefined) return undefined;
  const settings = await identitySettings(db, reach.workspaceId);
  const linked = await personWhoSaid(db, reach.workspaceId, heard);
  const personId = linked ?? (await decideContact(db, reach.workspaceId, heard.contact, heard.sourceId)).join?.personId;
  const known = personId === undefined ? [] : ((await recordsOf(db, reach, [personId])).get(personId) ?? []);
  const said = newRecord(reach.workspaceId, heard);
  const records = linked === undefined || known.length === 0 ? [...known, said] : known;
  const optOuts = await optOutsOfAddresses(db, reach.workspaceId, [said], reach.sourceId);
  const row = await db
    .selectFrom('persons')
    .select('fields')
    .where('workspace_id', '=', reach.workspaceId)
    .where('id', '=', personId ?? NEW_PERSON)
    .executeTakeFirst();
  const before = JSON.parse(row?.fields ?? '{}') as HeldFields;
  return {
    id: known.length === 0 ? NEW_PERSON : (personId ?? NEW_PERSON),
    fields: heldFields(records, settings, before),
    consent: withOptOuts(heldConsent(records), optOuts.get(said.id)),
  };
}

async function countryOf(db: Db, { workspaceId }: Reach, sourceId: string | undefined): Promise<string | undefined> {
  if (sourceId === undefined) return undefined;
  const row = await db
    .selectFrom('sources')
    .select('settings')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', sourceId)
    .executeTakeFirst();
  return row === undefined ? undefined : SourceSettings.parse(JSON.parse(row.settings)).country;
}

/** Who said the very same before, by the link table. */
async function personWhoSaid(db: Db, workspaceId: string, { sourceId, digest }: Heard): Promise<string | undefined> {
  const row = await db
    .selectFrom('person_records')
    .select('person_id')
    .where('workspace_id', '=', workspaceId)
    .where('source_id', '=', sourceId)
    .where('digest', '=', digest)
    .executeTakeFirst();
  return row?.person_id;
}

function newRecord(workspaceId: string, { sourceId, digest, contact, details, eventId, at }: Heard): StoredRecord {
  const said = { workspaceId, sourceId, digest, contact, details, eventId, firstAt: at, lastAt: at };
  return { ...said, id: NEW_RECORD, personId: NEW_PERSON, joinedBy: { by: 'new' } };
}
