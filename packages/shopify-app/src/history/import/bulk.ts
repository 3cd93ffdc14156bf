import { adminClient } from '../../admin/client.ts';
import { AdminError } from '../../admin/errors.ts';
import { bulkCustomers, bulkDocument, bulkOrders, getBulk, runBulk } from '../../admin/operations/bulk.ts';
import type { Parts } from '../../parts.ts';
import type { ImportCursor, Phase } from '../jobs/types.ts';
import { isOrders, searchOf } from './search.ts';

/** Five bulk queries may run at once in a shop; others may be somebody else's. */
const LIMIT_WAIT_MS = 60_000;

/** Lets Shopify gather what a phase needs. Answers the operation's id. @throws AdminError */
export async function beginBulk(parts: Parts, shop: string, phase: Phase, cursor: ImportCursor): Promise<string> {
  const query = bulkDocument(isOrders(phase) ? bulkOrders : bulkCustomers, searchOf(phase, cursor) ?? '');
  const { bulkOperationRunQuery: begun } = await adminClient(parts, shop).query(runBulk, { query });
  if (begun?.bulkOperation) return begun.bulkOperation.id;
  const [error] = begun?.userErrors ?? [];
  if (error?.code === 'LIMIT_REACHED' || error?.code === 'OPERATION_IN_PROGRESS') {
    const retryAt = parts.ports.clock.now() + LIMIT_WAIT_MS;
    throw new AdminError('throttled', 'Shopify is gathering data for other apps of this shop. The import goes on by itself.', retryAt);
  }
  throw new AdminError('refused', `Shopify would not gather the shop’s history: ${error?.message ?? 'it did not say why'}`);
}

/**
 * `gathering`: not ready yet · `ready`: the file is at `url`; undefined where there was nothing to find · `lost`: begin anew ·
 * `denied`: something in it may not be read.
 */
export type Gathered = { state: 'gathering' } | { state: 'lost' } | { state: 'denied' } | { state: 'ready'; url: string | undefined };

/** How far Shopify is. @throws AdminError */
export async function lookAtBulk(parts: Parts, shop: string, id: string): Promise<Gathered> {
  const { bulkOperation } = await adminClient(parts, shop).query(getBulk, { id });
  switch (bulkOperation?.status) {
    case 'CREATED':
    case 'RUNNING':
      return { state: 'gathering' };
    case 'COMPLETED':
      return { state: 'ready', url: bulkOperation.url ?? undefined };
    case 'FAILED':
      return { state: bulkOperation.errorCode === 'ACCESS_DENIED' ? 'denied' : 'lost' };
    default:
      return { state: 'lost' };
  }
}
