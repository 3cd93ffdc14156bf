import { type Meta, normalize } from '../normalize/index.ts';
import { collect, withPerson } from './collect.ts';
import type { OrderRecord, RecordEvents, RefundRecord } from './types.ts';

/**
 * The events that webhooks should have brought of this order, with the same keys, telling what the order is now. Its
 * edits are not among them: Shopify keeps no record of them to read.
 */
export function eventsOfOrder(order: OrderRecord, refunds: readonly RefundRecord[], meta: () => Meta): RecordEvents {
  const { payload, paidAt } = order;
  const record = { kind: order.kind, id: order.id, version: order.version };
  const found = collect(
    moments(order).map((topic) => ({
      topic,
      record,
      ...(topic === 'orders/updated' && payload['updated_at'] === payload['created_at'] ? { unlessSame: true } : {}),
      // A webhook comes when the money does, so its `updated_at` is that time; by now it need not be.
      normalized: normalize(topic, topic === 'orders/paid' && paidAt ? { ...payload, updated_at: paidAt } : payload, meta()),
    })),
  );
  const refunded = collect(
    refunds.map((refund) => ({
      topic: 'refunds/create',
      record: { kind: refund.kind, id: refund.id, version: refund.version },
      normalized: normalize('refunds/create', refund.payload, meta()),
    })),
  );
  // A refund names nobody; it concerns who ordered.
  const person = found.events[0]?.envelope.subject;
  return {
    events: [...found.events, ...refunded.events.map((event) => withPerson(event, person))],
    problems: [...found.problems, ...refunded.problems],
  };
}

function moments({ payload }: OrderRecord): string[] {
  const { cancelled_at, fulfillment_status } = payload;
  return [
    'orders/create',
    ...(isPaid(payload) ? ['orders/paid'] : []),
    ...(fulfillment_status === 'fulfilled' ? ['orders/fulfilled'] : []),
    ...(typeof cancelled_at === 'string' ? ['orders/cancelled'] : []),
    'orders/updated',
  ];
}

/** What was given back had been paid before; an order that grew since then is not paid yet. */
function isPaid({ financial_status, total_outstanding }: OrderRecord['payload']): boolean {
  if (financial_status === 'paid') return true;
  return (financial_status === 'partially_refunded' || financial_status === 'refunded') && Number(total_outstanding ?? 0) <= 0;
}
