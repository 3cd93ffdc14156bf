import { z } from 'zod';
import { bareId } from '../normalize/ids.ts';

/**
 * Shopify's next-generation events (2026-10) say what kind of record changed and which; what else they hold is up to the
 * query of each subscription. So this is all that is read of them: the record is looked up, and its events have the same
 * keys as those that classic webhooks bring, so that a topic can move from one to the other and nothing doubles.
 */
const EventPayload = z.object({
  topic: z.enum(['Customer', 'Order']),
  action: z.enum(['create', 'update', 'delete']),
  query_variables: z.object({ customerId: z.string().optional(), orderId: z.string().optional() }),
});

export type NamedRecord = { action: 'look_up'; record: 'order' | 'customer'; id: string } | { action: 'deleted'; id: string };

/** The record a next-generation event names; undefined for a classic webhook, and for what gives no event. */
export function idsOfEvent(topic: string, payload: unknown): NamedRecord | undefined {
  const read = EventPayload.safeParse(payload).data;
  if (read === undefined || read.topic !== topic) return undefined;
  const { customerId, orderId } = read.query_variables;
  const id = read.topic === 'Customer' ? customerId : orderId;
  if (id === undefined) return undefined;
  if (read.action !== 'delete') return { action: 'look_up', record: read.topic === 'Customer' ? 'customer' : 'order', id: bareId(id) };
  return read.topic === 'Customer' ? { action: 'deleted', id: bareId(id) } : undefined;
}
