import type { Parts } from '../../parts.ts';
import { ShopError } from '../../errors.ts';
import { requireShop, type ShopRow } from '../../shop/find.ts';
import { addJob, openJob, requirePairing } from '../jobs/open.ts';
import type { JobRow, ReconcileCursor } from '../jobs/types.ts';

/** Looked at twice: Shopify's search lags a little behind what changes. */
const OVERLAP_MS = 3_600_000;

/**
 * Compares the shop with what was handed over since it was last compared. Answers the comparison that is under way, if
 * there is one.
 * @throws ShopError `conflict` where there is no workspace yet.
 */
export async function startReconciliation(parts: Parts, shop: string, by: string | null): Promise<JobRow> {
  await requirePairing(parts, shop);
  const open = await openJob(parts, shop, 'reconcile');
  if (open !== undefined) return open;
  const job = await addReconciliation(parts, await requireShop(parts, shop), by);
  if (job === undefined) throw new ShopError('conflict', 'The shop is being compared already. Reload the page to see how far it is.');
  return job;
}

/** `id`: where several processes may have the same thought. */
export async function addReconciliation(parts: Parts, shop: ShopRow, by: string | null, id?: string): Promise<JobRow | undefined> {
  const pairedAt = shop.paired_at ?? parts.ports.clock.now();
  const since = Math.max(pairedAt, (shop.reconciled_at ?? 0) - OVERLAP_MS);
  const cursor: ReconcileCursor = {
    phase: 'customers',
    since,
    until: parts.ports.clock.now(),
    after: null,
    failures: 0,
    checked: { orders: 0, customers: 0 },
    missed: {},
    unreadable: 0,
  };
  return addJob(parts, { shop: shop.shop, kind: 'reconcile', ask: {}, cursor, by, ...(id === undefined ? {} : { id }) });
}
