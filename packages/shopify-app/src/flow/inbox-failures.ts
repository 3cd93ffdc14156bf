import type { Parts } from '../parts.ts';
import type { Failure } from './failure-triggers.ts';

const MOST = 50;

/** Messages of Shopify, or of the storefront, that failed here since then (epoch milliseconds), latest first. */
export async function failedMessages(parts: Parts, shop: string, since: number): Promise<Failure[]> {
  const rows = await parts.ports.store.db
    .selectFrom('shopify_inbox')
    .select(['seq', 'topic', 'error'])
    .where('shop', '=', shop)
    .where('state', '=', 'failed')
    // Until when it was tried, which may be days after it came.
    .where('next_at', '>', since)
    .orderBy('seq', 'desc')
    .limit(MOST)
    .execute();
  return rows.map(({ seq, topic, error }) => ({
    key: `inbox:${seq}`,
    what: topic,
    destination: '',
    reason: error ?? 'It could not be turned into an event. Look at it in Handoff under Webhooks.',
    eventId: '',
  }));
}
