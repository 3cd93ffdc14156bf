import { expect, test } from 'vitest';
import { siteNeeds } from './site-needs.ts';

const CALM = { pending: 4, leased: 1, delivered: 9, refused: 0, expired: 0, inFile: 0, oldestPendingAt: null, lastDeliveredAt: null };

test('what waits its turn or was delivered needs nobody', () => {
  expect(siteNeeds(CALM)).toEqual([]);
});

test('what was refused, has expired or lies in a file is counted, with a place to go to', () => {
  const needs = siteNeeds({ ...CALM, refused: 2, expired: 1, inFile: 3 });
  expect(needs.map(({ key, count }) => [key, count])).toEqual([
    ['outbox:refused', 2],
    ['outbox:expired', 1],
    ['outbox:file', 3],
  ]);
  expect(needs.every(({ href }) => href.startsWith('/activity'))).toBe(true);
});
