import type { z } from 'zod';
import { adminClient } from '../admin/client.ts';
import { AdminError } from '../admin/errors.ts';
import { createPixel, deletePixel, getPixel, updatePixel } from '../admin/operations/pixel.ts';
import { ShopError } from '../errors.ts';
import type { Pixel } from '../panel-api/resources.ts';
import type { Parts } from '../parts.ts';
import { requireShop } from '../shop/find.ts';
import { refreshDetails } from '../shop/refresh-details.ts';
import { saveSettings } from '../shop/settings.ts';
import { hasPixelScopes, pixelOf } from './pixel-of.ts';

/**
 * Turns the shop's web pixel on or off, at Shopify and here. Where a scope is missing nothing changes and the answer says which.
 * @throws ShopError `unavailable` where Shopify cannot be asked now, `destination_failed` where it refused.
 */
export async function setPixel(parts: Parts, shop: string, on: boolean): Promise<z.infer<typeof Pixel>> {
  // A merchant who has just granted the scopes is here before Shopify's message about it.
  if (on && !hasPixelScopes(await requireShop(parts, shop))) await refreshDetails(parts, shop);
  const row = await requireShop(parts, shop);
  if (on && !hasPixelScopes(row)) return pixelOf({ ...row, wanted: true });
  try {
    const id = on ? await activate(parts, shop, row.pixel_id) : await remove(parts, shop, row.pixel_id);
    await note(parts, shop, id);
  } catch (error) {
    if (!(error instanceof AdminError)) throw error;
    throw new ShopError(error.code === 'throttled' || error.code === 'unreachable' ? 'unavailable' : 'destination_failed', error.message, {
      cause: error,
    });
  }
  return pixelOf(await requireShop(parts, shop));
}

/** Makes the pixel, or brings the one that is there up to date: Shopify holds one per app and shop. Answers its id. */
async function activate(parts: Parts, shop: string, known: string | null): Promise<string> {
  const client = adminClient(parts, shop);
  const settings = JSON.stringify({ shop, endpoint: `${parts.config.appUrl()}/pixel` });
  if (known === null) {
    const { webPixelCreate: made } = await client.query(createPixel, { settings });
    if (made?.webPixel) return made.webPixel.id;
    if (made?.userErrors.some(({ code }) => code === 'TAKEN') !== true) throw refused(made?.userErrors);
  }
  const id = known ?? (await client.query(getPixel, {})).webPixel?.id;
  if (id === undefined) throw refused([]);
  const { webPixelUpdate: changed } = await client.query(updatePixel, { id, settings });
  if (changed?.webPixel) return changed.webPixel.id;
  // Removed behind our back, by an uninstall for one: made anew.
  if (known !== null && changed?.userErrors.some(({ code }) => code === 'NOT_FOUND') === true) return activate(parts, shop, null);
  throw refused(changed?.userErrors);
}

async function remove(parts: Parts, shop: string, id: string | null): Promise<null> {
  if (id === null) return null;
  const { webPixelDelete: gone } = await adminClient(parts, shop).query(deletePixel, { id });
  const errors = gone?.userErrors.filter(({ code }) => code !== 'NOT_FOUND') ?? [];
  if (errors.length > 0) throw refused(errors);
  return null;
}

async function note(parts: Parts, shop: string, id: string | null): Promise<void> {
  await parts.ports.store.db
    .updateTable('shopify_shops')
    .set({ pixel_id: id, updated_at: parts.ports.clock.now() })
    .where('shop', '=', shop)
    .execute();
  await saveSettings(parts, shop, { capturePixel: id !== null });
}

function refused(errors: readonly { message: string }[] | undefined): ShopError {
  const why = errors?.map(({ message }) => message).join(' ') ?? '';
  return new ShopError(
    'destination_failed',
    `Shopify did not change the pixel${why === '' ? '' : `: ${why}`}. Try again; if it stays so, deploy the app’s extensions again.`,
  );
}
