import type { Ed25519SecretKey } from '@handoff/shared/event';
import type { Bucket } from './admin/bucket.ts';
import type { Person } from './auth/person.ts';
import { createLibrary, type Library } from './admin/library.ts';
import type { ShopifyConfig } from './config.ts';

/** Kept in this process only: losing it costs a look-up or one throttled answer, nothing else. */
export interface Memory {
  /** Shopify's library, made at its first use: until then the app's address need not be known. */
  library: () => Library;
  /** Per shop: how much of Shopify's query budget is left. */
  buckets: Map<string, Bucket>;
  /** Per sealed text: the imported key. Opening and importing cost more than a signature. */
  signingKeys: Map<string, Promise<Ed25519SecretKey>>;
  /** Per shop and staff member: who that is. */
  people: Map<string, { person: Promise<Person>; until: number }>;
  /** Shops for which a workspace is being opened: a second press must not open a second one. */
  opening: Set<string>;
}

export function createMemory(config: ShopifyConfig): Memory {
  let library: Library | undefined;
  return {
    library: () => (library ??= createLibrary(config)),
    buckets: new Map(),
    signingKeys: new Map(),
    people: new Map(),
    opening: new Set(),
  };
}
