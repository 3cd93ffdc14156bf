import { AdminError } from '../admin/errors.ts';
import { type Captured, captureHeld, type Hold, type Item } from '../capture/index.ts';
import { type CheckoutNotes, noteCheckouts } from '../checkouts/note.ts';
import type { Parts } from '../parts.ts';
import { eventsOfCustomer, eventsOfOrder, fetchCustomer, fetchOrder, readMeta } from '../records/index.ts';
import { nextTry } from './backoff.ts';
import { type InboxRow, readDueRows, type Settled, settleRows } from './inbox-rows.ts';
import { findRevisions } from './revisions.ts';
import { readDelivery, type ReadDelivery } from './read-delivery.ts';

const ROWS_PER_BATCH = 100;

/**
 * Does the next messages of a shop that is held: reads them, hands their events over, writes what became of each.
 * Answers how many there were.
 * @throws CompanionError where nothing can be handed over now; the messages stay as they are.
 */
export async function workBatch(parts: Parts, hold: Hold): Promise<number> {
  const rows = await readDueRows(parts, hold.shop, ROWS_PER_BATCH);
  if (rows.length === 0) return 0;
  const revisions = await findRevisions(parts, hold.shop, rows);
  const read = rows.map((row) => (revisions.has(row.seq) ? REVISION : readDelivery(row)));
  const checkouts = await noteCheckouts(parts, hold.shop, read);
  const made: Made[] = [];
  for (const [index, row] of rows.entries()) made.push(await make(parts, hold, row, read[index] as ReadDelivery, checkouts));

  const captured = await captureHeld(
    parts,
    hold,
    made.flatMap(({ items }) => items),
    'webhook',
  );
  let at = 0;
  const settled = rows.map((row, index) => {
    const { items, ...one } = made[index] as Made;
    const mine = captured.slice(at, (at += items.length));
    return settle(parts, row, one, mine);
  });
  await settleRows(parts, hold, settled);
  return rows.length;
}

interface Made {
  items: Item[];
  flags: string[];
  failure: { message: string; retryAt: number | undefined; forGood: boolean } | undefined;
}

const REVISION: ReadDelivery = {
  kind: 'refused',
  flags: [],
  refusal: {
    flag: 'body_differs',
    message:
      'Shopify sent this before under the same id, with other contents. The first one counts; look at this one and try it again, or discard it.',
  },
};

async function make(parts: Parts, hold: Hold, row: InboxRow, read: ReadDelivery, checkouts: CheckoutNotes): Promise<Made> {
  const flags = [...(JSON.parse(row.flags) as string[]), ...read.flags];
  if (read.kind === 'refused') {
    const { flag, message } = read.refusal;
    return { items: [], flags: flag === undefined ? flags : [...flags, flag], failure: { message, retryAt: undefined, forGood: true } };
  }
  if (read.kind === 'events') {
    const wanted = read.items.filter((item) => !checkouts.isOver(item));
    return { items: wanted, flags: wanted.length < read.items.length ? [...flags, 'superseded'] : flags, failure: undefined };
  }
  try {
    await hold.keep();
    return { items: await lookUp(parts, hold.shop, read), flags: [...flags, 'refetched'], failure: undefined };
  } catch (error) {
    if (!(error instanceof AdminError)) throw error;
    return { items: [], flags, failure: { message: error.message, retryAt: error.retryAt, forGood: false } };
  }
}

async function lookUp(parts: Parts, shop: string, { record, id }: { record: 'order' | 'customer'; id: string }): Promise<Item[]> {
  const meta = readMeta(shop, parts.ports.clock.now());
  if (record === 'order') {
    const order = await fetchOrder(parts, shop, id);
    return order === undefined ? [] : eventsOfOrder(order, [], meta).events.map((item) => ({ ...item, read: true }));
  }
  const customer = await fetchCustomer(parts, shop, id);
  return customer === undefined ? [] : eventsOfCustomer(customer, meta).events.map((item) => ({ ...item, read: true }));
}

function settle(parts: Parts, row: InboxRow, { flags, failure }: Omit<Made, 'items'>, captured: Captured[]): Settled {
  const now = parts.ports.clock.now();
  const all = new Set(flags);
  if (captured.some((one) => 'refetched' in one && one.refetched)) all.add('refetched');
  if (captured.some(({ outcome }) => outcome === 'superseded')) all.add('superseded');
  const settled = { seq: row.seq, flags: [...all], attempts: row.attempts, nextAt: now, error: null, eventIds: [] };

  const rejected = captured.find((one) => one.outcome === 'rejected');
  const failed = failure ?? (rejected && { message: rejected.message, retryAt: undefined, forGood: true });
  const waiting = failed ?? captured.find((one) => one.outcome === 'failed');
  if (waiting !== undefined) {
    const attempts = row.attempts + 1;
    const nextAt = 'forGood' in waiting && waiting.forGood ? undefined : nextTry(attempts, now, waiting.retryAt);
    return { ...settled, state: nextAt === undefined ? 'failed' : 'pending', attempts, nextAt: nextAt ?? now, error: waiting.message };
  }
  const eventIds = captured.flatMap((one) => ('eventId' in one && one.eventId !== undefined ? [one.eventId] : []));
  return { ...settled, state: 'done', eventIds };
}
