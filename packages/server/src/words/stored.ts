import { z } from 'zod';
import { en } from './en/index.ts';
import type { Language } from './language.ts';
import type { Said } from './said.ts';
import { say } from './say.ts';

const Stored: z.ZodType<Said> = z.lazy(() =>
  z.object({
    code: z.custom<Said['code']>((code) => typeof code === 'string' && Object.hasOwn(en, code)),
    params: z.record(
      z.string(),
      z.union([
        z.string(),
        z.number(),
        z.strictObject({ day: z.number() }),
        z.strictObject({ moment: z.number() }),
        z.strictObject({ span: z.number() }),
        Stored,
        z.array(Stored),
      ]),
    ),
  }),
);

/** Words to be stored: our own, or somebody else's as they are. */
export type Words = Said | string;

/** Words as they are stored: their English, and JSON of what was said where the words are our own. */
export interface StoredWords {
  english: string;
  said: string | null;
}

export function toStored(words: Words): StoredWords {
  return typeof words === 'string' ? { english: words, said: null } : { english: say('en', words), said: JSON.stringify(words) };
}

/**
 * Stored words in a language; `foreign` as in `say`. They stay the English that was stored where that is not what `said`
 * says: another version of the server words it otherwise, or wrote the one without the other.
 */
export function sayStored(
  language: Language,
  { english, said }: StoredWords,
  foreign: (words: string) => string = (words) => words,
): string {
  const parsed = said === null ? undefined : Stored.safeParse(JSON.parse(said)).data;
  if (parsed === undefined || say('en', parsed) !== english) return foreign(english);
  return say(language, parsed, foreign);
}
