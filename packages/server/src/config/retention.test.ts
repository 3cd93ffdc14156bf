import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

test('days and bounds are read, and a default is never beyond its bound', () => {
  const { retention } = readConfig({ HANDOFF_RETENTION_DAYS: 'bodies=30, exchanges=7', HANDOFF_RETENTION_MAX_DAYS: 'audit=400' });
  expect(retention.defaults).toMatchObject({ bodies: 30, exchanges: 7, events: 395, audit: 400 });
  expect(retention.max).toMatchObject({ bodies: 3650, audit: 400 });
});

test.each([
  ['letters=30', '"letters" is no kind of data'],
  ['bodies=soon', 'bodies needs a number of days, at least 1'],
  ['bodies', 'bodies needs a number of days'],
  ['keys=10', 'keys needs a number of days, at least 90'],
])('what cannot be said stops the start: %s', (setting, words) => {
  expect(() => readConfig({ HANDOFF_RETENTION_DAYS: setting })).toThrow(words);
});
