import { createHmac } from 'node:crypto';

/** What Shopify puts into `X-Shopify-Hmac-Sha256`: over the raw body, and over nothing else. */
export function hmacOf(body: string, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('base64');
}

/** The `signature` of an app proxy request: sorted `key=value`, several values joined by commas, nothing between the pairs. */
export function proxySignature(query: URLSearchParams, secret: string): string {
  return createHmac('sha256', secret).update(pairs(query).join('')).digest('hex');
}

/** The `hmac` with which Shopify opens an embedded app: sorted `key=value` with `&` between. */
export function queryHmac(query: URLSearchParams, secret: string): string {
  return createHmac('sha256', secret).update(pairs(query).join('&')).digest('hex');
}

function pairs(query: URLSearchParams): string[] {
  return [...new Set(query.keys())].map((key) => `${key}=${query.getAll(key).join(',')}`).toSorted();
}
