import { isShopDomain } from '../auth/shop-domain.ts';
import type { ShopifyConfig } from '../config.ts';
import { isSignedByShopify } from '../webhooks/verify.ts';

/** What Shopify vouches for of a request that came by its app proxy. The body is the visitor's and is not vouched for. */
export interface ProxiedVisit {
  shop: string;
  /** The customer who is logged in at the shop, by the bare id. */
  customerId: string | undefined;
}

/** How far Shopify's clock and ours may differ; older requests are repeats. */
const FRESH_MS = 300_000;
const OWN = ['shop', 'timestamp', 'logged_in_customer_id', 'path_prefix', 'signature'];

/**
 * Reads the query of a proxied request: hex HMAC-SHA256 with the app's secret, or the one before, over its parameters
 * without `signature`, sorted, repeated ones joined by commas, and nothing between them.
 * Source: shopify.dev, "Authenticate app proxies".
 * @param now Epoch milliseconds.
 */
export function readProxiedVisit(
  config: Pick<ShopifyConfig, 'apiSecret' | 'previousApiSecret'>,
  query: URLSearchParams,
  now: number,
): ProxiedVisit | undefined {
  const signed = [...new Set(query.keys())]
    .filter((name) => name !== 'signature')
    .map((name) => `${name}=${query.getAll(name).join(',')}`)
    .toSorted()
    .join('');
  // Shopify names each of these once; of two it could not be told which one is meant.
  if (OWN.some((name) => query.getAll(name).length > 1)) return undefined;
  const signature = Buffer.from(query.get('signature') ?? '', 'hex').toString('base64');
  const shop = query.get('shop') ?? undefined;
  const age = Math.abs(now - Number(query.get('timestamp') ?? Number.NaN) * 1000);
  if (!isSignedByShopify(config, Buffer.from(signed), signature) || !isShopDomain(shop) || !(age <= FRESH_MS)) return undefined;
  const customerId = query.get('logged_in_customer_id') ?? '';
  return { shop, customerId: customerId === '' ? undefined : customerId };
}
