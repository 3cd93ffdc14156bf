import { readFile } from 'node:fs/promises';
import type { Measured } from '../../lib/checks.ts';
import { type Server, startServer } from '../../lib/children.ts';
import type { Kit } from '../../lib/kit.ts';
import { type Outside, startOutside } from '../../lib/outside-client.ts';
import { median, round, spread } from '../../lib/stats.ts';
import { API_SECRET, shopifyEnv } from './env.ts';

const ROUNDS = 9;
const ROUND_SECONDS = 2;
/** A burst, as after a newsletter: Shopify holds nothing back to spare us. */
const CONCURRENCY = 128;
const WARM_UP = 3000;
const SENDER_BUSY = 0.85;
const FIXTURE = new URL('../../../packages/shopify-app/fixtures/orders-create-guest.json', import.meta.url);

/** What one round gave of one server. */
interface Speed {
  perSecond: number;
  p95Ms: number;
}

/**
 * Webhooks kept durably a second as a share of what the same route does without a store, and how long Shopify waits for its
 * answer meanwhile. Every round posts the same signed orders to both in turn; only one is loaded at a time. The workers
 * are off: what is kept is worked through afterwards.
 */
export async function measureWebhooks(kit: Kit): Promise<Measured[]> {
  const outside = startOutside();
  const servers: Record<string, Server> = {};
  try {
    servers['bare'] = await startServer(kit.build.bareShopify, shopifyEnv(await kit.scratch()));
    servers['kept'] = await startServer(kit.build.cli('serve'), { ...shopifyEnv(await kit.scratch()), HANDOFF_WORKER: 'off' });
    const speeds = await playRounds(kit, outside, servers);
    const bare = (speeds['bare'] ?? []).map(({ perSecond }) => perSecond);
    const kept = (speeds['kept'] ?? []).map(({ perSecond }) => perSecond);
    const ratios = kept.map((rate, index) => rate / (bare[index] ?? Number.NaN));
    const waits = (speeds['kept'] ?? []).map(({ p95Ms }) => p95Ms);
    return [
      {
        name: 'webhook_accept_ratio',
        value: round(median(ratios), 3),
        unit: 'ratio',
        note: `${spread(ratios)}; ${Math.round(median(kept))} webhooks/s, ${Math.round(median(bare))}/s without a store`,
      },
      {
        name: 'webhook_accept_p95_ms',
        value: round(Math.max(...waits), 1),
        unit: 'ms',
        note: `the worst of ${spread(waits, 1)}, with ${CONCURRENCY} under way at once`,
      },
    ];
  } finally {
    await Promise.all(Object.values(servers).map((server) => server.stop()));
    await outside.stop();
  }
}

async function playRounds(kit: Kit, outside: Outside, servers: Record<string, Server>): Promise<Record<string, Speed[]>> {
  const { topic, meta, payload } = JSON.parse(await readFile(FIXTURE, 'utf8')) as {
    topic: string;
    meta: { shop: string; apiVersion: string };
    payload: object;
  };
  const headers = {
    'x-shopify-topic': topic,
    'x-shopify-shop-domain': meta.shop,
    'x-shopify-api-version': meta.apiVersion,
    'x-shopify-triggered-at': new Date().toISOString(),
  };
  const body = JSON.stringify({ ...payload, note: 'Order {{number}}' });
  const names = Object.keys(servers);
  const speeds: Record<string, Speed[]> = Object.fromEntries(names.map((name) => [name, []]));
  let count = WARM_UP;
  // Round 0 warms up, and says how many webhooks make a round of the wanted length.
  for (let played = 0; played <= ROUNDS; played += 1) {
    await outside.tell({ do: 'hooks', count, run: `round${played}`, secret: API_SECRET, headers, body });
    const now: Record<string, number> = {};
    for (const name of played % 2 === 0 ? names : names.toReversed()) {
      const url = (servers[name] as Server).url;
      const { perSecond, p95Ms, utilization } = await outside.tell({
        do: 'post',
        url,
        path: '/shopify/webhooks',
        concurrency: CONCURRENCY,
        status: 200,
      });
      if (utilization > SENDER_BUSY)
        kit.say(`  the sender was ${Math.round(utilization * 100)} % busy: it may have set the pace of ${name}`);
      now[name] = perSecond;
      if (played > 0) speeds[name]?.push({ perSecond, p95Ms });
    }
    if (played === 0) count = Math.round((now['bare'] ?? 1000) * ROUND_SECONDS);
    const shown = names.map((name) => `${name} ${Math.round(now[name] ?? 0)}/s`).join(', ');
    kit.say(`  webhooks ${played === 0 ? 'warm-up' : `round ${played}/${ROUNDS}`}: ${shown}`);
  }
  return speeds;
}
