import { ShopError } from '../../errors.ts';
import type { Parts } from '../../parts.ts';
import { addJob, openJob, requirePairing } from '../jobs/open.ts';
import type { ImportAsk, ImportCursor, JobRow } from '../jobs/types.ts';
import type { z } from 'zod';

const DAY_MS = 86_400_000;
const RECENT_DAYS = 90;
/** Shopify shows an app without `read_all_orders` no older orders than these. */
const ORDERS_DAYS = 60;

/**
 * Begins to import what happened before the shop was connected. What happened since comes by webhooks.
 * @throws ShopError `conflict` where there is no workspace yet, or an import is under way.
 */
export async function startImport(parts: Parts, shop: string, ask: z.infer<typeof ImportAsk>, by: string | null): Promise<JobRow> {
  const { pairedAt, scopes } = await requirePairing(parts, shop);
  if ((await openJob(parts, shop, 'import')) !== undefined) {
    throw new ShopError('conflict', 'An import of this shop is under way already. Let it finish, or stop it first.');
  }
  const now = parts.ports.clock.now();
  const cursor: ImportCursor = {
    phase: 'recent_customers',
    until: pairedAt,
    since: now - RECENT_DAYS * DAY_MS,
    ordersFrom: scopes.includes('read_all_orders') ? null : now - ORDERS_DAYS * DAY_MS,
    operation: null,
    failures: 0,
    unreadable: 0,
  };
  const job = await addJob(parts, { shop, kind: 'import', ask, cursor, by });
  if (job === undefined) throw new ShopError('conflict', 'An import of this shop is under way already. Let it finish, or stop it first.');
  return job;
}
