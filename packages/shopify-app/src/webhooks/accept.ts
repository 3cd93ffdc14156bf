import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Parts } from '../parts.ts';
import { EVENT_TOPIC } from '../storefront/keep-event.ts';

/** One message to be kept: a delivery of Shopify, or what a route of our own took in (`handoff/event`). */
export interface Delivery {
  shop: string;
  /** The same id and body are one message, however often they come. */
  webhookId: string;
  eventId?: string | undefined;
  topic: string;
  apiVersion: string;
  /** Epoch milliseconds. */
  triggeredAt: number;
  /** As it came. */
  body: string;
}

/** Keeps a message; resolves after the durable commit. */
export type Accept = (delivery: Delivery) => Promise<void>;

/**
 * Group commit. A lone message waits for nobody; a burst may take a little longer than at the companion, for Shopify waits
 * five seconds and a signature costs it less than ours, so that the commits weigh more.
 */
const COMMIT = { maxItems: 200, maxWaitMs: 15 };

/** Makes the one door into the inbox. Rows and the topics' counts are written in one transaction, so no count is ever off. */
export function createInbox(parts: Parts): Accept {
  const { store, clock } = parts.ports;
  const accept = store.batch<ReturnType<typeof withHash>, undefined>(async (deliveries) => {
    const now = clock.now();
    await store.transaction(async (trx) => {
      await trx
        .insertInto('shopify_inbox')
        .values(inboxRows(deliveries, now))
        .onConflict((conflict) =>
          conflict
            .columns(['shop', 'webhook_id', 'body_hash'])
            .doUpdateSet({ deliveries: sql<number>`shopify_inbox.deliveries + excluded.deliveries` }),
        )
        .execute();
      const topics = topicRows(deliveries, now);
      if (topics.length === 0) return;
      await trx
        .insertInto('shopify_topics')
        .values(topics)
        .onConflict((conflict) =>
          conflict.columns(['shop', 'topic']).doUpdateSet({
            last_at: sql<number>`excluded.last_at`,
            deliveries: sql<number>`shopify_topics.deliveries + excluded.deliveries`,
          }),
        )
        .execute();
    });
    parts.wake();
    return deliveries.map(() => undefined);
  }, COMMIT);
  return (delivery) => accept(withHash(delivery));
}

/** SHA-256 of a body, as text. */
export function hashOf(body: string): string {
  return createHash('sha256').update(body).digest('base64url');
}

function withHash(delivery: Delivery) {
  return { ...delivery, bodyHash: hashOf(delivery.body) };
}

type Hashed = ReturnType<typeof withHash>;

/** One row a message: an upsert takes no row twice. */
function inboxRows(deliveries: Hashed[], now: number) {
  const messages = Map.groupBy(deliveries, ({ shop, webhookId, bodyHash }) => `${shop}\n${webhookId}\n${bodyHash}`);
  return [...messages.values()].map((same) => {
    const delivery = same[0] as Hashed;
    return {
      shop: delivery.shop,
      webhook_id: delivery.webhookId,
      event_id: delivery.eventId ?? null,
      topic: delivery.topic,
      api_version: delivery.apiVersion,
      triggered_at: delivery.triggeredAt,
      received_at: now,
      body: delivery.body,
      body_hash: delivery.bodyHash,
      deliveries: same.length,
      state: 'pending' as const,
      flags: '[]',
      attempts: 0,
      next_at: now,
    };
  });
}

/** In one order everywhere, so that two processes that commit at once do not wait for each other's rows for ever. */
function topicRows(deliveries: Hashed[], now: number) {
  const webhooks = deliveries.filter(({ topic }) => topic !== EVENT_TOPIC);
  return [...Map.groupBy(webhooks, ({ shop, topic }) => `${shop}\n${topic}`)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, same]) => {
      const { shop, topic } = same[0] as Hashed;
      return { shop, topic, first_at: now, last_at: now, deliveries: same.length, missed: 0 };
    });
}
