/** Shopify's leaky bucket of a shop, as its last answer described it. */
export interface Bucket {
  /** Points left at `at`, the most it holds, and how many come back a second. */
  available: number;
  maximum: number;
  restoreRate: number;
  at: number;
  /** Not before then, whatever the bucket holds: Shopify said to wait. */
  blockedUntil: number;
}
