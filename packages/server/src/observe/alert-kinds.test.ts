import { readFileSync } from 'node:fs';
import { alertTitle } from '@handoff/shared/panel';
import { expect, test } from 'vitest';
import { LANGUAGES } from '../words/language.ts';
import { say } from '../words/say.ts';
import { ALERT_KINDS, alertKind } from './alert-kinds.ts';

/** How Shopify's panel says an English text in a language; WordPress' says the same. */
function panelIn(language: string): (english: string) => string {
  if (language === 'en') return (english) => english;
  const file = new URL(`../../../shopify-app/panel/locales/${language}.json`, import.meta.url);
  const texts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  return (english) => texts[english] ?? 'not translated';
}

test.each(LANGUAGES)('the panels call each kind of alert as messages do, in %s', (language) => {
  const kinds = [...Object.keys(ALERT_KINDS), 'of a newer server'];
  const inPanels = kinds.map((kind) => [kind, alertTitle(kind, panelIn(language))]);
  expect(inPanels).toEqual(kinds.map((kind) => [kind, say(language, alertKind(kind).title)]));
});
