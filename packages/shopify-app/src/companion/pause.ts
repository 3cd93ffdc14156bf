import type { Parts } from '../parts.ts';
import type { CompanionError } from './errors.ts';
import type { Link } from './link.ts';

/** Notes on the shop why nothing is taken and until when nothing is sent; holds for the pairing it happened under. */
export async function noteFailure(parts: Parts, shop: string, link: Pick<Link, 'sourceId'>, failure: CompanionError): Promise<void> {
  if (failure.code === 'paused') return;
  await parts.ports.store.db
    .updateTable('shopify_shops')
    .set({ sending_problem: failure.message, sending_paused_until: failure.retryAt ?? null })
    .where('shop', '=', shop)
    .where('source_id', '=', link.sourceId)
    .execute();
  parts.ports.logger.warn({ shop, code: failure.code }, 'the companion takes no events of this shop right now');
}

/** The companion took something: whatever was noted is over. */
export async function noteSuccess(parts: Parts, shop: string, link: Link): Promise<void> {
  if (link.problem === null && link.pausedUntil === null) return;
  await resumeSending(parts, shop);
}

/** Forgets a pause, so that the next send is tried at once. */
export async function resumeSending(parts: Parts, shop: string): Promise<void> {
  await parts.ports.store.db
    .updateTable('shopify_shops')
    .set({ sending_problem: null, sending_paused_until: null })
    .where('shop', '=', shop)
    .execute();
}
