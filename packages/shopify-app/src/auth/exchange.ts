import { setTimeout as delay } from 'node:timers/promises';
import { AdminError } from '../admin/errors.ts';
import type { Parts } from '../parts.ts';
import { addShop } from '../shop/add.ts';
import { findShop, requireShop, type ShopRow } from '../shop/find.ts';
import { registerShop } from '../shop/register.ts';
import { giveBackLease, takeLease } from './lease.ts';
import { exchangeToken } from './oauth.ts';
import type { Session } from './session-token.ts';

const LOOK_EVERY_MS = 100;
const LOOKS = 100;

/**
 * The shop of a session. On the first visit, after a reinstall and where access was lost, its session token is
 * exchanged for tokens. One exchange at a time: each voids the pair before it.
 * @throws AdminError where a shop that is not installed yet gets no access.
 */
export async function installedShop(parts: Parts, session: Session): Promise<ShopRow> {
  if ((await findShop(parts, session.shop)) === undefined) await addShop(parts, session.shop);
  for (let look = 0; look < LOOKS; look += 1) {
    const row = await requireShop(parts, session.shop);
    const now = parts.ports.clock.now();
    if (hasAccess(row, now)) return row;
    const lease = await takeLease(parts, session.shop);
    if (lease !== undefined) return exchange(parts, session, lease, row);
    await delay(LOOK_EVERY_MS);
  }
  return requireShop(parts, session.shop);
}

async function exchange(parts: Parts, session: Session, lease: string, row: ShopRow): Promise<ShopRow> {
  try {
    // Another may have got it between the look and the lease.
    const now = await requireShop(parts, session.shop);
    if (hasAccess(now, parts.ports.clock.now())) return now;
    return await registerShop(parts, session.shop, await exchangeToken(parts, session.shop, session.token));
  } catch (error) {
    // What the app knows of a shop can be seen while Shopify is away; the status says that access is missing.
    if (error instanceof AdminError && row.tokens !== null) return row;
    throw error;
  } finally {
    await giveBackLease(parts, session.shop, lease);
  }
}

function hasAccess(row: ShopRow, now: number): boolean {
  return row.state === 'installed' && row.tokens !== null && row.access_problem === null && (row.refresh_expires_at ?? 0) > now;
}
