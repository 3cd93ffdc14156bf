import type { Parts } from '../parts.ts';
import { EVENT_TOPIC } from '../storefront/keep-event.ts';

/** The messages among these whose id came before with another body, by `seq`. One that a person let go on is none. */
export async function findRevisions(
  parts: Parts,
  shop: string,
  rows: { seq: number; webhook_id: string; body_hash: string; flags: string; topic: string }[],
): Promise<Set<number>> {
  const unseen = rows.filter(({ flags, topic }) => topic !== EVENT_TOPIC && !flags.includes('body_differs'));
  if (unseen.length === 0) return new Set();
  const same = await parts.ports.store.db
    .selectFrom('shopify_inbox')
    .select(['seq', 'webhook_id', 'body_hash'])
    .where('shop', '=', shop)
    .where(
      'webhook_id',
      'in',
      unseen.map((row) => row.webhook_id),
    )
    .execute();
  const firsts = new Map<string, number>();
  for (const { webhook_id: id, seq } of same) firsts.set(id, Math.min(seq, firsts.get(id) ?? seq));
  return new Set(unseen.filter(({ webhook_id: id, seq }) => (firsts.get(id) ?? seq) < seq).map(({ seq }) => seq));
}
