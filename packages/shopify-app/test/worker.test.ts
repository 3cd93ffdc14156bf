import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AppWorker, createWorker, type Task } from '../src/worker.ts';
import { createTestParts, type TestParts } from './support/store.ts';

let test: TestParts;
let worker: AppWorker | undefined;
beforeEach(async () => {
  test = await createTestParts();
});
afterEach(async () => {
  vi.useRealTimers();
  await worker?.stop();
  await test.close();
});

/** A task with a list of work, and a promise of the moment when all of it was done. */
function list(name: string, work: (() => void | Promise<void>)[]): Task & { done: Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return {
    name,
    done: promise,
    run: async () => {
      const next = work.shift();
      if (next === undefined) return { did: 0, nextAt: undefined };
      await next();
      if (work.length === 0) resolve();
      return { did: 1, nextAt: undefined };
    },
  };
}

const times = (count: number, note: string[], name: string) => Array.from({ length: count }, () => () => void note.push(name));

describe('draining', () => {
  it('goes on until no task has anything left, also what one makes for another', async () => {
    const seen: string[] = [];
    const second: (() => void)[] = [];
    const tasks = [
      list('second', second),
      list('first', [() => void second.push(() => void seen.push('made by the first')), ...times(2, seen, 'first')]),
    ];
    await createWorker(test.parts, () => tasks).drain();
    expect(seen.toSorted()).toEqual(['first', 'first', 'made by the first']);
  });

  it('does the others where one fails, and logs that', async () => {
    const seen: string[] = [];
    const broken: Task = { name: 'broken', run: () => Promise.reject(new Error('out of order')) };
    await createWorker(test.parts, () => [broken, list('other', times(2, seen, 'other'))]).drain();
    expect(seen).toEqual(['other', 'other']);
    expect(test.logs).toContainEqual(expect.objectContaining({ level: 'error', fields: { task: 'broken', error: 'out of order' } }));
  });
});

describe('running', () => {
  it('does not let a long task keep a short one waiting', async () => {
    const long = Promise.withResolvers<void>();
    const seen: string[] = [];
    const short = list('short', times(3, seen, 'short'));
    const slow = list('long', [() => long.promise.then(() => void seen.push('long'))]);
    worker = createWorker(test.parts, () => [slow, short]);
    worker.start();
    await short.done;
    long.resolve();
    await slow.done;
    expect(seen).toEqual(['short', 'short', 'short', 'long']);
  });

  it('wakes for work that comes while it sleeps, without waiting for the poll', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const work: (() => void)[] = [];
    const seen: string[] = [];
    const task = list('task', work);
    worker = createWorker(test.parts, () => [task]);
    worker.start();
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1), { timeout: 30_000 });
    work.push(() => void seen.push('woken'));
    worker.wake();
    await vi.advanceTimersByTimeAsync(50);
    await task.done;
    expect(seen).toEqual(['woken']);
  });

  it('waits for what is under way when it stops, and begins nothing more', async () => {
    const begun = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    const seen: string[] = [];
    const hold = async () => {
      begun.resolve();
      await held.promise;
      seen.push('held');
    };
    worker = createWorker(test.parts, () => [list('task', [hold, ...times(1, seen, 'after')])]);
    worker.start();
    await begun.promise;
    const stopped = worker.stop().then(() => void seen.push('stopped'));
    worker.wake();
    held.resolve();
    await stopped;
    expect(seen).toEqual(['held', 'stopped']);
  });
});
