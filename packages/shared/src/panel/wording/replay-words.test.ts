import { expect, test } from 'vitest';
import { nowhereWord, whyNowhere } from './nowhere-words.ts';
import { releaseNotes, replayNotes } from './replay-words.ts';

const t = (english: string) => english;
const kept = (verdict: 'quarantine' | 'suppress' | 'duplicate', rule = 'links') => ({
  verdict,
  reasons: [{ rule, evidence: '', weight: 1 }],
});

test('sending again warns only where the destination may have something twice', () => {
  const warned = (of: Parameters<typeof replayNotes>[0]) => replayNotes(of, t).some(({ isWarning }) => isWarning);
  expect([warned('failed'), warned('arrived'), warned('events')]).toEqual([false, false, false]);
  expect([warned('uncertain'), warned('events_uncertain')]).toEqual([true, true]);
});

test('letting go warns of tests, duplicates and old imports, and says that spam is marked as none', () => {
  expect(releaseNotes([kept('suppress', 'test'), kept('duplicate'), kept('suppress', 'silent_import')], t).map(({ text }) => text)).toEqual(
    [
      'A test among them is made up: it goes to your live destinations like a real one.',
      'The first of each duplicate went on already: the destination may then have it twice.',
      'What was imported from the past is sent as if it had just happened.',
    ],
  );
  expect(releaseNotes([kept('quarantine')], t)).toEqual([{ text: 'It is also marked as not spam.', isWarning: false }]);
});

test.each([
  [{ state: 'received', verdict: null }, 'Nowhere yet: it is being checked.', 'Nowhere'],
  [{ state: 'parked', verdict: null }, 'Nowhere: it is set aside until it is processed.', 'Nowhere'],
  [{ state: 'processed', verdict: 'quarantine' }, 'Nowhere: it was kept back.', 'Nowhere'],
  [
    { state: 'processed', verdict: 'accept' },
    'Nowhere: no flow that was on wanted it. Turn on a flow for it, then send it again as the flow is now.',
    'No flow wanted it',
  ],
] as const)('%o went nowhere for a reason', (event, sentence, word) => {
  expect(whyNowhere(event, t)).toBe(sentence);
  expect(nowhereWord(event, t)).toBe(word);
});
