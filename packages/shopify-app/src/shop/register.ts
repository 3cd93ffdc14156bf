import type { Grant } from '../auth/oauth.ts';
import { sealGrant } from '../auth/tokens.ts';
import type { Parts } from '../parts.ts';
import { requireShop, type ShopRow } from './find.ts';
import { refreshDetails } from './refresh-details.ts';

/** A shop let the app in, for the first time or again: keeps its tokens and asks who it is. */
export async function registerShop(parts: Parts, shop: string, grant: Grant): Promise<ShopRow> {
  const now = parts.ports.clock.now();
  const before = await requireShop(parts, shop);
  const reinstalled = before.state === 'uninstalled' ? { installed_at: now } : {};
  await parts.ports.store.db
    .updateTable('shopify_shops')
    .set({ ...(await sealGrant(parts, grant)), ...reinstalled, state: 'installed', uninstalled_at: null })
    .where('shop', '=', shop)
    .execute();
  parts.ports.logger.info(
    { shop, scopes: grant.scopes },
    before.tokens === null ? 'a shop installed the app' : 'a shop reconnected the app',
  );
  await refreshDetails(parts, shop);
  parts.wake();
  return requireShop(parts, shop);
}
