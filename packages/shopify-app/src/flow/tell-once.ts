import type { Parts } from '../parts.ts';

/** How long one process may take over telling; then another may. */
const LEASE_MS = 120_000;
const TELLING = 'telling:';
const TOLD = 'told:';

/**
 * Tells a shop's Shopify Flow of something once, whichever process comes first. Answers false where it was told, or is being
 * told by another. What `tell` throws is thrown, and it may be told again.
 */
export async function tellOnce(parts: Parts, shop: string, what: string, tell: () => Promise<void>): Promise<boolean> {
  const { store, clock } = parts.ports;
  const now = clock.now();
  if (await isTold(parts, shop, what)) return false;
  const claimed = await store.db
    .insertInto('shopify_seen')
    .values({ shop, key: TELLING + what, seen_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(['shop', 'key'])
        .doUpdateSet({ seen_at: now })
        .where('shopify_seen.seen_at', '<', now - LEASE_MS),
    )
    .returning('key')
    .execute();
  if (claimed.length === 0) return false;
  const own = { shop, key: TELLING + what, seen_at: now };
  try {
    // Another process may have told it, and let go of it, between the first look and the claim.
    if (await isTold(parts, shop, what)) {
      await ownClaim(parts, own).execute();
      return false;
    }
    await tell();
  } catch (error) {
    await ownClaim(parts, own).execute();
    throw error;
  }
  await store.transaction(async (trx) => {
    await trx.deleteFrom('shopify_seen').where('shop', '=', shop).where('key', '=', own.key).execute();
    await trx
      .insertInto('shopify_seen')
      .values({ shop, key: TOLD + what, seen_at: now })
      .onConflict((conflict) => conflict.columns(['shop', 'key']).doNothing())
      .execute();
  });
  return true;
}

async function isTold(parts: Parts, shop: string, what: string): Promise<boolean> {
  const row = await parts.ports.store.db
    .selectFrom('shopify_seen')
    .select('key')
    .where('shop', '=', shop)
    .where('key', '=', TOLD + what)
    .executeTakeFirst();
  return row !== undefined;
}

function ownClaim(parts: Parts, { shop, key, seen_at }: { shop: string; key: string; seen_at: number }) {
  return parts.ports.store.db.deleteFrom('shopify_seen').where('shop', '=', shop).where('key', '=', key).where('seen_at', '=', seen_at);
}

/** Lets something that is over be told again should it come back. `keep`: what still holds of those that begin with `prefix`. */
export async function forgetTold(parts: Parts, shop: string, prefix: string, keep: readonly string[]): Promise<void> {
  let gone = parts.ports.store.db.deleteFrom('shopify_seen').where('shop', '=', shop).where('key', 'like', `${TOLD}${prefix}%`);
  if (keep.length > 0)
    gone = gone.where(
      'key',
      'not in',
      keep.map((what) => TOLD + what),
    );
  await gone.execute();
}

/** Drops what was told so long ago that it cannot come up again; what holds until it is over stays. */
export async function dropTold(parts: Parts, before: number): Promise<void> {
  await parts.ports.store.db
    .deleteFrom('shopify_seen')
    .where('seen_at', '<', before)
    .where((row) => row.or([row('key', 'like', `${TOLD}%`), row('key', 'like', `${TELLING}%`)]))
    .where('key', 'not like', `${TOLD}hold:%`)
    .execute();
}

export const toldKey = (what: string): string => TOLD + what;
