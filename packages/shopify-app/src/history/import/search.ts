import type { CustomerRecord, OrderRecord } from '../../records/index.ts';
import type { ImportCursor, Phase } from '../jobs/types.ts';

export const isOrders = (phase: Phase): boolean => phase.endsWith('orders');

const at = (ms: number): string => `'${new Date(ms).toISOString()}'`;

/**
 * The search by which a phase finds its records; undefined where there is nothing to find. Orders are sought by when they
 * were made, which never changes. Customers by when they last changed, so the second round takes all of them: one who
 * changes between the two rounds would be in neither half.
 */
export function searchOf(phase: Phase, { until, since, ordersFrom }: ImportCursor): string | undefined {
  switch (phase) {
    case 'recent_customers':
      return `updated_at:>=${at(since)}`;
    case 'recent_orders':
      return `created_at:>=${at(Math.max(since, ordersFrom ?? since))} created_at:<${at(until)}`;
    case 'older_customers':
      return '';
    case 'older_orders':
      return ordersFrom !== null && ordersFrom >= since ? undefined : `created_at:<${at(Math.min(since, until))}`;
  }
}

/**
 * Whether the round of recent customers had this one for certain: changed since `since`, and not again since the import
 * began (epoch milliseconds).
 */
export function wasRecent(phase: Phase, record: OrderRecord | CustomerRecord, { since }: ImportCursor, begunAt: number): boolean {
  return phase === 'older_customers' && record.version >= since && record.version < begunAt;
}
