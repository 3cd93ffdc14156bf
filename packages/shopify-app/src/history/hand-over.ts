import { AdminError } from '../admin/errors.ts';
import { capture, type How } from '../capture/index.ts';
import { known } from '../companion/index.ts';
import { idempotencyKey } from '../normalize/index.ts';
import type { Parts } from '../parts.ts';
import {
  type CustomerRecord,
  eventsOfCustomer,
  eventsOfOrder,
  fetchRefund,
  type OrderRecord,
  readMeta,
  type RecordEvent,
  type RecordEvents,
} from '../records/index.ts';

/** What became of some records. `sent` are events that nothing had brought before. */
export interface HandedOver {
  sent: RecordEvent[];
  known: number;
  /** Parts of records of which no event could be made. */
  unreadable: number;
}

interface Way {
  how: Exclude<How, 'webhook'>;
  /** Which of a record's events to hand over, and as what; undefined leaves one out. */
  choose: (event: RecordEvent) => RecordEvent | undefined;
}

/**
 * Hands over the events of records that were read from Shopify. Doing it again changes nothing.
 * @throws AdminError, CompanionError, CaptureBusy: what was handed over stays so.
 */
export async function handOver(parts: Parts, shop: string, records: (OrderRecord | CustomerRecord)[], way: Way): Promise<HandedOver> {
  const meta = readMeta(shop, parts.ports.clock.now());
  const handedOver: HandedOver = { sent: [], known: 0, unreadable: 0 };
  const send = async (found: RecordEvents[]): Promise<void> => {
    const events = found.flatMap((each) => each.events).flatMap((event) => way.choose(event) ?? []);
    handedOver.unreadable += found.filter(({ problems }) => problems.length > 0).length;
    const captured = await capture(parts, shop, events, way.how);
    captured.forEach((outcome, index) => {
      if (outcome.outcome === 'sent') handedOver.sent.push(events[index] as RecordEvent);
      else if (outcome.outcome === 'rejected') handedOver.unreadable += 1;
      else handedOver.known += 1;
    });
    const failed = captured.find(({ outcome }) => outcome === 'failed');
    if (failed?.outcome === 'failed')
      throw new AdminError('unreachable', failed.message, failed.retryAt ?? parts.ports.clock.now() + RETRY_MS);
  };
  await send(records.map((record) => (record.kind === 'order' ? eventsOfOrder(record, [], meta) : eventsOfCustomer(record, meta))));
  const orders = records.filter((record) => record.kind === 'order');
  for (const { order, refundId } of await newRefunds(parts, shop, orders)) {
    // One at a time: each costs a call, and one that was handed over need not be asked for again after a pause.
    const refund = await fetchRefund(parts, shop, refundId);
    if (refund === undefined) continue;
    const { events, problems } = eventsOfOrder(order, [refund], meta);
    await send([{ events: events.filter(({ record }) => record.kind === 'refund'), problems }]);
  }
  return handedOver;
}

const RETRY_MS = 60_000;

/** The refunds the companion does not know yet. A list of orders names them only. */
async function newRefunds(parts: Parts, shop: string, orders: OrderRecord[]): Promise<{ order: OrderRecord; refundId: string }[]> {
  const refunds = orders.flatMap((order) => order.refundIds.map((refundId) => ({ order, refundId })));
  const keyOf = (refundId: string) => idempotencyKey('refund.created', refundId);
  const there = await known(
    parts,
    shop,
    refunds.map(({ refundId }) => keyOf(refundId)),
  );
  return refunds.filter(({ refundId }) => !there.has(keyOf(refundId)));
}
