import { adminClient } from '../admin/client.ts';
import { AdminError } from '../admin/errors.ts';
import { getShop } from '../admin/operations/shop.ts';
import type { Parts } from '../parts.ts';
import type { ControlMessage } from '../webhooks/control.ts';
import { findShop } from './find.ts';

const WORDS = 'The app was uninstalled, so Shopify gives no access any more. Install it again in your Shopify admin.';

/** Shopify says that a merchant uninstalled the app. Answers flags for the panel. */
export async function uninstallShop(parts: Parts, { shop, triggeredAt }: ControlMessage): Promise<string[]> {
  const row = await findShop(parts, shop);
  if (row === undefined || row.state === 'uninstalled') return [];
  // A message that was long on its way, or an old one sent again, says nothing of the installation there is now.
  if (triggeredAt < row.installed_at || (await isStillLetIn(parts, shop))) return ['superseded'];
  await endInstallation(parts, shop);
  return [];
}

/** Only an answer proves it. Where there is none the signed message stands, and a shop that is there after all only has to open the app. */
async function isStillLetIn(parts: Parts, shop: string): Promise<boolean> {
  try {
    return await isLetIn(parts, shop);
  } catch (error) {
    if (error instanceof AdminError) return false;
    throw error;
  }
}

/** Whether Shopify lets the app into the shop. @throws AdminError where it does not say. */
export async function isLetIn(parts: Parts, shop: string): Promise<boolean> {
  try {
    await adminClient(parts, shop).query(getShop, {});
    return true;
  } catch (error) {
    if (error instanceof AdminError && error.code === 'access_lost') return false;
    throw error;
  }
}

/**
 * The tokens are void, imports end, checkouts are watched no more. The pairing and what waits in the inbox stay, so that a
 * reinstall goes on where it was; `shop/redact` erases them two days later.
 */
export async function endInstallation({ ports: { store, clock, logger } }: Parts, shop: string): Promise<void> {
  const now = clock.now();
  await store.transaction(async (trx) => {
    await trx
      .updateTable('shopify_shops')
      .set({
        state: 'uninstalled',
        uninstalled_at: now,
        tokens: null,
        access_expires_at: null,
        refresh_expires_at: null,
        refresh_lease: null,
        refresh_lease_until: null,
        access_problem: WORDS,
        pixel_id: null,
        embed_seen_at: null,
        updated_at: now,
      })
      .where('shop', '=', shop)
      .execute();
    await trx.deleteFrom('shopify_checkouts').where('shop', '=', shop).where('state', '=', 'open').execute();
    await trx
      .updateTable('shopify_jobs')
      .set({ state: 'cancelled', message: WORDS, finished_at: now, updated_at: now })
      .where('shop', '=', shop)
      .where('state', 'in', ['running', 'paused'])
      .execute();
  });
  logger.info({ shop }, 'a shop uninstalled the app');
}
