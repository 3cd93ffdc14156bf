import type { ShopSettings } from '../panel-api/resources.ts';
import type { Parts } from '../parts.ts';
import { settingsOf } from '../shop/settings.ts';

/** What a shop wants of its storefront; undefined where the app is not installed. */
export async function storefrontOf(parts: Parts, shop: string): Promise<{ settings: ShopSettings; pixelId: string | null } | undefined> {
  const row = await parts.ports.store.db
    .selectFrom('shopify_shops')
    .select(['settings', 'pixel_id'])
    .where('shop', '=', shop)
    .where('state', '=', 'installed')
    .executeTakeFirst();
  return row && { settings: settingsOf(row), pixelId: row.pixel_id };
}
