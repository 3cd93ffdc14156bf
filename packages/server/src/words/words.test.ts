import { driftWords } from '@handoff/shared/panel';
import { describe, expect, test } from 'vitest';
import { driftSaid } from '../domain/flow/drift-said.ts';
import { en } from './en/index.ts';
import { firstKnown, LANGUAGES, languageOf } from './language.ts';
import { type Code, said } from './said.ts';
import { CATALOGUES, say } from './say.ts';
import { sayStored, toStored } from './stored.ts';
import type { Text } from './texts.ts';

const formsOf = (text: Text): string[] => (typeof text === 'string' ? [text] : [text.one, text.other]);
const paramsOf = (text: Text): string[] => [...new Set(formsOf(text).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].toSorted();
const others = LANGUAGES.filter((language) => language !== 'en');

describe.each(others)('the words in %s', (language) => {
  test.each(Object.keys(en) as Code[])('%s: are there, take the same values, and are not left in English', (code) => {
    const text: Text = CATALOGUES[language][code];
    for (const form of formsOf(text)) expect(form.trim()).not.toBe('');
    const wanted = paramsOf(en[code]);
    // What counts one thing may spell the number out.
    expect(paramsOf(text)).toEqual(wanted);
    if (typeof text !== 'string') expect(paramsOf(text.other)).toEqual(wanted);
    const hasWords = formsOf(en[code]).some((form) => / /.test(form.replaceAll(/\{\w+\}/g, '').trim()));
    if (hasWords) expect(text).not.toEqual(en[code]);
  });

  test('address the reader politely', () => {
    const familiar = language === 'de' ? /\b(du|dein|deine|dir|dich)\b/i : /\b(tu|ton|ta|tes|toi)\b/i;
    for (const text of Object.values<Text>(CATALOGUES[language])) for (const form of formsOf(text)) expect(form).not.toMatch(familiar);
  });
});

test('numbers, days and spans are those of the language, and a number chooses the form', () => {
  const day = { day: Date.UTC(2026, 10, 22) };
  const ends = said('alert.expiry', { name: 'HubSpot', at: day, left: { span: 3 * 86_400_000 } });
  expect(say('en', ends)).toBe('HubSpot: its access ends on 22 November 2026, in 3 days. Nothing can be sent afterwards.');
  expect(say('de', ends)).toBe(
    'HubSpot: Der Zugriff endet am 22. November 2026, also in 3 Tagen. Danach kann nichts mehr gesendet werden.',
  );
  expect(say('fr', ends)).toContain('22 novembre 2026, dans 3 jours');
  expect([1, 1200].map((count) => say('de', said('message.keptBack', { count })).slice(0, 35))).toEqual([
    'Seit gestern wurde eine Nachricht a',
    'Seit gestern wurden 1.200 Nachricht',
  ]);
  expect(say('fr', said('alert.expired', { name: 'HubSpot', at: { day: Date.UTC(2026, 11, 1) } }))).toContain('le 1er décembre 2026');
  // French has no plural for none.
  expect([0, 1, 2].map((count) => say('fr', said('message.problems', { count })))).toEqual(['0 problème', '1 problème', '2 problèmes']);
  expect(say('de', said('message.since', { at: { moment: Date.UTC(2026, 10, 22, 8, 5) } }))).toBe(
    'Seit dem 22. November 2026, 08:05 Uhr UTC.',
  );
});

test('values go in as they are: braces in a name are no place for another value', () => {
  expect(say('en', said('alert.of', { name: '{words}', words: '$& {name}' }))).toBe('{words}: $& {name}');
});

test('what drifted is worded as in the panels', () => {
  const field = { target: '/data/company_size', label: 'Company size' };
  for (const drift of [
    { kind: 'gone' as const, target: field.target },
    { kind: 'needed' as const, ...field },
    { kind: 'option' as const, ...field, value: '10' },
  ])
    expect(say('en', driftSaid(drift))).toBe(driftWords(drift, (english) => english));
});

describe('stored words', () => {
  const words = said('alert.of', { name: 'HubSpot', words: said('hold.breaker') });

  test('are said in any language', () => {
    expect(sayStored('en', toStored(words))).toBe(say('en', words));
    expect(sayStored('fr', toStored(words))).toBe(say('fr', words));
  });

  test('stay the English that is stored where they are somebody else’s, or where another version wrote them', () => {
    expect(sayStored('de', toStored('Invalid API key.'))).toBe('Invalid API key.');
    const { said: json } = toStored(words);
    expect(sayStored('de', { english: 'HubSpot: It is away.', said: json })).toBe('HubSpot: It is away.');
    for (const odd of ['{}', '"text"', '{"code":"of.tomorrow","params":{}}', '{"code":"toString","params":{}}'])
      expect(sayStored('de', { english: 'As it was.', said: odd })).toBe('As it was.');
  });

  test('have what is not ours blanked in every language, and nothing of ours', () => {
    const blank = () => '…';
    const ends = toStored(said('alert.expired', { name: 'anna@bloom.example', at: { day: Date.UTC(2026, 10, 22) } }));
    expect(sayStored('de', ends, blank)).toBe('…: Der Zugriff ist am 22. November 2026 abgelaufen.');
    expect(sayStored('de', { english: 'Theirs.', said: null }, blank)).toBe('…');
  });
});

test('a tag is known by its language, whatever the region', () => {
  expect(['de-AT', 'fr_CA', 'EN', 'de-DE-formal', 'es', '', undefined].map(languageOf)).toEqual([
    'de',
    'fr',
    'en',
    'de',
    undefined,
    undefined,
    undefined,
  ]);
  expect([firstKnown(null, 'es', 'de'), firstKnown(null, undefined)]).toEqual(['de', 'en']);
});
