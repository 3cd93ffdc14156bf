import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import type { ShopifyConfig } from '../../src/config.ts';
import { createParts, type Parts } from '../../src/parts.ts';
import type { Sealer, ShopifyPorts, ShopifyStore } from '../../src/ports.ts';
import { addShopifyLeft, createShopifyTables, type ShopifyTables } from '../../src/store/index.ts';

export const SHOP = 'steep-and-co.myshopify.com';
export const CONFIG: ShopifyConfig = { apiKey: 'client-id', apiSecret: 'client-secret', appUrl: () => 'https://handoff.test/shopify' };

/** A clock that stands still until told otherwise. */
export interface TestClock {
  now: () => number;
  set: (at: number) => void;
  advance: (ms: number) => void;
}

export function createTestClock(start = Date.UTC(2026, 10, 21, 12)): TestClock {
  let now = start;
  return { now: () => now, set: (at) => void (now = at), advance: (ms) => void (now += ms) };
}

export interface TestParts {
  parts: Parts;
  ports: ShopifyPorts;
  store: ShopifyStore;
  clock: TestClock;
  /** What was logged, to look for what must not be there. */
  logs: { level: string; fields: Record<string, unknown>; message: string }[];
  close: () => Promise<void>;
}

/** The app's parts over SQLite in a folder of their own. No network: give `ports.fetch` and `ports.companion` where a test calls out. */
export async function createTestParts(
  given: { ports?: Partial<ShopifyPorts>; config?: Partial<ShopifyConfig>; clock?: TestClock } = {},
): Promise<TestParts> {
  const clock = given.clock ?? createTestClock();
  const { store, close } = await openTestStore();
  const logs: TestParts['logs'] = [];
  const log = (level: string) => (fields: Record<string, unknown>, message: string) => void logs.push({ level, fields, message });
  const ports: ShopifyPorts = {
    store,
    seal: createTestSealer(),
    companion: { origin: () => 'https://handoff.test', fetch: refuse },
    clock,
    logger: { info: log('info'), warn: log('warn'), error: log('error') },
    fetch: refuse,
    rateLimit: () => ({ take: () => 0 }),
    addressOf: () => undefined,
    ...given.ports,
  };
  return { parts: createParts(ports, { ...CONFIG, ...given.config }), ports, store, clock, logs, close };
}

/** The store alone. One connection, as the server's SQLite has: a transaction that uses `db` instead of `trx` hangs. */
export async function openTestStore(): Promise<{ store: ShopifyStore; close: () => Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'handoff-shopify-'));
  const database = new Database(join(directory, 'test.sqlite'));
  // Nobody pulls the plug of a test; waiting for the disk would be most of its time.
  database.pragma('synchronous = OFF');
  const db = new Kysely<ShopifyTables>({ dialect: new SqliteDialect({ database }) });
  await createShopifyTables(db as unknown as Kysely<never>, 'sqlite');
  await addShopifyLeft(db as unknown as Kysely<never>);
  return {
    store: { engine: 'sqlite', db, transaction: (work) => db.transaction().execute(work), batch: createTestBatch },
    close: async () => {
      await db.destroy();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Collects what one turn of the event loop brings. */
export const createTestBatch: ShopifyStore['batch'] = (flush, { maxItems }) => {
  type Item = Parameters<typeof flush>[0][number];
  type Result = Awaited<ReturnType<typeof flush>>[number];
  let waiting: { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }[] = [];
  const run = (): void => {
    const batch = waiting.splice(0, maxItems);
    if (waiting.length > 0) setImmediate(run);
    flush(batch.map(({ item }) => item)).then(
      (results) => batch.forEach(({ resolve }, index) => resolve(results[index] as Result)),
      (error: unknown) => batch.forEach(({ reject }) => reject(error)),
    );
  };
  return (item) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(run);
      waiting = [...waiting, { item, resolve, reject }];
    });
};

export function createTestSealer(): Sealer {
  const key = randomBytes(32);
  return {
    seal: (text) => {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Promise.resolve(Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url'));
    },
    open: async (text) => {
      const bytes = Buffer.from(text, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAuthTag(bytes.subarray(12, 28));
      return Promise.resolve(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8'));
    },
  };
}

function refuse(request: Request): Promise<Response> {
  return Promise.reject(new TypeError(`no network in this test: ${request.method} ${request.url}`));
}
