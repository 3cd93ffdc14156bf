import type { Transaction } from 'kysely';
import type { Schema } from './schema.ts';
import type { Store } from './store.ts';

/**
 * The store as it looks inside a transaction: verbs that are handed it become part of that transaction instead
 * of opening their own, so that several of them hold together or not at all. Wake workers after the commit.
 */
export function within(store: Store, trx: Transaction<Schema>): Store {
  return { ...store, db: trx, transaction: (work) => work(trx), wake: () => {} };
}
