import { expect, test } from 'vitest';
import { createSightings, MOST_COUNTED } from './sightings.ts';

const NOW = 1_800_000_000_000;
const HOUR = 3_600_000;
const keys = (email: string) => ({ email, network: 'net', content: 'text' });

test('a flood is counted up to where no rule asks for more, and leaves no more behind than that', () => {
  const sightings = createSightings([]);
  let kept = 0;
  for (let sent = 0; sent < 1000; sent += 1) kept += sightings.note(keys('one'), NOW + sent).length;
  expect(kept).toBe(2 * MOST_COUNTED + 1);
  expect(sightings.facts(keys('one'), NOW + 1000)).toEqual({ sameEmail: 100, sameNetwork: 100, sameContentSenders: 0, knownGood: false });
  expect(sightings.facts(keys('other'), NOW + 1000).sameContentSenders).toBe(1);
});

test('an hour later what was of the hour no longer counts, and is noted anew; a text counts for a day', () => {
  const sightings = createSightings([]);
  for (let sent = 0; sent < 200; sent += 1) sightings.note(keys(`${sent}`), NOW);
  const later = NOW + HOUR;
  expect(sightings.facts(keys('new'), later)).toMatchObject({ sameEmail: 0, sameNetwork: 0, sameContentSenders: MOST_COUNTED });
  expect(sightings.note(keys('new'), later).map(({ kind }) => kind)).toEqual(['email', 'network']);
  expect(sightings.facts(keys('x'), NOW + 24 * HOUR).sameContentSenders).toBe(0);
});
