import type { Person } from '../../identity/person.ts';
import type { Store } from '../../store/store.ts';
import { deliveryView } from '../delivery/view.ts';
import { envelopeOf, eventView } from '../event/view.ts';
import { recordsOfPerson } from '../identity/erase.ts';
import { getPerson } from '../identity/people.ts';
import type { Reach } from '../reach.ts';
import type { ServerKeys } from '../server/keys.ts';
import { findPersonsEvents } from './find.ts';
import { addToReceipt, endReceipt, openReceipt } from './receipts/write.ts';
import { checkWhom } from './whom.ts';

export interface ExportParts {
  store: Store;
  clock: { now: () => number };
  /** Keys what stands for a person in a receipt. */
  serverKeys: Pick<ServerKeys, 'fingerprintKey'>;
}

const EVENTS_PER_PAGE = 25;
/** A page ends with the event that goes over this many characters of envelopes and records. */
const PAGE_SIZE = 2_000_000;

/**
 * All that is kept of a person: who they are known as, on the first page; each event with its envelope, what they agreed to, and what
 * was sent where. A site's panel gets its own source's.
 */
export async function exportPerson(parts: ExportParts, reach: Reach, person: Person, before: number | undefined) {
  const { store } = parts;
  checkWhom(reach, person);
  const found = await findPersonsEvents(store, reach, person, { before, max: EVENTS_PER_PAGE });
  const persons = before === undefined ? await knownAs(store, reach, person) : [];
  const items = [];
  let size = 0;
  let { next } = found;
  for (const eventId of found.eventIds) {
    const { item, length, seq } = await recordOf(store, eventId);
    items.push(item);
    size += length;
    if (size <= PAGE_SIZE) continue;
    next = seq;
    break;
  }
  const receiptId = await writeReceipt(parts, reach, person, { items, persons: persons.length, next, goesOn: before !== undefined });
  return { items, persons, receiptId, next };
}

/** That somebody was handed these data is itself kept. */
async function writeReceipt(
  { store, clock, serverKeys }: ExportParts,
  reach: Reach,
  person: Person,
  page: { items: { deliveryList: { attempts: number }[] }[]; persons: number; next: number | null; goesOn: boolean },
): Promise<string> {
  const now = clock.now();
  return store.transaction(async (trx) => {
    const about = { person };
    const receiptId = await openReceipt(trx, reach, {
      kind: 'export',
      about,
      key: serverKeys.fingerprintKey,
      at: now,
      goesOn: page.goesOn,
    });
    const deliveries = page.items.flatMap(({ deliveryList }) => deliveryList);
    const attempts = deliveries.reduce((sum, delivery) => sum + delivery.attempts, 0);
    await addToReceipt(trx, receiptId, {
      counts: { events: page.items.length, deliveries: deliveries.length, attempts, records: page.persons },
    });
    if (page.next === null) await endReceipt(trx, receiptId, now);
    return receiptId;
  });
}

async function knownAs({ db }: Store, reach: Reach, person: Person) {
  const ids = new Set((await recordsOfPerson(db, reach, person)).map(({ personId }) => personId));
  return Promise.all([...ids].map((id) => getPerson(db, reach, id)));
}

async function recordOf({ db }: Store, eventId: string) {
  const event = await db.selectFrom('events').selectAll().where('id', '=', eventId).executeTakeFirstOrThrow();
  const deliveries = await db.selectFrom('deliveries').selectAll().where('event_id', '=', eventId).orderBy('seq').execute();
  const envelope = envelopeOf(event.body);
  const { consent } = envelope;
  const item = {
    ...eventView(event, deliveries),
    envelope,
    consent: Array.isArray(consent) ? (consent as unknown[]) : [],
    deliveryList: deliveries.map(deliveryView),
  };
  return { item, seq: event.seq, length: deliveries.reduce((sum, { payload }) => sum + (payload?.length ?? 0), event.body.length) };
}
