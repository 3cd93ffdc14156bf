import type { endpoints } from '@handoff/shared/api';
import type { Context } from 'hono';
import type { Kysely, Transaction } from 'kysely';
import type { z } from 'zod';
import type { ShopifyTables } from './store/tables.ts';

/** What the app needs from the house it runs in. The server hands these in; the app imports nothing of the server. */
export interface ShopifyPorts {
  store: ShopifyStore;
  seal: Sealer;
  companion: Companion;
  clock: { now: () => number };
  logger: AppLogger;
  /** For calls to Shopify. The host guards it against private addresses. */
  fetch: (request: Request) => Promise<Response>;
  /** Makes a count of what comes under a key; `take` answers the seconds to wait, 0 where it was let in. */
  rateLimit: (allowed: { perMinute: number; burst: number }) => { take: (key: string) => number };
  /** The network address a request came from, to count by; undefined where it came over no network. */
  addressOf: (c: Context) => string | undefined;
}

/** Where the app's tables are (`store/migrations`). Times are epoch milliseconds, truth values 0 or 1, JSON is text. */
export interface ShopifyStore {
  engine: 'sqlite' | 'postgres';
  db: Kysely<ShopifyTables>;
  /** One transaction. Inside it only `trx` may be used: SQLite has one connection. */
  transaction: <T>(work: (trx: Transaction<ShopifyTables>) => Promise<T>) => Promise<T>;
  /**
   * Group commit: collects what comes within a moment and hands it to `flush` together. Each caller waits for its own
   * result; a flush that fails as a whole fails each of its callers.
   */
  batch: <Item, Result>(
    flush: (items: Item[]) => Promise<Result[]>,
    limits: { maxItems: number; maxWaitMs: number },
  ) => (item: Item) => Promise<Result>;
}

/** Seals secrets at rest. `open` rejects what was sealed with a key that is gone. */
export interface Sealer {
  seal: (text: string) => Promise<string>;
  open: (sealed: string) => Promise<string>;
}

/**
 * The companion server that maps, filters and pushes. The app talks to it as any paired site does: pairing by connection
 * code, signed events, panel calls with a 60-second token. Only the way there differs: in-process where the server
 * mounts the app, over the network where the app stands alone.
 */
export interface Companion {
  /** Its origin, as connection codes and tokens name it. */
  origin: () => string;
  fetch: (request: Request) => Promise<Response>;
  /** Opens a workspace for a shop that has none and answers a connection code for it. Absent where strangers may not. */
  openWorkspace?: (ask: { name: string; by: string }) => Promise<string>;
  /**
   * Erases what a shop handed over under a pairing that ended, a page a call; undefined where that source is not known. Absent
   * where the companion is another server: it takes no word of a source that was disconnected.
   */
  eraseLeft?: (ask: EraseLeft) => Promise<z.output<typeof endpoints.eraseSource.answer> | undefined>;
}

export interface EraseLeft {
  shop: string;
  workspaceId: string;
  sourceId: string;
  /** Undefined: all of it. */
  person: PersonThere | undefined;
  /** `next` of the page before. */
  before: number | undefined;
}

/** Who is meant, as the companion knows people. */
export interface PersonThere {
  email?: string;
  phone?: string;
  externalIds?: Record<string, string>;
}

export interface AppLogger {
  info: (fields: Record<string, unknown>, message: string) => void;
  warn: (fields: Record<string, unknown>, message: string) => void;
  error: (fields: Record<string, unknown>, message: string) => void;
}
