import type { Socket } from 'node:net';
import { Kysely, sql } from 'kysely';
import pg from 'pg';
import { UnsafeEngineError } from './engine.ts';
import { TextSafeDialect } from './postgres-text.ts';
import type { Schema } from './schema.ts';
import type { Store } from './store.ts';

/** The type number of bigint; `pg_type.oid` never changes. */
const INT8 = 20;
const CHANNEL = 'handoff_wake';
const RETRYABLE = new Set(['40P01', '40001']);
const MAX_TRIES = 8;
const RECONNECT_MS = 1000;

/** bigint columns hold counts and epoch milliseconds, all far below 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** How long to wait for a connection. */
const CONNECT_MS = 5000;
/** How long to wait for a goodbye. */
const CLOSE_MS = 1000;
/**
 * A transaction in which nothing happens for so long belongs to a server that cannot be reached any more. Its locks stop the
 * others: what it was keeping, senders bring to them, and there the same key waits for this transaction to end.
 */
const ABANDONED_MS = 5000;

interface PostgresOptions {
  poolSize?: number;
  /** After how long without a word in the middle of work a connection counts as cut; undefined: never, for work that takes long. */
  silentMs?: number;
  onError?: (error: Error) => void;
}

/** Opens the shared store. Refuses a server that would lose acknowledged events when it crashes. */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Store> {
  const { silentMs } = options;
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolSize ?? 10,
    types,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_MS,
    idle_in_transaction_session_timeout: ABANDONED_MS,
  });
  pool.on('error', (error) => options.onError?.(error));
  pool.on('connect', (client) => {
    // The pool listens only to idle clients. One that breaks between two queries of a transaction would end the process.
    client.on('error', (error) => options.onError?.(error));
    if (silentMs !== undefined) endWhenSilent(client, silentMs);
  });
  const db = new Kysely<Schema>({ dialect: new TextSafeDialect({ pool }) });
  const wakes = await assertSettings(db)
    .then(() => listen(url, options.onError))
    .catch(async (error: unknown) => {
      await db.destroy();
      throw error;
    });

  return {
    engine: 'postgres',
    db,
    transaction: async (work) => {
      for (let tries = 1; ; tries += 1) {
        try {
          return await db.transaction().execute(work);
        } catch (error) {
          if (tries >= MAX_TRIES || !RETRYABLE.has((error as { code?: string }).code ?? '')) throw error;
        }
      }
    },
    lockRow: async (trx, table, id) => {
      const row = await trx.selectFrom(table).select('id').where('id', '=', id).forUpdate().skipLocked().executeTakeFirst();
      return row !== undefined;
    },
    wake: wakes.notify,
    onWake: wakes.subscribe,
    returnSpace: () => Promise.resolve(false),
    ping: async () => void (await sql`select 1`.execute(db)),
    backup: () => Promise.reject(new Error('PostgreSQL is backed up with its own tools: pg_dump, or your provider’s snapshots.')),
    close: async () => {
      await wakes.close();
      await db.destroy();
    },
  };
}

/** A cut cable refuses nothing: without this, whoever waits for an answer would wait for ever. */
function endWhenSilent(client: pg.ClientBase, afterMs: number): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  const error = Object.assign(new Error(`PostgreSQL said nothing for ${afterMs} ms.`), { code: 'ETIMEDOUT' });
  stream.setTimeout(afterMs, () => stream.destroy(error));
}

/** LISTEN on a connection of its own, remade when it breaks; NOTIFY at most once per turn of the event loop. */
async function listen(url: string, onError?: (error: Error) => void) {
  const listeners = new Set<() => void>();
  let client: pg.Client | undefined;
  let closed = false;
  let notifying = false;

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url });
    next.on('notification', () => listeners.forEach((listener) => listener()));
    next.on('error', (error) => {
      onError?.(error);
      if (client !== next) return;
      client = undefined;
      reconnectSoon();
    });
    try {
      await next.connect();
      await next.query(`listen ${CHANNEL}`);
    } catch (error) {
      void next.end().catch(() => undefined);
      throw error;
    }
    if (closed) return next.end();
    client = next;
  };
  /** Until the database is back: one that restarts is away for longer than a try. */
  const reconnectSoon = (): void => {
    if (closed) return;
    const retry = (error: Error): void => {
      onError?.(error);
      reconnectSoon();
    };
    setTimeout(() => void connect().catch(retry), RECONNECT_MS).unref();
  };
  await connect();

  return {
    notify: () => {
      listeners.forEach((listener) => listener());
      if (notifying) return;
      notifying = true;
      setImmediate(() => {
        const told = client?.query(`notify ${CHANNEL}`) ?? Promise.resolve();
        told.catch(() => undefined).finally(() => (notifying = false));
      });
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: async () => {
      closed = true;
      if (client === undefined) return;
      endWhenSilent(client, CLOSE_MS);
      await client.end();
    },
  };
}

async function assertSettings(db: Kysely<Schema>): Promise<void> {
  const settings = await sql<{ name: string; setting: string }>`
    select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'server_version_num')
  `.execute(db);
  const value = (name: string) => settings.rows.find((row) => row.name === name)?.setting;
  for (const name of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    if (value(name) === 'off') {
      throw new UnsafeEngineError(`This PostgreSQL runs with ${name}=off and would lose accepted events in a crash. Turn it on.`);
    }
  }
  if (Number(value('server_version_num')) < 140000) throw new UnsafeEngineError('Handoff needs PostgreSQL 14 or newer.');
}
