import { createShopifyTables } from '@handoff/shopify-app/store';
import type { Kysely } from 'kysely';
import type { Engine } from '../engine.ts';

/** The tables of the Shopify app, which owns them. */
export function shopify(engine: Engine) {
  return (db: Kysely<never>): Promise<void> => createShopifyTables(db, engine);
}
