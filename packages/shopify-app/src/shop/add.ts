import { DEFAULT_SETTINGS } from '../panel-api/resources.ts';
import type { Parts } from '../parts.ts';

/** Makes the row of a shop we meet for the first time, without access yet. A shop we know stays as it is. */
export async function addShop(parts: Parts, shop: string): Promise<void> {
  const now = parts.ports.clock.now();
  await parts.ports.store.db
    .insertInto('shopify_shops')
    .values({
      shop,
      name: shop.replace(/\.myshopify\.com$/, ''),
      state: 'installed',
      installed_at: now,
      scopes: '',
      settings: JSON.stringify(DEFAULT_SETTINGS),
      protected_data: '{}',
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.column('shop').doNothing())
    .execute();
}
