import type { Transaction } from 'kysely';
import type { Parts } from '../parts.ts';
import type { ShopifyTables } from '../store/tables.ts';
import type { ShopRow } from './find.ts';

const WORDS = 'The shop left the workspace this was for. Start it again once the shop is connected to the next one.';

/**
 * What else ends with the pairing in `row`, in the transaction that ends it: imports and comparisons were for its workspace and
 * go on in no other. Where its events stay is kept: people may ask for theirs later.
 */
export async function endPairing(trx: Transaction<ShopifyTables>, { ports: { clock, companion } }: Parts, row: ShopRow): Promise<void> {
  const now = clock.now();
  await trx
    .updateTable('shopify_jobs')
    .set({ state: 'cancelled', message: WORDS, finished_at: now, updated_at: now })
    .where('shop', '=', row.shop)
    // A failed import could be let go on.
    .where((where) =>
      where.or([where('state', 'in', ['running', 'paused']), where.and([where('kind', '=', 'import'), where('state', '=', 'failed')])]),
    )
    .execute();
  if (row.source_id === null || row.workspace_id === null) return;
  await trx
    .insertInto('shopify_left')
    .values({
      shop: row.shop,
      source_id: row.source_id,
      workspace_id: row.workspace_id,
      workspace_name: row.workspace_name ?? '',
      origin: companion.origin(),
      left_at: now,
    })
    .onConflict((conflict) => conflict.columns(['shop', 'source_id']).doNothing())
    .execute();
}
