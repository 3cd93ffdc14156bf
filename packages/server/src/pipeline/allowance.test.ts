import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OpenConnection } from '../delivery/connections.ts';
import { openStore } from '../store/open.ts';
import { takeTokens } from '../store/outbox/index.ts';
import type { Store } from '../store/store.ts';
import { createCallAllowance } from './allowance.ts';

const limits = [{ scope: 'crm:account:1', max: 2, windowMs: 1000, perCall: true as const }];
const connection = { definition: { title: 'CRM' }, limits } as unknown as OpenConnection;
const CALL = { method: 'GET', path: '/contacts' };
const NOW = 1_800_000_000_000;

let folder: string;
let store: Store;
let now: number;
let waited: number[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handoff-test-'));
  store = await openStore({ databaseUrl: undefined, sqliteFile: join(folder, 'handoff.sqlite') });
  now = NOW;
  waited = [];
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

/** Time passes as soon as somebody waits. */
const clock = {
  now: () => now,
  after: (ms: number, work: () => void) => {
    waited.push(ms);
    now += ms;
    queueMicrotask(work);
    return () => undefined;
  },
};
const rest = { settler: { deferred: () => Promise.resolve() }, cutOff: new AbortController().signal };
const allow = (deliveries: number, endBy?: number) => createCallAllowance({ store, clock, ...rest }, connection, { deliveries, endBy });
const claimOne = () => store.transaction((trx) => takeTokens(trx, limits, 1, now));

test('every call beyond the first waits for its own place in the limit', async () => {
  await claimOne();
  const allowance = allow(1);
  for (let call = 0; call < 4; call += 1) await allowance.turn(CALL);
  expect(waited).toEqual([500, 500, 500]);
});

test('what a batch did not call is there for the next claim', async () => {
  await claimOne();
  const allowance = allow(1);
  await allowance.done();
  expect((await claimOne()).granted).toBe(1);
});

test('a call whose turn would come too late is not made, and says when to come back', async () => {
  await claimOne();
  const allowance = allow(1, NOW + 300);
  await allowance.turn(CALL);
  await expect(allowance.turn(CALL)).rejects.toMatchObject({ classification: { kind: 'retry', code: 'rate_limited', afterMs: 500 } });
  expect(waited).toEqual([]);
});

test('nobody waits for a turn while the process ends', async () => {
  await claimOne();
  const end = new AbortController();
  const standing = { now: () => now, after: () => () => undefined };
  const parts = { ...rest, store, clock: standing, cutOff: end.signal };
  const allowance = createCallAllowance(parts, connection, { deliveries: 1, endBy: undefined });
  await allowance.turn(CALL);
  const turn = allowance.turn(CALL);
  end.abort();
  await expect(turn).resolves.toBeUndefined();
});

test('what a vendor that prices its calls was not paid is there for others', async () => {
  const price = ({ method }: { method: string }) => (method === 'GET' ? 1 : 5);
  const day = [{ scope: 'crm:company:1', max: 20, windowMs: 86_400_000, cost: 10, price }];
  const priced = { definition: { title: 'CRM' }, limits: day } as unknown as OpenConnection;
  const claim = () => store.transaction((trx) => takeTokens(trx, day, 1, now));
  await claim();
  await claim();
  expect((await claim()).granted).toBe(0);
  const cheap = createCallAllowance({ store, clock, ...rest }, priced, { deliveries: 2, endBy: undefined });
  await cheap.turn({ method: 'GET', path: '/search' });
  await cheap.turn({ method: 'POST', path: '/persons' });
  await cheap.done();
  // Six of twenty were spent.
  expect((await claim()).granted).toBe(1);
  expect((await claim()).granted).toBe(0);
  expect(waited).toEqual([]);
});
