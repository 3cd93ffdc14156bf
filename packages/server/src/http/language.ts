import type { Context } from 'hono';
import { parseAccept } from 'hono/utils/accept';
import { type Language, languageOf } from '../words/language.ts';

/** The language that `Accept-Language` likes best of those the server speaks; undefined where it names none of them. */
export function askedLanguage(c: Context): Language | undefined {
  return parseAccept(c.req.header('accept-language') ?? '')
    .filter(({ q }) => q > 0)
    .toSorted((a, b) => b.q - a.q)
    .map(({ type }) => languageOf(type))
    .find((language) => language !== undefined);
}

/** The language to answer in, and says in the answer that it is, and that another reader may get another. */
export function answerLanguage(c: Context): Language {
  const language = askedLanguage(c) ?? 'en';
  c.header('content-language', language);
  c.header('vary', 'accept-language', { append: true });
  return language;
}
