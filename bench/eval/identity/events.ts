import { heardOf } from '../../../packages/server/src/domain/identity/heard.ts';
import { identify } from '../../../packages/server/src/domain/identity/identify.ts';
import { readContact } from '../../../packages/server/src/domain/identity/read-contact.ts';
import { newId } from '../../../packages/server/src/store/ids.ts';
import type { Store } from '../../../packages/server/src/store/store.ts';
import type { Labelled } from './contacts.ts';
import type { Answer } from './quality.ts';

const EVENTS_PER_TURN = 200;

/** The same contacts as events, one after the other, as the pipeline processes them: what is known grows with each. */
export async function identifyOneByOne(store: Store, rows: Labelled[]): Promise<Answer & { msPerEvent: number }> {
  const workspaceId = newId('ws');
  await store.db.insertInto('workspaces').values({ id: workspaceId, name: 'Events', settings: '{}', created_at: 0 }).execute();
  const heard = rows.flatMap(({ contact }, index) => {
    const read = readContact(contact);
    if (!read.ok) return [];
    const { externalIds, ...subject } = read.contact;
    const event = { id: contact.id, sourceId: `src_${contact.id}`, receivedAt: index, country: undefined };
    const occurredAt = new Date(index).toISOString();
    const envelope = {
      id: contact.id,
      idempotencyKey: contact.id,
      type: 'form.submitted',
      occurredAt,
      data: { address: { city: subject.city } },
      subject,
    };
    const said = heardOf({ ...event, envelope: { ...envelope, subject: { ...subject, ...(externalIds && { externalIds }) } } });
    return said === undefined ? [] : [said];
  });
  const start = performance.now();
  for (let done = 0; done < heard.length; done += EVENTS_PER_TURN) {
    await store.transaction((trx) => identify(trx, workspaceId, heard.slice(done, done + EVENTS_PER_TURN), done));
  }
  const msPerEvent = (performance.now() - start) / heard.length;
  const records = await store.db
    .selectFrom('person_records')
    .select(['person_id', 'event_id'])
    .where('workspace_id', '=', workspaceId)
    .execute();
  const open = await store.db
    .selectFrom('person_suggestions')
    .select(['person_a', 'person_b'])
    .where('workspace_id', '=', workspaceId)
    .execute();
  const people = Map.groupBy(records, (record) => record.person_id);
  const merged = await store.db.selectFrom('persons').select(['id', 'merged_into']).where('workspace_id', '=', workspaceId).execute();
  const now = new Map(merged.map((person) => [person.id, person.merged_into ?? person.id]));
  const idsOf = (person: string) => (people.get(now.get(person) ?? person) ?? []).map((record) => record.event_id ?? '');
  const pairs = new Map(open.map((row) => [pairOf(now.get(row.person_a) ?? '', now.get(row.person_b) ?? ''), row]));
  return {
    clusters: [...people.keys()].map((person) => ({ ids: idsOf(person) })),
    suggestions: [...pairs.values()]
      .filter((row) => now.get(row.person_a) !== now.get(row.person_b))
      .flatMap((row) => idsOf(row.person_a).flatMap((a) => idsOf(row.person_b).map((b) => ({ a, b })))),
    msPerEvent,
  };
}

const pairOf = (a: string, b: string) => (a < b ? `${a} ${b}` : `${b} ${a}`);
