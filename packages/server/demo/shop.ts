import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClientOf } from '@handoff/shared/api';
import { shopEndpoints } from '@handoff/shopify-app/panel-api';
import { createFakeShopify, listenFake, schemaAvailable } from '@handoff/shopify-app/testing';
import { createShopPlay, furnish, type ShopPlay } from './shop-play.ts';

/** Steep & Co, a shop at a Shopify that stands on this machine; the app it uses is the one the server really mounts. */
export interface DemoShop {
  /** What the server has to be told to find this Shopify. */
  settings: Record<string, string>;
  /** Installs the app and joins a workspace. Answers the source it became, and the fingerprint both sides show. */
  join: (serverUrl: string, code: string) => Promise<{ sourceId: string; fingerprint: string }>;
  play: ShopPlay;
  /** Delivers what Shopify has to deliver; answers the worst status the app gave. */
  deliver: () => Promise<number>;
  /** Whether the app has worked through all it was sent. */
  settled: () => Promise<boolean>;
  /** Every secret between this Shopify and the app so far, by a name that may be shown. */
  secrets: () => Record<string, string>;
  /** What a real Shopify would not have put up with; stays empty. */
  violations: readonly string[];
  close: () => Promise<void>;
}

const LOOK_EVERY_MS = 200;
const PATIENCE_MS = 60_000;

/** Opens the shop; undefined where Shopify's Admin schema is neither here nor can be fetched. */
export async function openDemoShop(): Promise<DemoShop | undefined> {
  if (!(await schemaAvailable())) return undefined;
  const apiKey = randomBytes(16).toString('hex');
  const apiSecret = `shpss_${randomBytes(16).toString('hex')}`;
  let serverUrl = '';
  const sent = new Map<string, Request>();
  const fake = createFakeShopify({
    clock: { now: Date.now },
    bulkMs: 500,
    app: {
      apiKey,
      apiSecret,
      url: () => `${serverUrl}/shopify`,
      fetch: async (request) => {
        const { id } = (await request.clone().json()) as { id?: number };
        sent.set(`${request.headers.get('x-shopify-topic') ?? ''} ${id ?? ''}`, request.clone());
        return fetch(request);
      },
    },
  });
  const { shop } = fake;
  furnish(shop, Date.now());
  const listening = await listenFake(fake);
  const panel = createClientOf(shopEndpoints, {
    baseUrl: 'http://the-server/shopify/api',
    token: () => shop.sessionToken(),
    fetch: (request) => fetch(new Request(request.url.replace('http://the-server', serverUrl), request)),
  });
  const deliver = async () => {
    const tried = await fake.deliverDue();
    return Math.max(200, ...tried.map(({ status }) => status ?? 0));
  };
  /** Waits for a job of the app, delivering meanwhile what Shopify has to say about it. */
  const finish = async (id: string): Promise<void> => {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      await deliver();
      const { items } = await panel('listJobs', {});
      const job = items.find((one) => one.id === id);
      if (job === undefined || job.state === 'failed' || Date.now() > until)
        throw new Error(`The shop's job did not end: ${job?.message ?? ''}`);
      if (job.state === 'done') return;
      await sleep(LOOK_EVERY_MS);
    }
  };

  return {
    settings: {
      HANDOFF_SHOPIFY_API_KEY: apiKey,
      HANDOFF_SHOPIFY_API_SECRET: apiSecret,
      HANDOFF_SHOPIFY_BASE_URL: listening.origin,
    },
    join: async (url, code) => {
      serverUrl = url;
      shop.install();
      const { link } = await panel('joinWorkspace', { body: { code } });
      if (link === null) throw new Error('The shop did not join the workspace.');
      return { sourceId: link.sourceId, fingerprint: link.fingerprint };
    },
    play: createShopPlay(shop, {
      runImport: async () => finish((await panel('startImport', { body: { span: 'all', mode: 'records' } })).id),
      runComparison: async () => finish((await panel('startReconciliation', {})).id),
      deliver: async () => void (await deliver()),
      redeliver: async (topic, id) => {
        const request = sent.get(`${topic} ${id}`);
        if (request === undefined) throw new Error(`Shopify never sent ${topic} of ${id}.`);
        await fetch(request.clone());
      },
      loseWebhooks: (lose) => fake.post.setWeather(lose ? { drop: 1 } : {}),
    }),
    deliver,
    settled: async () => fake.post.waiting().length === 0 && (await panel('status', {})).waiting === 0,
    secrets: () => ({
      'Shopify app secret': apiSecret,
      ...Object.fromEntries(fake.issuedTokens.map((token, index) => [`Shopify token ${index + 1}`, token])),
    }),
    violations: fake.violations,
    close: listening.close,
  };
}
