import { adminClient } from '../../admin/client.ts';
import { countCustomers } from '../../admin/operations/customers.ts';
import { countOrders } from '../../admin/operations/orders.ts';
import type { Parts } from '../../parts.ts';
import type { ImportCursor, Phase } from '../jobs/types.ts';
import { isOrders, searchOf } from './search.ts';

/** How many records these phases will go through, for the progress bar. @throws AdminError */
export async function countRecords(parts: Parts, shop: string, phases: readonly Phase[], cursor: ImportCursor): Promise<number> {
  const client = adminClient(parts, shop);
  let total = 0;
  for (const phase of phases) {
    // Its customers are among those of the second round.
    if (phase === 'recent_customers' && phases.includes('older_customers')) continue;
    const query = searchOf(phase, cursor) ?? '';
    total += isOrders(phase)
      ? ((await client.query(countOrders, { query })).ordersCount?.count ?? 0)
      : ((await client.query(countCustomers, { query })).customersCount?.count ?? 0);
  }
  return total;
}
