import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { schemaAvailable } from '@handoff/shopify-app/testing';
import type { Hono } from 'hono';
import buildPanel from '../../../../e2e/shopify/support/global-setup.ts';
import { pageScripts } from '../../../../e2e/shopify/support/scripts.ts';
import { createShopHarness, type HandTurnedClock, ORIGIN } from '../../../shopify-app/testing/harness.ts';
import { systemClock } from '../../src/observe/clock.ts';
import type { Voice } from '../voice.ts';
import { createAdmin, createAppFront } from './admin.ts';
import { fillPast } from './past.ts';

const PANEL = new URL('../../../shopify-app/dist/panel/manifest.json', import.meta.url);
const DELIVER_EVERY_MS = 500;

/** Time goes by itself here; nobody turns it. */
const liveClock: HandTurnedClock = {
  ...systemClock,
  set: () => {
    throw new Error('This clock is not turned by hand.');
  },
  advance: () => {
    throw new Error('This clock is not turned by hand.');
  },
};

/** `npm run demo -- shopify`: the app in a fake Shopify admin on this machine, for people to click through. */
export async function runShopifyDemo(voice: Voice): Promise<void> {
  if (!(await schemaAvailable())) {
    voice.say('This demo needs Shopify’s Admin schema, and it could not be fetched. Connect to the npm registry once, then try again.');
    process.exitCode = 1;
    return;
  }
  if (!existsSync(PANEL)) {
    voice.say('Building the panel …');
    await buildPanel();
  }
  const scripts = await pageScripts();
  const harness = await createShopHarness({ clock: liveClock });
  fillPast(harness.shop, Date.now());
  harness.shop.install();

  const admin = await listen(createAdmin(harness, scripts, () => front.origin));
  const front = await listen(createAppFront({ fetch: harness.fetch, mountedAt: ORIGIN }, scripts, () => admin.origin));
  harness.runtime.worker.start();
  harness.worker.start();
  const leaving = new AbortController();
  const delivering = deliver(harness.fake, leaving.signal);

  voice.say(
    voice.style('bold', 'Handoff in a Shopify admin that stands on this machine'),
    `  The app     ${admin.origin}/ (in German: ?locale=de)`,
    `  Play shop   ${admin.origin}/shop: let orders happen, lose webhooks, see what HubSpot holds`,
    '',
    '  Open a workspace, connect HubSpot with the token pat-eu1-12345678, publish a flow, then let somebody buy tea.',
    '  HubSpot is a stand-in, and so are App Bridge and Polaris: inside Shopify they look as Shopify has them.',
    '  Nothing leaves this machine. Ctrl-C stops everything.',
  );
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve()).once('SIGTERM', () => resolve());
  });
  leaving.abort();
  await delivering;
  await Promise.all([admin.close(), front.close()]);
  await harness.close();
}

async function deliver(fake: { deliverDue: () => Promise<unknown> }, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await fake.deliverDue();
    await sleep(DELIVER_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function listen(app: Hono): Promise<{ origin: string; close: () => Promise<void> }> {
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0, overrideGlobalObjects: false });
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}
