import type { Envelope } from '@handoff/shared/event';
import { sql } from 'kysely';
import { z } from 'zod';
import { contactKey } from '../identity/contact-key.ts';
import type { Db } from '../store/schema.ts';
import { ORDER_TYPES } from '../store/order-types.ts';
import { openBody } from './process.ts';

/** One order of a customer, as mappings read it under `/recent/orders`; texts, ready to be shown. */
export interface RecentOrder {
  number: string;
  /** When it was placed, as far as is known. */
  at: string;
  total?: string;
  currency?: string;
  status?: string;
  /** `1 × Difference engine, 2 × Punched cards`. */
  items?: string;
  adminUrl?: string;
}

const MOST_ORDERS = 5;
const MOST_ITEMS = 10;
/** An order comes as several events (created, paid, fulfilled …). */
const EVENTS_READ = 50;

/** What is shown of an order; a part that is missing or of another kind is left out. */
const Text = z.string().max(1000).optional().catch(undefined);
const Order = z.looseObject({
  orderId: z.string(),
  number: z.string(),
  total: Text,
  currency: Text,
  status: Text,
  adminUrl: Text,
  lines: z
    .array(z.looseObject({ title: z.string(), quantity: z.number() }))
    .optional()
    .catch(undefined),
});

/**
 * Adds what the workspace knows of the customer's last orders, newest first, as `recent.orders`. The customer is who the event
 * says it is (e-mail, else phone, else an id); the order the event itself is about is left out, and so are erased ones.
 * `sourceId`: whose event it is, which says whom an id means that each site counts for itself.
 */
export async function withRecentOrders<T extends Envelope>(
  db: Db,
  reach: { workspaceId: string; sourceId?: string | undefined },
  { envelope, sourceId }: { envelope: T; sourceId: string | undefined },
): Promise<T & { recent: { orders: RecentOrder[] } }> {
  const key = contactKey(envelope, sourceId);
  const bodies = key === undefined ? [] : await orderBodies(db, reach, key);
  const own = Order.safeParse(envelope.data).data?.orderId;
  const orders = new Map<string, RecentOrder>();
  for (const { occurredAt, data } of bodies.map(openBody)) {
    const order = Order.safeParse(data).data;
    if (order === undefined || order.orderId === own) continue;
    const known = orders.get(order.orderId);
    // The latest event knows the order's state, the first when it was placed.
    if (known === undefined) orders.set(order.orderId, shown(order, occurredAt));
    else known.at = occurredAt;
  }
  // By when they were placed: an old order may have changed last.
  const newest = [...orders.values()].toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return { ...envelope, recent: { orders: newest.slice(0, MOST_ORDERS) } };
}

/** By when things happened, latest first: an import brings old orders after new ones. */
async function orderBodies(db: Db, reach: { workspaceId: string; sourceId?: string | undefined }, key: string): Promise<string[]> {
  const rows = await db
    .selectFrom('events')
    .select('body')
    .where('workspace_id', '=', reach.workspaceId)
    .where('contact_key', '=', key)
    // Literals, so that the partial index serves.
    .where(
      'type',
      'in',
      ORDER_TYPES.map((type) => sql.lit(type)),
    )
    .where('state', '=', 'processed')
    .where('erased_at', 'is', null)
    .$if(reach.sourceId !== undefined, (query) => query.where('source_id', '=', reach.sourceId as string))
    .orderBy('occurred_at', 'desc')
    .orderBy('seq', 'desc')
    .limit(EVENTS_READ)
    .execute();
  return rows.map((row) => row.body);
}

function shown(order: z.infer<typeof Order>, at: string): RecentOrder {
  const { number, total, currency, status, adminUrl, lines = [] } = order;
  const items = lines
    .slice(0, MOST_ITEMS)
    .map(({ title, quantity }) => `${quantity} × ${title}`)
    .join(', ');
  return {
    number,
    at,
    ...(total === undefined ? {} : { total }),
    ...(currency === undefined ? {} : { currency }),
    ...(status === undefined ? {} : { status }),
    ...(items === '' ? {} : { items: items.slice(0, 900) }),
    ...(adminUrl === undefined ? {} : { adminUrl }),
  };
}
