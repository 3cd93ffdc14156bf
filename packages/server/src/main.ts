import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { createApp } from './app.ts';
import { withShedding } from './http/shed.ts';
import { type Config, readConfig } from './config/config.ts';
import { createGuardedFetch, type GuardedFetch } from './destinations/kit/guard.ts';
import { destinations } from './destinations/registry.ts';
import { systemClock } from './observe/clock.ts';
import { createLagMeter } from './observe/lag.ts';
import { createLogger, type Logger } from './observe/logger.ts';
import { openTracing } from './observe/tracing.ts';
import { createRuntime, LONGEST_CALL_MS, type Runtime } from './runtime.ts';
import { createShopifyFetch } from './shopify/fetch.ts';
import { mountShopify } from './shopify/mount.ts';
import { traceLost } from './pipeline/trace-ends.ts';
import { createStandaloneShopify } from './shopify/standalone.ts';
import { loadKeyring } from './secrets/load-keys.ts';
import { openStore } from './store/open.ts';
import { reclaimExpired } from './store/outbox/index.ts';
import { shareClock } from './store/shared-clock.ts';
import { ownSqlite } from './store/sqlite-owner.ts';
import { VERSION } from './version.ts';

/** A server that is open but may not listen: commands use its verbs, `serve` also its port. */
export interface Opened extends Runtime {
  config: Config;
  logger: Logger;
  close: () => Promise<void>;
}

/** Reads the environment and opens the store. */
export async function open(env: Record<string, string | undefined> = process.env, publicUrl?: () => string): Promise<Opened> {
  const config = readConfig(env);
  const logger = createLogger(config.logLevel);
  const keyring = await loadKeyring(config);
  const store = await openStore(config);
  const clock = await shareClock(store, systemClock, logger);
  const fetch = createGuardedFetch({ allowPrivate: config.allowPrivateDestinations });
  const tracing = await openTracing(config, logger, VERSION);
  const runtime = await createRuntime({
    store,
    keyring,
    config,
    clock,
    logger,
    destinations,
    fetch,
    tracing,
    version: VERSION,
    publicUrl: publicUrl ?? (() => config.publicUrl ?? localUrl(config.host, config.port)),
  }).catch(async (error: unknown) => {
    clock.stop();
    await store.close();
    throw error;
  });
  return {
    ...runtime,
    config,
    logger,
    close: async () => {
      await Promise.all([runtime.worker, runtime.waker, ...runtime.chores].map((worker) => worker.stop()));
      clock.stop();
      await fetch.close();
      await store.close();
      await tracing.close();
    },
  };
}

export interface Listening extends Opened {
  /** Where it listens; with port 0, the port the system gave. */
  url: string;
  /**
   * Ends in order: not ready and claiming nothing more; with `drain`, serving on until proxies have noticed; then
   * listening ends, what is under way may come to its end, and what does not is let go of.
   */
  close: (how?: { drain: boolean }) => Promise<void>;
}

/** For requests and calls under way, once listening has ended: a call ends by itself within that time, and what became of it is kept. */
const END_MS = LONGEST_CALL_MS + 2000;
/** Longer than proxies keep their idle connections (nginx 60 s), so that it is they who close them and never send into a closed one. */
const KEEP_ALIVE_MS = 75_000;

/** Opens, listens and works. */
export async function listen(env: Record<string, string | undefined> = process.env): Promise<Listening> {
  return listenWith(env, async (opened) => {
    const app = createApp(opened.deps);
    const fetch = createShopifyFetch(opened.config);
    const shopify = await mountShopify(app, opened.deps, fetch);
    return {
      app,
      fetch,
      workers: [
        opened.worker,
        ...opened.chores,
        ...(opened.config.wakeSites ? [opened.waker] : []),
        ...(shopify === undefined ? [] : [shopify]),
      ],
    };
  });
}

/** Opens and listens for Shopify alone: the app, for shops that hand over to a Handoff server elsewhere. */
export async function listenForShopify(env: Record<string, string | undefined> = process.env): Promise<Listening> {
  return listenWith(env, async (opened) => {
    const fetch = createShopifyFetch(opened.config);
    const { app, worker } = await createStandaloneShopify(opened.deps, fetch);
    return { app, fetch, workers: [worker] };
  });
}

interface Served {
  app: Hono;
  /** The way to Shopify; closed at the end. */
  fetch: GuardedFetch;
  workers: { start: () => void; stop: () => Promise<void> }[];
}

async function listenWith(env: Record<string, string | undefined>, make: (opened: Opened) => Promise<Served>): Promise<Listening> {
  let address: AddressInfo | undefined;
  const opened = await open(env, () => opened.config.publicUrl ?? localUrl(opened.config.host, address?.port ?? 0));
  const { config, logger } = opened;
  const { readiness } = opened.deps;
  /** What is open, in the order in which it is closed: at the end, or where this server comes to nothing before it listens. */
  const ends: (() => unknown)[] = [opened.close];
  const closeAll = async () => {
    for (const end of ends) await end();
  };
  try {
    ends.push(own(opened));
    await takeOver(opened);
    const { app, fetch, workers } = await make(opened);
    ends.unshift(fetch.close);
    const lag = createLagMeter();
    ends.unshift(lag.stop);
    const server = serve({
      fetch: withShedding(app.fetch, { limits: config, lagMs: lag.lagMs, logger }),
      hostname: config.host,
      port: config.port,
      overrideGlobalObjects: false,
      serverOptions: { keepAliveTimeout: KEEP_ALIVE_MS },
    });
    server.prependListener('request', (_: unknown, response: ServerResponse) => {
      if (readiness.draining()) response.setHeader('connection', 'close');
    });
    await new Promise<void>((resolve, reject) => {
      server.once('listening', resolve);
      server.once('error', reject);
    });
    address = server.address() as AddressInfo;
    if (config.worker) workers.forEach((worker) => worker.start());
    return {
      ...opened,
      url: localUrl(config.host, address.port),
      close: async (how) => {
        readiness.drain();
        const idle = Promise.all(workers.map((worker) => worker.stop()));
        if (how?.drain === true && config.drainMs > 0) {
          logger.info({ seconds: config.drainMs / 1000 }, 'told to stop: not ready from now on, still serving');
          await pause(config.drainMs);
        }
        const closed = new Promise<void>((resolve) => server.close(() => resolve()));
        if ('closeIdleConnections' in server) server.closeIdleConnections();
        const ended = new AbortController();
        const late = pause(END_MS, undefined, { signal: ended.signal }).catch(() => undefined);
        await Promise.race([closed, late]);
        if ('closeAllConnections' in server) server.closeAllConnections();
        await Promise.race([idle, late]);
        ended.abort();
        await letGoOf(opened);
        await closeAll();
      },
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** Of what is still under way (an operation of many calls) the outcome counts as unknown, as after a crash. */
async function letGoOf({ letGo, logger }: Opened): Promise<void> {
  try {
    const count = await letGo();
    if (count > 0) logger.warn({ count }, 'deliveries that no call was made for were given back to other servers');
  } catch (error) {
    logger.warn({ error: String(error) }, 'what is leased could not be given back; it goes on when its lease runs out');
  }
}

/** On SQLite this is the only server. Answers what gives that up again. */
function own({ deps, config }: Opened): () => void {
  return deps.store.engine === 'sqlite' ? ownSqlite(config.sqliteFile) : () => {};
}

/** As the only server: whatever is leased was left by one that ended, and what it had begun no call for goes on at once. */
async function takeOver(opened: Opened): Promise<void> {
  const { store, clock } = opened.deps;
  if (store.engine !== 'sqlite') return;
  const lost = await reclaimExpired(store, clock.now(), { all: true });
  if (lost.length > 0) opened.logger.warn({ count: lost.length }, 'deliveries taken back from a server that ended without settling them');
  await traceLost({ db: store.db, tracing: opened.deps.tracing }, lost, clock.now());
}

function localUrl(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
