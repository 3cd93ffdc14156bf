import { ShopError } from '../errors.ts';
import type { Parts } from '../parts.ts';
import { findShop } from '../shop/find.ts';

/** @throws ShopError `conflict` where the shop hands nothing over yet. */
export async function requireWorkspace(parts: Parts, shop: string): Promise<string> {
  const row = await findShop(parts, shop);
  if (row?.state === 'installed' && row.workspace_id !== null) return row.workspace_id;
  throw new ShopError('conflict', 'This shop is not connected to a Handoff workspace. Open Handoff in your Shopify admin and connect it.');
}
