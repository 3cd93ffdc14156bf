import { isShopDomain } from '../auth/shop-domain.ts';
import type { Parts } from '../parts.ts';
import type { Accept } from '../webhooks/accept.ts';
import { keepEvent } from './keep-event.ts';
import { pixelEnvelope } from './pixel-envelope.ts';
import { storefrontOf } from './storefront-of.ts';
import type { PixelEvent } from './submission.ts';

/** Keeps what a known customer did; false where the shop's pixel is off. Resolves after the durable commit. */
export async function acceptPixel(parts: Parts, accept: Accept, event: PixelEvent): Promise<boolean> {
  const storefront = isShopDomain(event.shop) ? await storefrontOf(parts, event.shop) : undefined;
  if (storefront === undefined || storefront.pixelId === null || !storefront.settings.capturePixel) return false;
  const now = parts.ports.clock.now();
  await keepEvent(parts, accept, { shop: event.shop, id: `pixel:${event.id}`, make: () => pixelEnvelope(event, now) });
  return true;
}
