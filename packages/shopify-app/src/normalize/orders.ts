import { toContext } from './context.ts';
import { readId } from './ids.ts';
import { canonicalAmount } from './money.ts';
import { toOrderData } from './order-data.ts';
import { OrderPayload } from './order-payload.ts';
import { protectedData, toSubject } from './people.ts';
import { occurredAt, readPayload, utcMs } from './read.ts';
import type { Draft, Normaliser, Run } from './types.ts';

/** What tells this event from another of its type about the same order, and when it happened. */
type Moment = (order: OrderPayload, total: string) => { version: string | undefined; at: string | null | undefined };

/**
 * An import or a gap scan meets an order long after the webhook was sent, with a later `updated_at`. So only `order.updated`
 * is versioned by it; the others by what stays the same from then on, or the scan would double them.
 */
const MOMENTS = {
  'order.created': (order) => ({ version: ms(order.created_at), at: order.created_at }),
  'order.updated': (order) => ({ version: ms(order.updated_at), at: order.updated_at }),
  'order.cancelled': (order) => ({ version: ms(order.cancelled_at ?? order.updated_at), at: order.cancelled_at ?? order.updated_at }),
  // Shopify keeps no time of payment. An order that grew by an edit is paid again, at another total.
  'order.paid': (order, total) => ({ version: canonicalAmount(total), at: order.updated_at }),
  'order.fulfilled': (order) => {
    const at = lastFulfilment(order) ?? order.updated_at;
    return { version: ms(at), at };
  },
} satisfies Record<string, Moment>;

/** The normaliser of one `orders/*` topic whose payload is the whole order. */
export function orderNormaliser(type: keyof typeof MOMENTS): Normaliser {
  return (payload, run) => {
    const order = readPayload(OrderPayload, payload, run);
    return order === undefined ? 'unreadable' : toDraft(type, order, run);
  };
}

function toDraft(type: keyof typeof MOMENTS, order: OrderPayload, run: Run): Draft | 'unreadable' {
  const orderId = readId(order.id, order.admin_graphql_api_id, '/id', run);
  const data = toOrderData(order, orderId, run);
  if (data === undefined) return 'unreadable';
  const { version, at } = MOMENTS[type](order, data.total);
  return {
    type,
    nativeId: orderId,
    // An order without its times is not expected; were it to come, the message's time keeps two updates apart.
    nativeVersion: version ?? String(utcMs(run.meta.triggeredAt)),
    occurredAt: occurredAt(run, at),
    subject: toSubject(
      { customer: order.customer, billing: order.billing_address, email: order.email || order.contact_email, phone: order.phone },
      run,
    ),
    context: {
      ...toContext(order, run),
      ...(order.test === true ? { test: true } : {}),
      ...protectedData('email', '/email', [order.email, order.contact_email, order.customer?.email], run),
    },
    data,
  };
}

function ms(time: string | null | undefined): string | undefined {
  return utcMs(time)?.toString();
}

function lastFulfilment(order: OrderPayload): string | undefined {
  const times =
    order.fulfillments?.filter(({ status }) => status !== 'cancelled').flatMap(({ created_at }) => utcMs(created_at) ?? []) ?? [];
  const last = times.reduce((latest, time) => Math.max(latest, time), -Infinity);
  return times.length === 0 ? undefined : new Date(last).toISOString();
}
