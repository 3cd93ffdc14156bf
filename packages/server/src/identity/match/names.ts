import { editDistance, isTypoOf } from './distance.ts';
import { latinWords } from './latin.ts';
import { hasFormWithInitial, isCommonGivenName, isNickname } from './nicknames.ts';

/** Words of address and generations, which are no part of whom one is. */
const TITLES: ReadonlySet<string> = new Set(
  'mr mrs ms miss mx dr prof sir madam herr frau fraulein mme mlle monsieur madame senor senora sr sra srta don dona sig signor signora dott ing dipl jr ii iii iv phd md'.split(
    ' ',
  ),
);
/** Words that many family names share. */
const PARTICLES: ReadonlySet<string> = new Set(
  'de del della di da das do dos du la le les el al van von der den ten ter zu zum bin ben ibn abu mc st saint y e'.split(' '),
);

/** Chinese, Japanese and Korean names are written without a space: the family's first, mostly one sign. */
const WRITTEN_TOGETHER = /^[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}]{2,}$/u;

/** The words of a person's name, in no order: forms ask for it in several, and people put it in the wrong box. */
export interface NameWords {
  words: string[];
  /** The words as one, to compare names that are written together or apart. */
  joined: string;
}

/** The words of a name as given in any order and script, without titles, and without particles where two words are left. */
export function nameWords(...parts: (string | undefined)[]): NameWords {
  const all = parts.flatMap((part) => (part === undefined ? [] : latinWords(part))).slice(0, 8);
  const named = all.filter((word) => !TITLES.has(word));
  const [only] = named;
  const words = named.length === 1 && only !== undefined && WRITTEN_TOGETHER.test(only) ? [only.slice(0, 1), only.slice(1)] : named;
  const telling = words.filter((word) => !PARTICLES.has(word));
  const kept = telling.length >= 2 ? telling : words;
  return { words: kept, joined: kept.toSorted().join('') };
}

/**
 * How two names agree:
 * `same` every word of the shorter one, at least two · `close` the same with a typing mistake or a nickname ·
 * `initial` one word, and the other by its first letter · `single` the only word one of them has · `partial` some
 * word, while another differs (a family, or a maiden name) · `different` none · `unknown` where one has no name.
 */
export type NameAgreement = 'same' | 'close' | 'initial' | 'single' | 'partial' | 'different' | 'unknown';

type WordMatch = 'same' | 'close' | 'initial';
const QUALITY: Record<WordMatch, number> = { same: 3, close: 2, initial: 1 };

export interface NameComparison {
  agreement: NameAgreement;
  /** Words of the first name that the second has too, spelled the same. */
  shared: string[];
  /** With `partial`: what they share stands last in both, as a family name mostly does, and what comes first is unlike. */
  family: boolean;
}

export function compareNames(a: NameWords, b: NameWords): NameComparison {
  if (a.words.length === 0 || b.words.length === 0) return { agreement: 'unknown', shared: [], family: false };
  const matches = align(a.words, b.words);
  const shared = matches.filter(({ match }) => match === 'same').map(({ word }) => word);
  const lastMeet = matches.some(({ i, j, match }) => match !== 'initial' && i === a.words.length - 1 && j === b.words.length - 1);
  return { agreement: agreementOf(a, b, matches), shared, family: lastMeet && areUnlike(a.words[0] as string, b.words[0] as string) };
}

/** More than a typing mistake apart, and no other form of one name. */
function areUnlike(a: string, b: string): boolean {
  if (matchWords(a, b) !== undefined) return false;
  return a[0] !== b[0] || editDistance(a, b, 2) > 2;
}

function agreementOf(a: NameWords, b: NameWords, matches: { match: WordMatch }[]): NameAgreement {
  const shorter = Math.min(a.words.length, b.words.length);
  const whole = matches.filter(({ match }) => match !== 'initial').length;
  const exact = matches.filter(({ match }) => match === 'same').length;
  if (a.joined === b.joined) return shorter >= 2 || a.words.length !== b.words.length ? 'same' : 'single';
  if (matches.length < shorter) {
    if (a.words.length !== b.words.length && isTypoOf(a.words.join(''), b.words.join(''))) return 'close';
    return whole > 0 ? 'partial' : 'different';
  }
  if (shorter === 1) return whole === 1 ? 'single' : 'unknown';
  if (whole >= 2) return exact === matches.length ? 'same' : 'close';
  return whole === 1 ? 'initial' : 'unknown';
}

/** Pairs each word with at most one of the other's, best pairs first. */
function align(a: string[], b: string[]): { i: number; j: number; word: string; match: WordMatch }[] {
  const pairs = a.flatMap((word, i) =>
    b.flatMap((other, j) => {
      const match = matchWords(word, other);
      return match === undefined ? [] : [{ i, j, word, match }];
    }),
  );
  pairs.sort((x, y) => QUALITY[y.match] - QUALITY[x.match]);
  const usedA = new Set<number>();
  const usedB = new Set<number>();
  return pairs.filter(({ i, j }) => {
    if (usedA.has(i) || usedB.has(j)) return false;
    usedA.add(i);
    usedB.add(j);
    return true;
  });
}

/** Also of the name behind a nickname: `r` of `becky`. */
function isInitialOf(letter: string, name: string): boolean {
  return letter.length === 1 && (name.startsWith(letter) || hasFormWithInitial(name, letter));
}

function matchWords(a: string, b: string): WordMatch | undefined {
  if (a === b) return 'same';
  if (a.length === 1 || b.length === 1) return isInitialOf(a, b) || isInitialOf(b, a) ? 'initial' : undefined;
  if (isNickname(a, b)) return 'close';
  if (isCommonGivenName(a) && isCommonGivenName(b)) return undefined;
  return isTypoOf(a, b) ? 'close' : undefined;
}
