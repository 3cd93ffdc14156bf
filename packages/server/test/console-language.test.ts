import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { pluginTexts } from '../console/plugin-texts.ts';

const CONSOLE = fileURLToPath(new URL('../console', import.meta.url));
const PLUGIN = new URL('../../wp-plugin/languages/', import.meta.url);
const FILES = globSync(`${CONSOLE}/src/**/*.{ts,tsx}`);
const LANGUAGES = { de: 'de_DE', fr: 'fr_FR' };

type Said = string | string[];
const read = (file: string | URL) => JSON.parse(readFileSync(file, 'utf8')) as unknown;
const placeholders = (text: string) => (text.match(/\{\w+\}|%[sd]|<\/?\w+\/?>/g) ?? []).toSorted().join(' ');

/** A text in quotes, as the console's files write them. */
const TEXT = String.raw`'((?:[^'\\]|\\.)*)'`;
const ONE = new RegExp(String.raw`\b__\(\s*${TEXT},\s*'handoff',?\s*\)`, 'g');
const COUNTED = new RegExp(String.raw`\b_n\(\s*${TEXT},\s*${TEXT},`, 'g');

const sources = FILES.map((file) => readFileSync(file, 'utf8'));
const found = sources.flatMap((source) => [...source.matchAll(ONE), ...source.matchAll(COUNTED)]);
const said = found.map(([, id = '', plural]) => ({ id, plural }));

describe.each(Object.entries(LANGUAGES))('the console in %s', (language, locale) => {
  const messages = pluginTexts(readFileSync(new URL(`handoff-${locale}.po`, PLUGIN), 'utf8'));
  const own = read(`${CONSOLE}/locales/${language}.json`) as Record<string, Said>;

  test('has every text, where the plugin does not say the same already', () => {
    expect(said.length).toBeGreaterThan(100);
    expect(said.filter(({ id }) => !(id in own) && !(id in messages)).map(({ id }) => id)).toEqual([]);
  });

  test('has none that nobody says', () => {
    const ids = new Set(said.map(({ id }) => id));
    expect(Object.keys(own).filter((id) => !ids.has(id))).toEqual([]);
  });

  test('keeps what stands in a text for something else, and has a form for one and for several', () => {
    for (const { id, plural } of said) {
      const text = own[id];
      if (text === undefined) continue;
      expect(Array.isArray(text), id).toBe(plural !== undefined);
      for (const form of [text].flat()) expect(placeholders(form), id).toBe(placeholders(plural ?? id));
    }
  });
});

test('nothing is written into a screen past the translations', () => {
  const raw = FILES.filter((file) => file.endsWith('.tsx')).flatMap((file) => {
    const text = readFileSync(file, 'utf8').replaceAll(new RegExp(TEXT, 'g'), "''");
    const attributes = text.match(/\s(title|label|intro|help|placeholder|verb|aria-label)="[^"]*[A-Za-z]{2}[^"]*"/g) ?? [];
    const between = text.match(/(?<=[a-z"}\s]>)\s*[A-Z][a-z]+[^<>{}=;()]*(?=<\/?[A-Za-z])/g) ?? [];
    return [...attributes, ...between].map((one) => one.trim()).filter((one) => !/^(Handoff|aria-label="Handoff")$/.test(one));
  });
  expect(raw).toEqual([]);
});
