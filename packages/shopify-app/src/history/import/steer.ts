import { adminClient } from '../../admin/client.ts';
import { AdminError } from '../../admin/errors.ts';
import { cancelBulk } from '../../admin/operations/bulk.ts';
import { ShopError } from '../../errors.ts';
import type { Parts } from '../../parts.ts';
import { requireJob } from '../jobs/require.ts';
import { ImportCursor, type JobRow } from '../jobs/types.ts';

type Order = 'pause' | 'resume' | 'cancel';

/** From which states an order is possible, and where it leads. A failed import goes on where it stopped. */
const STEERING: Readonly<Record<Order, { from: JobRow['state'][]; to: JobRow['state'] }>> = {
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused', 'failed'], to: 'running' },
  cancel: { from: ['running', 'paused', 'failed'], to: 'cancelled' },
};

/** @throws ShopError `not_found`, or `conflict` where the import is no longer in a state for that. */
export async function steerImport(parts: Parts, shop: string, id: string, order: Order): Promise<JobRow> {
  const now = parts.ports.clock.now();
  const { from, to } = STEERING[order];
  const row = await parts.ports.store.transaction(async (trx) => {
    const [steered] = await trx
      .updateTable('shopify_jobs')
      .set({ state: to, message: null, run_at: now, updated_at: now, finished_at: to === 'cancelled' ? now : null })
      .where('shop', '=', shop)
      .where('id', '=', id)
      .where('kind', '=', 'import')
      .where('state', 'in', from)
      .returningAll()
      .execute();
    if (steered === undefined || order !== 'resume') return steered;
    // What went wrong before a person had a look counts no more.
    const cursor = JSON.stringify({ ...ImportCursor.parse(JSON.parse(steered.cursor)), failures: 0 });
    await trx.updateTable('shopify_jobs').set({ cursor }).where('id', '=', id).execute();
    return { ...steered, cursor };
  });
  if (row === undefined) {
    const { state } = await requireJob(parts, shop, id);
    throw new ShopError('conflict', `This import is ${state} by now, so that is no longer possible. Reload the page to see how it stands.`);
  }
  if (order === 'cancel') await stopAtShopify(parts, row);
  parts.wake();
  return row;
}

/** What Shopify gathers for nothing it need not go on with; where that cannot be told, it ends by itself. */
async function stopAtShopify(parts: Parts, { shop, cursor }: JobRow): Promise<void> {
  const { operation } = ImportCursor.parse(JSON.parse(cursor));
  if (operation === null) return;
  try {
    await adminClient(parts, shop).query(cancelBulk, { id: operation.id });
  } catch (error) {
    if (!(error instanceof AdminError)) throw error;
  }
}
