import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ShopifyConfig } from '../config.ts';

/**
 * Whether Shopify signed exactly these bytes: base64 HMAC-SHA256 with the app's secret, or with the one before while
 * Shopify still uses it (up to an hour after a rotation). It says nothing of the headers, which nobody signs.
 */
export function isSignedByShopify(
  config: Pick<ShopifyConfig, 'apiSecret' | 'previousApiSecret'>,
  body: Uint8Array,
  signature: string | undefined,
): boolean {
  if (signature === undefined) return false;
  const given = Buffer.from(signature, 'base64');
  return [config.apiSecret, config.previousApiSecret].some((secret) => {
    if (secret === undefined || secret === '') return false;
    const expected = createHmac('sha256', secret).update(body).digest();
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
}
