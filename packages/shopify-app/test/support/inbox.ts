import type { Kysely } from 'kysely';
import type { Envelope } from '@handoff/shared/event';
import type { ShopifyTables } from '../../src/store/tables.ts';
import type { ShopHarness } from '../../testing/harness.ts';
import type { Delivery } from '../../testing/index.ts';

/** The app's own tables in the harness's store. */
export const appTables = (h: ShopHarness): Kysely<ShopifyTables> => h.store.db;

/** Takes what Shopify would deliver out of its hands, so that the test delivers it as it likes. */
export function caught(h: ShopHarness): (topic: string) => Delivery {
  const deliveries = [...h.fake.post.waiting()];
  h.fake.post.forget(h.shop.domain);
  return (topic) => {
    const found = deliveries.findIndex((delivery) => delivery.topic === topic);
    if (found < 0) throw new Error(`No ${topic} among ${deliveries.map((delivery) => delivery.topic).join(', ')}.`);
    return deliveries.splice(found, 1)[0] as Delivery;
  };
}

/** Delivers, each in its turn, and lets the app and the server do all they can. */
export async function deliver(h: ShopHarness, ...deliveries: Delivery[]): Promise<void> {
  for (const delivery of deliveries) {
    const { status } = await h.fetch(h.fake.post.request(delivery));
    if (status !== 200) throw new Error(`${delivery.topic} was answered ${status}.`);
    await h.worker.drain();
  }
  await h.drain();
}

export const inboxRows = (h: ShopHarness) => appTables(h).selectFrom('shopify_inbox').selectAll().orderBy('seq').execute();

/** The inbox, as the panel would tell of it. */
export async function inbox(h: ShopHarness): Promise<{ topic: string; state: string; flags: string[] }[]> {
  const rows = await inboxRows(h);
  return rows.map(({ topic, state, flags }) => ({ topic, state, flags: JSON.parse(flags) as string[] }));
}

/** What the server took in, in order. */
export async function taken(h: ShopHarness): Promise<{ type: string; state: string; envelope: Envelope }[]> {
  const rows = await h.store.db.selectFrom('events').select(['type', 'state', 'body']).orderBy('seq').execute();
  return rows.map(({ type, state, body }) => ({ type, state, envelope: JSON.parse(body) as Envelope }));
}

export async function typesTaken(h: ShopHarness): Promise<string[]> {
  return (await taken(h)).map(({ type }) => type);
}
