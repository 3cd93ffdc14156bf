import { setTimeout as delay } from 'node:timers/promises';
import type { Selectable } from 'kysely';
import { AdminError } from '../admin/errors.ts';
import type { Parts } from '../parts.ts';
import type { ShopifyTables } from '../store/tables.ts';
import { giveBackLease, takeLease } from './lease.ts';
import { refreshTokens } from './oauth.ts';
import { openTokens, sealGrant, type TokenPair } from './tokens.ts';

/** Renewed this long before it ends, so that no call goes out with a token that ends on the way. */
const EARLY_MS = 5 * 60_000;
/** How often and how long to look whether another process is done renewing. */
const LOOK_EVERY_MS = 250;
const LOOKS = 20;

type Shop = Pick<
  Selectable<ShopifyTables['shopify_shops']>,
  'tokens' | 'access_expires_at' | 'refresh_expires_at' | 'access_problem' | 'refresh_lease' | 'refresh_lease_until'
>;

/**
 * An access token that is good for the next minutes; renews the pair where it is about to end.
 * `refused`: a token that Shopify did not take although its time was not up; it is renewed where it is still the one.
 * @throws AdminError `access_lost`: the merchant has to open the app · `unreachable`: try again at `retryAt`.
 */
export async function accessToken(parts: Parts, shop: string, refused?: string): Promise<string> {
  for (let look = 0; look < LOOKS; look += 1) {
    const now = parts.ports.clock.now();
    const row = await readShop(parts, shop);
    if (row.tokens === null || row.access_problem !== null) throw accessLost(row.access_problem);
    const { access } = await open(parts, shop, row.tokens);
    // A token whose end is not known is one that has ended.
    const left = access === refused ? 0 : (row.access_expires_at ?? 0) - now;
    if (left > EARLY_MS) return access;
    if ((row.refresh_lease_until ?? 0) > now) {
      if (left > 0) return access;
      if (row.refresh_lease === null) throw renewing(row.refresh_lease_until ?? now);
      await delay(LOOK_EVERY_MS);
      continue;
    }
    const lease = await takeLease(parts, shop);
    if (lease === undefined) continue;
    try {
      return await renew(parts, shop, lease, row.tokens);
    } catch (error) {
      if (left > 0 && error instanceof AdminError && error.retryAt !== undefined) return access;
      throw error;
    }
  }
  throw renewing(parts.ports.clock.now() + 10_000);
}

/** Renews the pair of a shop whose lease is held. Answers the new access token. */
async function renew(parts: Parts, shop: string, lease: string, sealed: string): Promise<string> {
  const { db } = parts.ports.store;
  const row = await readShop(parts, shop);
  // Another renewed it between the look and the lease.
  if (row.tokens !== sealed) {
    await giveBackLease(parts, shop, lease);
    return accessToken(parts, shop);
  }
  try {
    if ((row.refresh_expires_at ?? 0) <= parts.ports.clock.now()) {
      throw new AdminError(
        'access_lost',
        'Shopify’s permission for this app ran out because the shop was not reachable for 90 days. Open Handoff in your Shopify admin to reconnect it.',
      );
    }
    const grant = await refreshTokens(parts, shop, (await open(parts, shop, sealed)).refresh);
    // Only over the pair it was made from, whoever sealed that anew meanwhile: what else is there by now is newer.
    await db
      .updateTable('shopify_shops')
      .set(await sealGrant(parts, grant))
      .where('shop', '=', shop)
      .where((eb) => eb.or([eb('tokens', '=', sealed), eb('refresh_lease', '=', lease)]))
      .execute();
    return grant.accessToken;
  } catch (error) {
    if (!(error instanceof AdminError)) throw error;
    if (error.code === 'access_lost') await noteAccessLost(parts, shop, sealed, error.message);
    await giveBackLease(parts, shop, lease, error.retryAt);
    throw error;
  }
}

async function open(parts: Parts, shop: string, sealed: string): Promise<TokenPair> {
  try {
    return await openTokens(parts, sealed);
  } catch {
    const error = new AdminError(
      'access_lost',
      'The key this app’s access was kept with is gone from the server. Open Handoff in your Shopify admin to reconnect it.',
    );
    await noteAccessLost(parts, shop, sealed, error.message);
    throw error;
  }
}

/** Only where the pair is still the one Shopify refused: the merchant may have opened the app meanwhile. */
async function noteAccessLost(parts: Parts, shop: string, sealed: string, message: string): Promise<void> {
  await parts.ports.store.db
    .updateTable('shopify_shops')
    .set({ access_problem: message, updated_at: parts.ports.clock.now() })
    .where('shop', '=', shop)
    .where('tokens', '=', sealed)
    .execute();
  parts.ports.logger.warn({ shop }, 'the app has lost its access to this shop; the merchant has to open it');
}

function accessLost(problem: string | null): AdminError {
  return new AdminError('access_lost', problem ?? 'Handoff has no access to this shop. Open it in your Shopify admin to connect it.');
}

function renewing(retryAt: number): AdminError {
  return new AdminError('unreachable', 'This app’s access to Shopify could not be renewed yet. It is tried again by itself.', retryAt);
}

async function readShop(parts: Parts, shop: string): Promise<Shop> {
  const row = await parts.ports.store.db
    .selectFrom('shopify_shops')
    .select(['tokens', 'access_expires_at', 'refresh_expires_at', 'access_problem', 'refresh_lease', 'refresh_lease_until'])
    .where('shop', '=', shop)
    .executeTakeFirst();
  if (row === undefined) throw accessLost(null);
  return row;
}
