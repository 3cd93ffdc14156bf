import type { Envelope } from '@handoff/shared/event';
import { utcMs } from '../normalize/read.ts';
import type { RecordVersion } from '../records/index.ts';

/**
 * Which record a webhook's event tells of, and which version of it: by the payload's own time of change. Kinds are those
 * of `records/`, so that webhook, import and reconciliation compare.
 */
export function recordOf({ type, occurredAt, data, consent }: Envelope, payload: unknown): RecordVersion | undefined {
  const at = Date.parse(occurredAt);
  const { updated_at: updatedAt } = (payload ?? {}) as { updated_at?: string | null };
  switch (type) {
    case 'order.created':
    case 'order.paid':
    case 'order.updated':
    case 'order.cancelled':
    case 'order.fulfilled':
      return { kind: 'order', id: String(data['orderId']), version: utcMs(updatedAt) ?? at };
    case 'customer.updated':
      if (data['lastOrderId'] !== undefined) return { kind: 'purchases', id: String(data['customerId']), version: at };
      return { kind: 'customer', id: String(data['customerId']), version: utcMs(updatedAt) ?? at };
    case 'customer.created':
      return { kind: 'customer', id: String(data['customerId']), version: utcMs(updatedAt) ?? at };
    // Nothing of a record that is gone comes after it: what was changed before is older.
    case 'customer.deleted':
      return { kind: 'customer', id: String(data['customerId']), version: at };
    case 'customer.merged':
      return { kind: 'customer', id: String(data['mergedCustomerId']), version: at };
    case 'customer.tagged':
      return { kind: 'tags', id: String(data['customerId']), version: at };
    case 'custom.segment_joined':
    case 'custom.segment_left':
      return { kind: 'segment', id: String(data['customerId']), version: at };
    case 'consent.updated':
      return { kind: `consent:${consent?.[0]?.channel}`, id: String(data['customerId']), version: at };
    default:
      return undefined;
  }
}
