import { afterEach, beforeEach, describe, expect, inject, it, test, vi } from 'vitest';
import { createDatabase } from '../../test/support/postgres.ts';
import { systemClock, type Clock } from '../observe/clock.ts';
import { silentLogger } from '../observe/logger.ts';
import { openStoreAsItIs } from './open.ts';
import { shareClock } from './shared-clock.ts';
import type { Store } from './store.ts';

const admin = inject('postgresUrl');
/** Far less than the clocks of these tests are apart. */
const CLOSE_MS = 5000;

test.skipIf(admin !== undefined)('PostgreSQL is not installed: the tests of the time servers share are skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

describe.skipIf(admin === undefined)('the time that servers of one PostgreSQL have', () => {
  let store: Store;
  /** How far the clock of this machine is ahead. */
  let ahead: number;
  let minute: (() => void) | undefined;
  const own: Clock = {
    now: () => Date.now() + ahead,
    after: (_, work) => {
      minute = work;
      return () => void (minute = undefined);
    },
  };
  const off = (clock: Clock) => Math.abs(clock.now() - Date.now());

  beforeEach(async () => {
    minute = undefined;
    store = await openStoreAsItIs({ databaseUrl: await createDatabase(admin as string), sqliteFile: '' });
  });
  afterEach(() => store.close());

  it.each([30_000, -30_000, 240_000])('is the database’s for one whose clock is %d ms ahead', async (ms) => {
    ahead = ms;
    expect(off(await shareClock(store, own, silentLogger))).toBeLessThan(CLOSE_MS);
  });

  it('is each one’s own where they are more than five minutes apart, and the log says so', async () => {
    ahead = 600_000;
    const warn = vi.fn<(facts: object, message: string) => void>();
    const clock = await shareClock(store, own, { ...silentLogger, warn });
    expect(clock.now() - Date.now()).toBeGreaterThan(ahead - CLOSE_MS);
    expect(warn).toHaveBeenCalledWith(expect.anything(), expect.stringContaining('set both by NTP'));
  });

  it('follows a clock that is set while the server runs, and stays as it was while the database is down', async () => {
    let down = false;
    const reached = {
      engine: 'postgres',
      get db() {
        if (down) throw new Error('connection refused');
        return store.db;
      },
    } as Store;
    const nextLook = async () => {
      const look = minute;
      minute = undefined;
      look?.();
      await vi.waitFor(() => expect(minute).toBeDefined());
    };
    ahead = 0;
    const clock = await shareClock(reached, own, silentLogger);
    ahead = 60_000;
    expect(off(clock)).toBeGreaterThan(ahead - CLOSE_MS);
    await nextLook();
    expect(off(clock)).toBeLessThan(CLOSE_MS);
    down = true;
    await nextLook();
    expect(off(clock)).toBeLessThan(CLOSE_MS);
  });

  it('is looked at no more once the server has stopped', async () => {
    ahead = 0;
    const clock = await shareClock(store, own, silentLogger);
    expect(minute).toBeDefined();
    clock.stop();
    expect(minute).toBeUndefined();
  });
});

it('is its own for the one server of a SQLite file', async () => {
  const clock = await shareClock({ engine: 'sqlite' } as Store, systemClock, silentLogger);
  expect(clock.now).toBe(systemClock.now);
});
