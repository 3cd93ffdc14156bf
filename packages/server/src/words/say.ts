import { fill, spanWords } from '@handoff/shared/panel';
import { de } from './de/index.ts';
import { en, type English } from './en/index.ts';
import { fr } from './fr/index.ts';
import { LANGUAGES, type Language } from './language.ts';
import type { Said, Value } from './said.ts';
import type { Translated } from './texts.ts';

export const CATALOGUES: Record<Language, Translated<English>> = { en, de, fr };

/** Days and months in full, the way of the British: the server's English says `22 November 2026`. */
const LOCALES: Record<Language, string> = { en: 'en-GB', de: 'de-DE', fr: 'fr-FR' };

/** Made once: making them takes far longer than using them. Times are in UTC, as words may be read in any zone. */
const FORMATS = Object.fromEntries(
  LANGUAGES.map((language) => {
    const locale = LOCALES[language];
    return [
      language,
      {
        plural: new Intl.PluralRules(locale),
        number: new Intl.NumberFormat(locale),
        day: new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }),
        time: new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }),
      },
    ];
  }),
) as Record<Language, { plural: Intl.PluralRules; number: Intl.NumberFormat; day: Intl.DateTimeFormat; time: Intl.DateTimeFormat }>;

/** Puts what is said into the words of a language. `foreign` may blank what is not ours, such as names and a vendor's words. */
export function say(language: Language, { code, params }: Said, foreign: (words: string) => string = (words) => words): string {
  const text = CATALOGUES[language][code];
  const { plural } = FORMATS[language];
  const form = typeof text === 'string' ? text : plural.select(Number(params['count'])) === 'one' ? text.one : text.other;
  const values = Object.entries(params).map(([name, value]) => [name, inWords(language, value, foreign)]);
  return fill(form, Object.fromEntries(values) as Record<string, string>);
}

function inWords(language: Language, value: Value, foreign: (words: string) => string): string {
  const { number, time } = FORMATS[language];
  if (typeof value === 'string') return foreign(value);
  if (typeof value === 'number') return number.format(value);
  if (Array.isArray(value)) return (value as readonly Said[]).map((one) => say(language, one, foreign)).join(' ');
  if ('day' in value) return dayIn(language, value.day);
  if ('moment' in value)
    return say(language, { code: 'time.moment', params: { day: dayIn(language, value.moment), time: time.format(value.moment) } });
  if ('span' in value) return spanWords(value.span, (english) => spanIn(language, english));
  return say(language, value as Said, foreign);
}

/** The French say the first of a month as an ordinal, which `Intl` does not. */
function dayIn(language: Language, at: number): string {
  const words = FORMATS[language].day.format(at);
  return language === 'fr' ? words.replace(/^1 /, '1er ') : words;
}

/** How long something takes is worded as the panels do, by the catalogue's six texts. */
function spanIn(language: Language, english: string): string {
  const code = SPANS[english];
  return code === undefined ? english : CATALOGUES[language][code];
}

const SPANS: Record<string, SpanCode> = Object.fromEntries(
  (Object.keys(en) as (keyof English)[]).filter(isSpan).map((code) => [en[code], code]),
);

type SpanCode = Extract<keyof English, `span.${string}`>;

function isSpan(code: keyof English): code is SpanCode {
  return code.startsWith('span.');
}
