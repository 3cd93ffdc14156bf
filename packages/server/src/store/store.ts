import type { Kysely, Transaction } from 'kysely';
import type { Engine } from './engine.ts';
import type { Schema } from './schema.ts';

/** An open store: what everything above it is written against. */
export interface Store {
  engine: Engine;
  db: Kysely<Schema>;
  /** Runs `work` in one transaction; on PostgreSQL a deadlock or serialization failure runs it again. */
  transaction: <T>(work: (trx: Transaction<Schema>) => Promise<T>) => Promise<T>;
  /** Takes a row lock for the transaction. On SQLite the whole file is locked already. False: another holds it. */
  lockRow: (trx: Transaction<Schema>, table: 'workspaces' | 'connections', id: string) => Promise<boolean>;
  /** Tells workers, of other processes too, that there may be work. */
  wake: () => void;
  /** Calls `listener` on every wake; polling remains the truth. */
  onWake: (listener: () => void) => () => void;
  /**
   * Gives a little of the disk back that deleted rows left free, where that is much of the file. Answers whether there is more.
   * PostgreSQL does so by itself.
   */
  returnSpace: () => Promise<boolean>;
  /** Rejects where the database does not answer. */
  ping: () => Promise<void>;
  /** A consistent copy while running (SQLite); PostgreSQL has its own tools. */
  backup: (file: string) => Promise<void>;
  close: () => Promise<void>;
}
