import { afterEach, expect, test, vi } from 'vitest';
import { dayOf } from './day-of.ts';

afterEach(() => void vi.unstubAllEnvs());

test.each([
  ['Asia/Tokyo', '2026-11-22'],
  ['America/Los_Angeles', '2026-11-21'],
])('the day is the reader’s own: in %s it is %s', (zone, day) => {
  vi.stubEnv('TZ', zone);
  expect(dayOf(new Date('2026-11-21T20:00:00Z'))).toBe(day);
});
