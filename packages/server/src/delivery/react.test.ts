import { expect, test } from 'vitest';
import { react, type ReactionInput } from './react.ts';

const NOW = 1_800_000_000_000;
const HOUR = 3_600_000;
const input: Omit<ReactionInput, 'classification'> = {
  tries: 1,
  triedForMs: 0,
  dedupe: 'keyed-upsert',
  canLookUp: false,
  retryUncertain: false,
  now: NOW,
};
const limited = (afterMs?: number) => ({
  kind: 'retry' as const,
  code: 'rate_limited',
  message: 'Slow down.',
  ...(afterMs === undefined ? {} : { afterMs }),
});
const unavailable = (afterMs: number) => ({ kind: 'retry' as const, code: 'unavailable', message: 'Not now.', afterMs });

test('short hints of a vendor do not use up in a minute the tries that were meant for three days', () => {
  let at = 0;
  for (let tries = 1; tries <= 60; tries += 1) {
    for (const classification of [limited(1000), unavailable(0)]) {
      expect(react({ ...input, classification, tries, triedForMs: at }).state).toBe('pending');
    }
    at += react({ ...input, classification: unavailable(1000), tries, triedForMs: at }).runAt - NOW;
  }
  // And yet it is not asked without end, nor every second of three days.
  expect(at).toBeGreaterThan(20 * HOUR);
  expect(react({ ...input, classification: unavailable(1000), tries: 200, triedForMs: 80 * HOUR }).state).toBe('dead');
});

test('a hint of no time at all is no call for a storm', () => {
  const { runAt, hold } = react({ ...input, classification: limited(0) });
  expect(runAt).toBeGreaterThanOrEqual(NOW + 1000);
  expect(hold?.until).toBeGreaterThanOrEqual(NOW + 1000);
});

test('a hint in seconds and fractions of them is waited for in whole milliseconds', () => {
  const { runAt, hold } = react({ ...input, classification: limited(1100.25) });
  expect([runAt, hold?.until]).toEqual([NOW + 1101, NOW + 1101]);
});

test('a limit without a hint pauses the connection for a minute at most, however long its delivery has to wait', () => {
  const { runAt, hold } = react({ ...input, classification: limited(), tries: 9, triedForMs: 50 * HOUR });
  expect(runAt).toBeGreaterThan(NOW + HOUR);
  expect(hold).toMatchObject({ kind: 'rate_limit' });
  expect(hold?.until).toBeLessThanOrEqual(NOW + 60_000);
});

test('the connection waits as long as the vendor asked, also where the delivery itself is given up', () => {
  const { state, hold } = react({ ...input, classification: limited(2 * HOUR), tries: 11, triedForMs: 80 * HOUR });
  expect(state).toBe('dead');
  expect(hold).toMatchObject({ kind: 'rate_limit', until: NOW + 2 * HOUR });
});
