import { randomUUID } from 'node:crypto';
import type { Parts } from '../parts.ts';

/** Long enough for a call to Shopify; if its holder died, the next may try after that. */
const LEASE_MS = 30_000;

/**
 * Takes the right to change a shop's tokens: Shopify voids the old pair with each new one, so two processes must not
 * get one each. Undefined: another has it. The call to Shopify is made outside any transaction.
 */
export async function takeLease(parts: Parts, shop: string): Promise<string | undefined> {
  const now = parts.ports.clock.now();
  const lease = randomUUID();
  const taken = await parts.ports.store.db
    .updateTable('shopify_shops')
    .set({ refresh_lease: lease, refresh_lease_until: now + LEASE_MS })
    .where('shop', '=', shop)
    .where((eb) => eb.or([eb('refresh_lease_until', 'is', null), eb('refresh_lease_until', '<=', now)]))
    .executeTakeFirst();
  return taken.numUpdatedRows > 0n ? lease : undefined;
}

/** Gives it back. A time without a holder is a pause: nobody tries before then. */
export async function giveBackLease(parts: Parts, shop: string, lease: string, until?: number): Promise<void> {
  await parts.ports.store.db
    .updateTable('shopify_shops')
    .set({ refresh_lease: null, refresh_lease_until: until ?? null })
    .where('shop', '=', shop)
    .where('refresh_lease', '=', lease)
    .execute();
}
