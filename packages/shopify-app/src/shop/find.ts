import type { Selectable } from 'kysely';
import { ShopError } from '../errors.ts';
import type { Parts } from '../parts.ts';
import type { ShopifyTables } from '../store/tables.ts';

export type ShopRow = Selectable<ShopifyTables['shopify_shops']>;

export async function findShop(parts: Parts, shop: string): Promise<ShopRow | undefined> {
  return parts.ports.store.db.selectFrom('shopify_shops').selectAll().where('shop', '=', shop).executeTakeFirst();
}

/** @throws ShopError `not_found` */
export async function requireShop(parts: Parts, shop: string): Promise<ShopRow> {
  const row = await findShop(parts, shop);
  if (row === undefined) throw new ShopError('not_found', 'Handoff does not know this shop. Open it in your Shopify admin to install it.');
  return row;
}
