import { AdminError } from '../admin/errors.ts';
import type { Parts } from '../parts.ts';
import type { Task } from '../worker.ts';
import { accessToken } from './access.ts';

/** Shopify forgets the app where it was not heard of for 90 days; a day leaves many tries. */
const KEEP_ALIVE_MS = 24 * 3_600_000;
const AT_ONCE = 20;
const LOOK_EVERY_MS = 60_000;

export function authTasks(parts: Parts): Task[] {
  return [{ name: 'keep access alive', everyMs: LOOK_EVERY_MS, run: () => keepAlive(parts) }];
}

/** Renews the tokens of shops where nothing else did for a day. */
async function keepAlive(parts: Parts): ReturnType<Task['run']> {
  const now = parts.ports.clock.now();
  const living = () =>
    parts.ports.store.db
      .selectFrom('shopify_shops')
      .where('state', '=', 'installed')
      .where('tokens', 'is not', null)
      .where('access_problem', 'is', null);
  const due = await living()
    .select('shop')
    .where('kept_alive_at', '<=', now - KEEP_ALIVE_MS)
    .where((eb) => eb.or([eb('refresh_lease_until', 'is', null), eb('refresh_lease_until', '<=', now)]))
    .orderBy('kept_alive_at')
    .limit(AT_ONCE)
    .execute();
  for (const { shop } of due) await keepOne(parts, shop);
  const next = await living()
    .select((eb) => eb.fn.min('kept_alive_at').as('at'))
    .where('kept_alive_at', '>', now - KEEP_ALIVE_MS)
    .executeTakeFirst();
  return { did: due.length, nextAt: next?.at === null || next?.at === undefined ? undefined : next.at + KEEP_ALIVE_MS };
}

/** A failure is noted on the shop, and pauses it or says that its owner has to come. */
async function keepOne(parts: Parts, shop: string): Promise<void> {
  try {
    await accessToken(parts, shop);
    const now = parts.ports.clock.now();
    await parts.ports.store.db.updateTable('shopify_shops').set({ kept_alive_at: now }).where('shop', '=', shop).execute();
  } catch (error) {
    if (!(error instanceof AdminError)) throw error;
    parts.ports.logger.warn({ shop, code: error.code }, 'the access to a shop could not be kept alive');
  }
}
