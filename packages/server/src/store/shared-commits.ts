import { setImmediate as nextTurn } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';
import type { Store } from './store.ts';

type Work = (trx: Transaction<Schema>) => Promise<unknown>;
interface Waiting {
  work: Work;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

/** A turn of the event loop this short did nothing else of note. */
const IDLE_TURN_MS = 0.1;
/** The most transactions that wait for one commit, and how long the first of them may be kept waiting for it. */
const MOST = 20;
const MOST_MS = 10;

/**
 * SQLite runs one transaction at a time and waits for the disk at each commit. Transactions that queue up meanwhile
 * share the next commit: each runs in a savepoint of its own, so that one that fails undoes and rejects itself alone,
 * and none resolves before the common commit is on disk.
 */
export function createSharedCommits(db: Kysely<Schema>, database: Database.Database): Store['transaction'] {
  const savepoint = database.prepare('savepoint own');
  const undo = database.prepare('rollback to own');
  const release = database.prepare('release own');
  const waiting: Waiting[] = [];
  let running = false;

  const runOne = async (trx: Transaction<Schema>, { work, resolve, reject }: Waiting): Promise<(() => void) | undefined> => {
    savepoint.run();
    try {
      const value = await work(trx);
      release.run();
      return () => resolve(value);
    } catch (error) {
      reject(error);
      // SQLite has undone the whole transaction itself (a full disk): everyone in it fails, and hears why.
      if (!database.inTransaction) throw error;
      undo.run();
      release.run();
      return undefined;
    }
  };

  const runTogether = async (): Promise<void> => {
    const taken: Waiting[] = [];
    let begun = false;
    const resolves: (() => void)[] = [];
    const until = performance.now() + MOST_MS;
    try {
      await db.transaction().execute(async (trx) => {
        begun = true;
        while (waiting.length > 0 && taken.length < MOST) {
          const next = waiting.shift() as Waiting;
          taken.push(next);
          const resolve = await runOne(trx, next);
          if (resolve !== undefined) resolves.push(resolve);
          if (waiting.length === 0) await moreOrIdle(waiting, until);
        }
      });
    } catch (error) {
      // Where none could begin (locked by another process, closed), whoever waits must hear it instead of waiting on.
      if (!begun) taken.push(...waiting.splice(0));
      taken.forEach(({ reject }) => reject(error));
      return;
    }
    resolves.forEach((resolve) => resolve());
  };

  const runAll = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0) await runTogether();
    running = false;
  };

  return <T>(work: (trx: Transaction<Schema>) => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      waiting.push({ work, resolve: resolve as (value: unknown) => void, reject });
      if (!running) void runAll();
    });
}

/** While there is other work to do the commit can wait for more to join it; it must not keep an idle process waiting. */
async function moreOrIdle(waiting: Waiting[], until: number): Promise<void> {
  for (let before = performance.now(); waiting.length === 0 && before < until;) {
    await nextTurn();
    const now = performance.now();
    if (now - before < IDLE_TURN_MS) return;
    before = now;
  }
}
