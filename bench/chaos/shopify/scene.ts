import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, type ClientOf, createClient, createClientOf } from '@handoff/shared/api';
import { createHubspotTwin, type HubspotTwin } from '../../../packages/server/src/destinations/hubspot/twin/index.ts';
import { shopEndpoints } from '../../../packages/shopify-app/src/panel-api/index.ts';
import { createFakeShopify, type FakeShop, type FakeShopify } from '../../../packages/shopify-app/testing/index.ts';
import { root } from '../../lib/build.ts';
import { type Server, startServer } from '../../lib/children.ts';
import { clockOfFile } from '../../lib/clock-of-file.ts';
import { serveOnLoopback } from '../lib/loopback.ts';
import { chaosEnv, operatorToken } from '../server/setup.ts';
import { flowsTo, OWN_PROPERTIES } from './flows.ts';

/** A real server process with the Shopify app in it, a shop at a fake Shopify before it and a CRM behind it. */
export interface Scene {
  fake: FakeShopify;
  hubspot: HubspotTwin;
  client: Client;
  panel: ClientOf<typeof shopEndpoints>;
  workspaceId: string;
  /** Where the server keeps its data. */
  sqliteFile: string;
  now: () => number;
  /** Lets time pass for everyone at once (ms). */
  pass: (ms: number) => Promise<void>;
  /** `kill -9`, and a new process on the same data and port. */
  kill: () => Promise<void>;
  close: () => Promise<void>;
}

const API_KEY = '0123456789abcdef0123456789abcdef';
const API_SECRET = 'shpss_chaos_0123456789abcdef';
/** Shopify waits no longer for an answer. */
const WEBHOOK_TIMEOUT_MS = 5000;
/** The server looks at its shifted clock more often than this. */
const CLOCK_SETTLES_MS = 60;

/** `givePast` fills the shop before the app comes. */
export async function openScene(seed: number, givePast: (shop: FakeShop, now: number) => void): Promise<Scene> {
  const dataDir = await mkdtemp(join(tmpdir(), 'handoff-chaos-shopify-'));
  const shiftFile = join(dataDir, 'clock-shift');
  let shift = 0;
  writeFileSync(shiftFile, '0');
  const now = () => Date.now() + shift;
  const pass = async (ms: number) => {
    shift += Math.round(ms);
    writeFileSync(shiftFile, String(shift));
    await sleep(CLOCK_SETTLES_MS);
  };

  let server: Server | undefined;
  let url = '';
  const fake = createFakeShopify({
    clock: { now },
    seed,
    app: {
      apiKey: API_KEY,
      apiSecret: API_SECRET,
      url: () => `${url}/shopify`,
      fetch: (request) => fetch(new Request(request, { signal: AbortSignal.timeout(WEBHOOK_TIMEOUT_MS) })),
    },
  });
  const shopify = await serveOnLoopback((request) => {
    const { pathname, search } = new URL(request.url);
    return fake.fetch(new Request(`https://${request.headers.get('x-forwarded-host')}${pathname}${search}`, request));
  });
  let hubspot: HubspotTwin | undefined;
  const crm = await serveOnLoopback((request) => (hubspot as HubspotTwin).fetch(request));
  hubspot = createHubspotTwin({ now, origin: crm.origin, properties: OWN_PROPERTIES });

  const clock = clockOfFile(shiftFile);
  const env = {
    ...chaosEnv({ dataDir }),
    ...clock.env,
    HANDOFF_SHOPIFY_API_KEY: API_KEY,
    HANDOFF_SHOPIFY_API_SECRET: API_SECRET,
    HANDOFF_SHOPIFY_WORKSPACES: 'open',
    HANDOFF_SHOPIFY_BASE_URL: shopify.origin,
  };
  const start = async (port: string) => {
    const args = ['--conditions=source', ...clock.args, `${root}packages/server/src/cli/main.ts`, 'serve'];
    server = await startServer(args, { ...env, HANDOFF_PORT: port });
    url = server.url;
  };
  const close = async () => {
    await server?.stop();
    await Promise.all([shopify.close(), crm.close()]);
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const token = await operatorToken({ dataDir });
    await start('0');
    const client = createClient({ baseUrl: url, token: () => token });
    const panel = createClientOf(shopEndpoints, { baseUrl: `${url}/shopify/api`, token: () => fake.shop.sessionToken() });
    givePast(fake.shop, now());
    fake.shop.install();
    const { link } = await panel('openWorkspace', { body: {} });
    const workspaceId = link?.workspaceId ?? '';
    await connectCrm(client, workspaceId, crm.origin);
    return {
      fake,
      hubspot,
      client,
      panel,
      workspaceId,
      sqliteFile: join(dataDir, 'handoff.sqlite'),
      now,
      pass,
      kill: async () => {
        process.kill(-(server as Server).pid, 'SIGKILL');
        await server?.stop();
        await start(new URL(url).port);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function connectCrm(client: Client, workspaceId: string, origin: string): Promise<void> {
  const params = { workspaceId };
  const { id } = await client('createConnection', {
    params,
    body: {
      destination: 'hubspot',
      name: 'HubSpot',
      settings: { accessToken: 'pat-eu1-12345678', callsPer10Seconds: 250 },
      baseUrl: origin,
    },
  });
  for (const [name, spec] of Object.entries(flowsTo(id))) {
    const { id: flowId } = await client('createFlow', { params, body: { name, spec } });
    await client('publishFlow', { params: { workspaceId, flowId } });
  }
}
