import { adminClient } from '../admin/client.ts';
import { AdminError } from '../admin/errors.ts';
import { createSubscription, deleteSubscription, listSubscriptions } from '../admin/operations/subscriptions.ts';
import { API_TOPICS } from '../manifest/topics.ts';
import type { Parts } from '../parts.ts';
import type { Task } from '../worker.ts';

const DAY_MS = 24 * 3_600_000;
const LOOK_EVERY_MS = 60_000;
const AGAIN_MS = 10 * 60_000;
const AT_ONCE = 20;

/**
 * Subscribes each shop to the topics the manifest cannot name, and looks once a day whether that still holds: Shopify
 * drops a subscription whose address failed for long, and tells nobody who looks.
 */
export function subscribeTask(parts: Parts): Task {
  /** Shops whose Shopify did not answer, and until when they are left alone. */
  const waiting = new Map<string, number>();
  return {
    name: 'subscriptions',
    everyMs: LOOK_EVERY_MS,
    run: async () => {
      const now = parts.ports.clock.now();
      for (const [shop, until] of waiting) if (until <= now) waiting.delete(shop);
      const due = (await shopsToLookAt(parts, now)).filter(({ shop }) => !waiting.has(shop)).slice(0, AT_ONCE);
      let did = 0;
      for (const { shop, key } of due) {
        if (await subscribe(parts, shop, key)) did += 1;
        else waiting.set(shop, now + AGAIN_MS);
      }
      return { did, nextAt: undefined };
    },
  };
}

const addressOf = (parts: Parts): string => `${parts.config.appUrl()}/webhooks`;

/** The address and the installation are part of the key: when either changes, it is done anew. */
async function shopsToLookAt(parts: Parts, now: number): Promise<{ shop: string; key: string }[]> {
  const { db } = parts.ports.store;
  const shops = await db
    .selectFrom('shopify_shops')
    .select(['shop', 'installed_at'])
    .where('state', '=', 'installed')
    .where('tokens', 'is not', null)
    .where('access_problem', 'is', null)
    .execute();
  const looked = await db
    .selectFrom('shopify_seen')
    .select(['shop', 'key'])
    .where('key', 'like', 'subscribed:%')
    .where('seen_at', '>', now - DAY_MS)
    .execute();
  const done = new Set(looked.map(({ shop, key }) => `${shop} ${key}`));
  return shops
    .map(({ shop, installed_at: at }) => ({ shop, key: `subscribed:${at}:${addressOf(parts)}` }))
    .filter(({ shop, key }) => !done.has(`${shop} ${key}`));
}

async function subscribe(parts: Parts, shop: string, key: string): Promise<boolean> {
  const { clock, logger, store } = parts.ports;
  try {
    await bringUpToDate(parts, shop);
    await store.transaction(async (trx) => {
      await trx.deleteFrom('shopify_seen').where('shop', '=', shop).where('key', 'like', 'subscribed:%').execute();
      await trx.insertInto('shopify_seen').values({ shop, key, seen_at: clock.now() }).execute();
    });
    return true;
  } catch (error) {
    if (!(error instanceof AdminError)) throw error;
    logger.warn({ shop, error: error.message }, 'a shop could not be subscribed to the topics of its segments; it is tried again');
    return false;
  }
}

async function bringUpToDate(parts: Parts, shop: string): Promise<void> {
  const client = adminClient(parts, shop);
  const uri = addressOf(parts);
  const topics = API_TOPICS.map((topic) => topic.toUpperCase().replaceAll(/[/.]/g, '_'));
  const { webhookSubscriptions: there } = await client.query(listSubscriptions, { topics });
  // Those of an address the app no longer has would only fail.
  for (const { id } of there.nodes.filter((one) => one.uri !== uri)) await client.query(deleteSubscription, { id });
  const missing = topics.filter((topic) => !there.nodes.some((one) => one.topic === topic && one.uri === uri));
  for (const topic of missing) {
    const { webhookSubscriptionCreate: made } = await client.query(createSubscription, { topic, uri });
    const errors = made?.userErrors.map(({ message }) => message) ?? [];
    if (made?.webhookSubscription === null && errors.length > 0) throw new AdminError('refused', errors.join(' '));
  }
}
