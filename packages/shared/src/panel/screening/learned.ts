import type { AnswerOf, endpoints } from '../../api/index.ts';
import { fill, type Translate } from '../translate.ts';

export type Learned = AnswerOf<(typeof endpoints)['getScreening']>['learned'];

/** So many examples of each kind are needed before the text is judged, as the server has it. */
const NEEDED = 10;

/** What the filter makes of its examples so far, in a sentence. */
export function learnedWords({ state, spam, genuine }: Pick<Learned, 'state' | 'spam' | 'genuine'>, t: Translate): string {
  if (state === 'ready') {
    return t('It knows enough to judge what a message says, and gets better with each one you mark or let go on.');
  }
  return spam + genuine === 0
    ? fill(
        t(
          'It has learned nothing yet. Mark messages as spam or as not spam: from {count} of each kind on, it also judges what a message says.',
        ),
        { count: NEEDED },
      )
    : fill(t('Not enough yet to judge what a message says: that takes {count} of each kind. Until then only the other signs count.'), {
        count: NEEDED,
      });
}

/** Bytes as people read them, in their language: "1.2 MB". */
export function sizeWords(bytes: number, locale: string): string {
  const [unit, amount] = bytes >= 1_000_000 ? (['megabyte', bytes / 1_000_000] as const) : (['kilobyte', bytes / 1000] as const);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(amount);
}
