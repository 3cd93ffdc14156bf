import type { FieldDescription } from './field.ts';
import { isMappable } from './meanings.ts';
import { suggestMeanings, type Suggested } from './suggest.ts';
import { type Term, termFor, termOf, understood } from './vocabulary.ts';

export interface Named extends Suggested {
  /** What the workspace calls it; null where nothing is suggested, or nothing that may be mapped. */
  term: Term | null;
}

/** What a person in the workspace said once is as good as certain. */
const SAID = 0.99;
const WEIGHT = 12;

/** What each field means, in the workspace's words: its own terms come before everything that was guessed. */
export function nameFields(fields: readonly FieldDescription[], vocabulary: readonly Term[]): Named[] {
  const terms = understood(vocabulary);
  return suggestMeanings(fields).map((guess, index) => {
    const own = termOf(fields[index] ?? {}, terms);
    if (own === undefined) return { ...guess, term: isOffered(guess) ? (termFor(guess.meaning, terms) ?? null) : null };
    const reasons = own.meaning === null ? [] : [{ of: own.meaning, where: 'vocabulary' as const, seen: own.label, weight: WEIGHT }];
    return { ...guess, meaning: own.meaning, ignored: null, confidence: SAID, reasons, term: own };
  });
}

function isOffered({ meaning }: Suggested): boolean {
  return meaning !== null && isMappable(meaning);
}
