import type { Envelope } from '@handoff/shared/event';
import { API_VERSION } from '../admin/library.ts';
import type { Parts } from '../parts.ts';
import type { Accept } from '../webhooks/accept.ts';

/** The inbox's topic of events that a route of our own made: the body is the envelope. */
export const EVENT_TOPIC = 'handoff/event';

/**
 * Puts an event into the inbox, from where it goes on like a webhook: kept until the companion has it. A browser that posts
 * the same again, or Shopify Flow, is answered without a second one.
 */
export async function keepEvent(
  parts: Parts,
  accept: Accept,
  { shop, id, make }: { shop: string; id: string; make: () => Envelope },
): Promise<void> {
  const known = await parts.ports.store.db
    .selectFrom('shopify_inbox')
    .select('seq')
    .where('shop', '=', shop)
    .where('webhook_id', '=', id)
    .executeTakeFirst();
  if (known !== undefined) return;
  const envelope = make();
  await accept({
    shop,
    webhookId: id,
    topic: EVENT_TOPIC,
    apiVersion: API_VERSION,
    triggeredAt: Date.parse(envelope.occurredAt),
    body: JSON.stringify(envelope),
  });
}
