import { ShopError } from '../../errors.ts';
import type { Parts } from '../../parts.ts';
import type { JobRow } from './types.ts';

/** @throws ShopError `not_found` */
export async function requireJob({ ports }: Parts, shop: string, id: string): Promise<JobRow> {
  const row = await ports.store.db.selectFrom('shopify_jobs').selectAll().where('shop', '=', shop).where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new ShopError('not_found', 'There is no such import of this shop. Reload the page.');
  return row;
}
