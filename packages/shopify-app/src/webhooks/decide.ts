import { resumeSending } from '../companion/index.ts';
import type { Parts } from '../parts.ts';
import { NOT_CONTROL } from '../store/conditions.ts';

/**
 * A person wants these tried again now: failed ones, and those that wait for their next try. A pause after failures is
 * not waited for. Answers how many there were.
 */
export async function retryInbox(parts: Parts, shop: string, ids: number[]): Promise<number> {
  const { store, clock } = parts.ports;
  const now = clock.now();
  const result = await store.db
    .updateTable('shopify_inbox')
    .set({ state: 'pending', attempts: 0, next_at: now, error: null })
    .where('shop', '=', shop)
    .where('seq', 'in', ids)
    // The next try of a message about the app itself is also the claim of whoever works on it.
    .where((eb) => eb.or([eb('state', '=', 'failed'), eb.and([eb('state', '=', 'pending'), NOT_CONTROL])]))
    .executeTakeFirst();
  await resumeSending(parts, shop);
  parts.wake();
  return Number(result.numUpdatedRows);
}

/** A person decided that these failed ones are not wanted: they are gone, with what they said. Answers how many there were. */
export async function discardInbox(parts: Parts, shop: string, ids: number[]): Promise<number> {
  const result = await parts.ports.store.db
    .deleteFrom('shopify_inbox')
    .where('shop', '=', shop)
    .where('seq', 'in', ids)
    .where('state', '=', 'failed')
    .executeTakeFirst();
  parts.ports.logger.info({ shop, count: Number(result.numDeletedRows) }, 'webhooks that failed were discarded by a person');
  return Number(result.numDeletedRows);
}
