import type { Ed25519SecretKey } from '@handoff/shared/event';
import type { Bucket } from './admin/bucket.ts';

/** Kept in this process only: losing it costs a look-up or one throttled answer, nothing else. */
export interface Memory {
  /** Per shop: how much of Shopify's query budget is left. */
  buckets: Map<string, Bucket>;
  /** Per sealed text: the imported key. Opening and importing cost more than a signature. */
  signingKeys: Map<string, Promise<Ed25519SecretKey>>;
}

export function createMemory(): Memory {
  return { buckets: new Map(), signingKeys: new Map() };
}
