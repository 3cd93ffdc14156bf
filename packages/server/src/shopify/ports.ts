import type { Companion, ShopifyPorts } from '@handoff/shopify-app';
import type { Fetch } from '../destinations/kit/http.ts';
import type { AppDeps } from '../http/deps.ts';
import { createRateLimit } from '../http/rate-limit.ts';
import { createBatcher } from '../store/batcher.ts';

/** What the Shopify app gets of this house. */
export function portsOf(deps: AppDeps, companion: Companion, fetch: Fetch): ShopifyPorts {
  const { store, keyring, clock, logger, limits } = deps;
  return {
    store: {
      engine: store.engine,
      // The app sees its own tables only; the schema of the store holds them all.
      db: store.db,
      transaction: store.transaction,
      batch: createBatcher,
    },
    seal: keyring,
    companion,
    clock,
    logger,
    fetch,
    rateLimit: (allowed) => createRateLimit({ ...allowed, now: clock.now }),
    addressOf: limits.addressOf,
  };
}
