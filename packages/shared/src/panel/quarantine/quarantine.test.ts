import { expect, test } from 'vitest';
import { precisionWords, sampleWords, thresholdsOf, whatIfRows, whatIfWords } from './quality.ts';
import { clueWords, likelyWords, pairNames, pairTitle, personFacts, personName, personsOf, type SamePerson } from './same-person.ts';

const t = (english: string) => english;
const held = (value: string): NonNullable<SamePerson['a']['fields']['name']> => ({
  value,
  recordId: 'rec',
  sourceId: 'src',
  eventId: null,
  at: '2026-11-21T12:00:00.000Z',
  rule: 'newest',
  waiting: [],
});
const person = (fields: SamePerson['a']['fields']): SamePerson['a'] => ({
  id: 'per',
  kind: 'person',
  fields,
  consent: [],
  records: 1,
  createdAt: '',
  updatedAt: '',
});

test('a person goes by their name, else by what reaches them', () => {
  expect(personName(person({ firstName: held('Ada'), lastName: held('Lovelace'), email: held('ada@example.com') }), t)).toBe(
    'Ada Lovelace',
  );
  expect(personName(person({ phone: held('+44 20 7946 0958') }), t)).toBe('+44 20 7946 0958');
  expect(personName(person({}), t)).toBe('Somebody without a name');
  expect(personFacts(person({ name: held('Ada'), city: held('London'), email: held('ada@example.com') }), t)).toEqual([
    { label: 'E-mail', value: 'ada@example.com' },
    { label: 'City', value: 'London' },
  ]);
});

test('two who have become one are shown once', () => {
  const [ada, bob] = [person({ name: held('Ada') }), { ...person({ name: held('Bob') }), id: 'per_2' }];
  expect(pairTitle({ a: ada, b: bob }, t)).toBe('Ada and Bob');
  expect(personsOf({ a: ada, b: bob })).toEqual([ada, bob]);
  expect(pairTitle({ a: ada, b: ada }, t)).toBe('Ada');
  expect(personsOf({ a: ada, b: ada })).toEqual([ada]);
});

test('two of the same name are told apart by what reaches them', () => {
  const ada = (email: string) => ({ ...person({ name: held('Ada'), email: held(email) }), id: email });
  expect(pairNames({ a: ada('ada@example.com'), b: ada('ada@example.org') }, t)).toEqual({
    a: 'Ada (ada@example.com)',
    b: 'Ada (ada@example.org)',
  });
  expect(pairNames({ a: person({ email: held('ada@example.com') }), b: person({ email: held('ada@example.com') }) }, t)).toEqual({
    a: 'ada@example.com',
    b: 'ada@example.com',
  });
});

test('what speaks for one person and against it, the weightiest first', () => {
  const reasons = [
    { field: 'prior', level: '', weight: -9 },
    { field: 'email', level: 'different', weight: -1 },
    { field: 'name', level: 'same', weight: 6 },
    { field: 'rarity', level: 'lovelace', weight: 2 },
    { field: 'phone', level: 'close', weight: 3 },
  ];
  expect(clueWords({ reasons }, t)).toEqual([
    { isFor: true, text: 'Name: the same' },
    { isFor: true, text: 'Phone: much alike' },
    { isFor: true, text: 'they share a rare name' },
    { isFor: false, text: 'E-mail: different' },
  ]);
  expect(likelyWords({ score: 0.999 }, t)).toBe('99 % likely the same');
});

test('limits are two numbers of which the second is not lower', () => {
  expect(thresholdsOf('2', '4.5')).toEqual({ review: 2, quarantine: 4.5 });
  for (const [low, high] of [
    ['', '4'],
    ['5', '4'],
    ['0', '4'],
    ['two', '4'],
  ] as const)
    expect(thresholdsOf(low, high)).toBeUndefined();
});

test('nothing kept back is no quality', () => {
  expect(precisionWords({ precision: null, kept: 0, released: 0, confirmed: 0 }, t)).toContain('nothing can be said');
  expect(precisionWords({ precision: { value: 0.9, low: 0.6, high: 0.98 }, kept: 10, released: 1, confirmed: 4 }, t)).toBe(
    'Of 10 kept back, people released 1 and called 4 spam: 90 % were rightly kept (between 60 % and 98 %).',
  );
});

test('where a single one was released, not all were rightly kept', () => {
  expect(precisionWords({ precision: { value: 0.998, low: 0.986, high: 0.9996 }, kept: 500, released: 1, confirmed: 40 }, t)).toContain(
    '99 % were rightly kept (between 99 % and 99 %)',
  );
  expect(precisionWords({ precision: { value: 1, low: 0.9, high: 1 }, kept: 40, released: 0, confirmed: 40 }, t)).toContain(
    '100 % were rightly kept (between 90 % and 100 %)',
  );
});

test('of a message the weightiest signs are told, and what the others come to, so that they are its score', () => {
  const sign = (rule: string, weight: number) => ({ rule, weight, evidence: '' });
  const reasons = [sign('site_signals', 4), sign('time_to_submit', 2.5), sign('link_count', -1)];
  expect(sampleWords({ score: 5.5, reasons }, t, 'en')).toBe('Spam filters on your site +4, Time to fill in +2.5, Links in the text −1');
  expect(sampleWords({ score: 5.1, reasons }, t, 'de')).toBe(
    'Spam filters on your site +4, Time to fill in +2,5, Links in the text −1, other signs −0,4',
  );
  expect(sampleWords({ score: 0, reasons: [sign('nothing_found', 0), sign('observe_mode', 0)] }, t, 'en')).toBe('Nothing found');
});

test('of what nobody has looked at no share is told, however much it is', () => {
  expect(precisionWords({ precision: { value: 1, low: 0.99, high: 1 }, kept: 500, released: 0, confirmed: 0 }, t)).toMatch(
    /^500 were kept back\. Nobody has said/,
  );
});

test('of a few kept back no share is told', () => {
  expect(precisionWords({ precision: { value: 1, low: 0.2, high: 1 }, kept: 1, released: 0, confirmed: 0 }, t)).toBe(
    'Of 1 kept back, people released 0. These are too few to say how often it is right.',
  );
});

test('what other limits would have done is told only where something came and something changes', () => {
  const samples: never[] = [];
  const counts = { accept: 5, review: 2, quarantine: 1 };
  const calm = {
    messages: 8,
    then: counts,
    now: counts,
    newlyKept: { count: 0, genuine: 0, samples },
    newlyThrough: { count: 0, spam: 0, samples },
  };
  expect(whatIfWords({ ...calm, messages: 0 }, t)).toEqual(['Nothing came in the last 30 days that other limits could be tried on.']);
  expect(whatIfWords(calm, t)).toEqual(['With these limits nothing else would have been kept back or let through.']);
  expect(whatIfWords({ ...calm, newlyKept: { count: 3, genuine: 1, samples } }, t)).toEqual([
    'Kept back in addition: 3, of which people called 1 genuine.',
    'Let through in addition: 0, of which people called 0 spam.',
  ]);
  expect(whatIfRows({ then: counts, now: { accept: 7, review: 0, quarantine: 1 } }, t)).toEqual([
    { label: 'Goes on', then: 5, now: 7 },
    { label: 'Goes on, flagged for a look', then: 2, now: 0 },
    { label: 'Kept back', then: 1, now: 1 },
  ]);
});
