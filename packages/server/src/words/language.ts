/** The languages the server speaks; English is the source of all others, and what is spoken where nothing else is known. */
export const LANGUAGES = ['en', 'de', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language of a tag such as `de-AT` or `fr_FR`; undefined where the server does not speak it. */
export function languageOf(tag: string | null | undefined): Language | undefined {
  const [primary] = (tag ?? '').toLowerCase().split(/[-_]/);
  return LANGUAGES.find((language) => language === primary);
}

/** The first language that is known. */
export function firstKnown(...tags: (string | null | undefined)[]): Language {
  return tags.map(languageOf).find((language) => language !== undefined) ?? 'en';
}
