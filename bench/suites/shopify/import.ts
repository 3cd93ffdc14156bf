import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ServerType, serve } from '@hono/node-server';
import { type ClientOf, createClientOf } from '@handoff/shared/api';
import { shopEndpoints } from '../../../packages/shopify-app/src/panel-api/index.ts';
import { createFakeShopify, type FakeShopify } from '../../../packages/shopify-app/testing/index.ts';
import type { Measured } from '../../lib/checks.ts';
import { type Server, startServer } from '../../lib/children.ts';
import type { Kit } from '../../lib/kit.ts';
import { residentMiB } from '../../lib/memory.ts';
import { median, round } from '../../lib/stats.ts';
import { API_KEY, API_SECRET, shopifyEnv } from './env.ts';
import { type HistoryFile, historyFile } from './history-file.ts';

const ORDERS = 100_000;
const LOOK_EVERY_MS = 250;
const SAY_EVERY = 10_000;
const BULK_HOST = 'storage.googleapis.com';

/**
 * An import of a shop's past, as a merchant starts it: how many orders a second reach the workspace as events (three each),
 * in the server that also processes them, and the most memory it takes. Shopify is a stand-in whose file is made as it is read.
 */
export async function measureImport(kit: Kit): Promise<Measured[]> {
  const file = await historyFile(ORDERS);
  let server: Server | undefined;
  const fake = createFakeShopify({
    clock: { now: Date.now },
    app: { apiKey: API_KEY, apiSecret: API_SECRET, url: () => `${server?.url}/shopify`, fetch: (request) => fetch(request) },
  });
  const shopify = serve({ fetch: (request) => answer(fake, file, request), hostname: '127.0.0.1', port: 0, overrideGlobalObjects: false });
  try {
    await once(shopify, 'listening');
    const baseUrl = `http://127.0.0.1:${(shopify.address() as AddressInfo).port}`;
    server = await startServer(kit.build.cli('serve'), { ...shopifyEnv(await kit.scratch()), HANDOFF_SHOPIFY_BASE_URL: baseUrl });
    fake.shop.install();
    const panel = createClientOf(shopEndpoints, { baseUrl: `${server.url}/shopify/api`, token: () => fake.shop.sessionToken() });
    await panel('openWorkspace', { body: {} });
    return await watchImport(kit, server, panel);
  } finally {
    await server?.stop();
    await close(shopify);
  }
}

async function watchImport(kit: Kit, server: Server, panel: ClientOf<typeof shopEndpoints>): Promise<Measured[]> {
  const samples: number[] = [];
  const started = performance.now();
  const { id } = await panel('startImport', { body: { span: 'recent' } });
  let said = 0;
  for (;;) {
    await sleep(LOOK_EVERY_MS);
    samples.push(await residentMiB(server));
    const job = (await panel('listJobs', {})).items.find((each) => each.id === id);
    if (job === undefined) throw new Error('The import is gone.');
    if (job.state !== 'running' && job.state !== 'done') throw new Error(`The import is ${job.state}: ${job.message}`);
    const seconds = (performance.now() - started) / 1000;
    if (job.done >= said + SAY_EVERY || job.state === 'done') {
      said = job.done;
      kit.say(`  import: ${job.done} orders, ${Math.round(job.done / seconds)}/s, ${round(samples.at(-1) ?? 0, 1)} MiB`);
    }
    if (job.state !== 'done') continue;
    if (job.done !== ORDERS) throw new Error(`${job.done} orders were imported instead of ${ORDERS}.`);
    return [
      {
        name: 'import_orders_per_s',
        value: Math.round(ORDERS / seconds),
        unit: 'orders/s',
        note: `${ORDERS} orders, ${job.captured} events, in ${Math.round(seconds)} s`,
      },
      {
        name: 'import_memory_mb',
        value: round(Math.max(...samples), 1),
        unit: 'MiB',
        note: `resident, the most of ${samples.length} samples; median ${round(median(samples), 1)}`,
      },
    ];
  }
}

/** Shopify for one import: the long file is ours, everything else the fake's. */
async function answer(fake: FakeShopify, file: HistoryFile, request: Request): Promise<Response> {
  const host = request.headers.get('x-forwarded-host') ?? '';
  const { pathname, search } = new URL(request.url);
  if (host === BULK_HOST) {
    const offset = Number(/^bytes=(\d+)-/.exec(request.headers.get('range') ?? '')?.[1] ?? 0);
    return new Response(file.from(offset), { status: offset === 0 ? 200 : 206 });
  }
  const body = await request.text();
  const text = pathname.endsWith('/graphql.json') ? (JSON.parse(body) as { query: string }).query : '';
  switch (/^\s*(?:query|mutation)\s+(\w+)/.exec(text)?.[1]) {
    case 'countOrders':
      return Response.json({ data: { ordersCount: { count: ORDERS } } });
    case 'runBulk': {
      const id = `gid://shopify/BulkOperation/${body.includes('lineItems') ? 1 : 2}`;
      return Response.json({ data: { bulkOperationRunQuery: { bulkOperation: bulk(id, 'CREATED', null), userErrors: [] } } });
    }
    case 'getBulk': {
      const { variables } = JSON.parse(body) as { variables: { id: string } };
      const url = variables.id.endsWith('/1') ? `https://${BULK_HOST}/orders.jsonl` : null;
      return Response.json({ data: { bulkOperation: bulk(variables.id, 'COMPLETED', url) } });
    }
    default:
      return fake.fetch(new Request(`https://${host}${pathname}${search}`, { method: request.method, headers: request.headers, body }));
  }
}

function bulk(id: string, status: string, url: string | null) {
  return { id, status, errorCode: null, rootObjectCount: '0', url };
}

async function close(server: ServerType): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  if ('closeAllConnections' in server) server.closeAllConnections();
  await closed;
}
