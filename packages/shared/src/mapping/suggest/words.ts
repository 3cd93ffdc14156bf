import { fold, LONGEST } from './fold.ts';
import { FILLERS, WHOLE_WORDS } from './lexicon/fillers.ts';
import { LEXICON_WORDS } from './lexicon/index.ts';

const SHORTEST_PIECE = 3;
/** Shorter words that programmers do write together with others. */
const SHORT_PIECES: ReadonlySet<string> = new Set(['id', 'cc', 'no', 'nr', 'my']);
/** A known word this long counts also where it only begins or ends a longer one. */
const LONG_WORD = 5;

/** What programmers shorten to one letter, which may as well be where another word ends: "Unternehmensname", "Hotelname". */
const SHORTENED: ReadonlySet<string> = new Set(['fname', 'lname', 'mname', 'sname', 'uname']);
/** What may stand before it: `tb_lname`, written together. */
const LONGEST_PREFIX = 2;

/** Writing without spaces between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Hangul}]/u;
/** Two signs spread out to the width of others: "姓  名" for "姓名". */
const SPREAD = /(?<!\p{L}\s{0,3})(\p{Script=Han})\s{1,4}(\p{Script=Han})(?!\s{0,3}\p{L})/gu;
/** Single signs of it are parts of too many words. */
const SHORTEST_UNSPACED = 2;

const known = new Set([...LEXICON_WORDS, ...FILLERS, ...WHOLE_WORDS]);
const longest = Math.max(...[...known].map((word) => word.length));

/** The words of a label, or of a name that a programmer gave: camelCase, snake_case and words written together come apart. */
export function words(text: string): string[] {
  const apart = text
    .slice(0, LONGEST)
    .normalize('NFKC')
    .replace(SPREAD, '$1$2')
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\p{N})/gu, '$1 $2')
    .replace(/(\p{N})(\p{L})/gu, '$1 $2');
  const whole = fold(apart).match(/[\p{L}]+|\p{N}+/gu) ?? [];
  return whole.flatMap(split);
}

/** Whether words of this text stand without spaces between them, where what it is about comes last ("公司邮箱"). */
export function isUnspaced(text: string): boolean {
  return UNSPACED.test(text);
}

/** Splits a word that holds known ones ("txtfirstname") into them; any other stays whole. */
function split(word: string): string[] {
  if (known.has(word)) return [word];
  if (UNSPACED.test(word)) return runOn(word);
  if (word.length < SHORTEST_PIECE + 2) return [word];
  return pieces(word) ?? atItsEnds(word) ?? [word];
}

/** The known words of a text without spaces, the longest first at each place, and what is between them ("请输入用户名"). */
function runOn(text: string): string[] {
  const found: string[] = [];
  let unknown = '';
  for (let at = 0; at < text.length;) {
    const word = longestAt(text, at);
    if (word === undefined) {
      unknown += text.charAt(at);
      at += 1;
      continue;
    }
    found.push(unknown, word);
    unknown = '';
    at += word.length;
  }
  return [...found, unknown].filter((piece) => piece !== '');
}

function longestAt(text: string, at: number): string | undefined {
  for (let size = Math.min(longest, text.length - at); size >= SHORTEST_UNSPACED; size -= 1) {
    const piece = text.slice(at, at + size);
    if (known.has(piece)) return piece;
  }
  return undefined;
}

/** The fewest known words that make up the whole. */
function pieces(word: string): string[] | undefined {
  const best: (string[] | undefined)[] = [[]];
  for (let end = 1; end <= word.length; end += 1) {
    for (let start = Math.max(0, end - longest); start <= end - 2; start += 1) {
      const before = best[start];
      const piece = word.slice(start, end);
      if (before === undefined || !(piece.length >= SHORTEST_PIECE ? known : SHORT_PIECES).has(piece)) continue;
      const sofar = best[end];
      if (sofar === undefined || before.length + 1 < sofar.length) best[end] = [...before, piece];
    }
  }
  return best[word.length];
}

function atItsEnds(word: string): string[] | undefined {
  for (let size = word.length - 1; size >= LONG_WORD; size -= 1) {
    const end = word.slice(-size);
    if (known.has(end) && (!SHORTENED.has(end) || word.length - size <= LONGEST_PREFIX)) return [word.slice(0, -size), end];
    const start = word.slice(0, size);
    if (known.has(start)) return [start, word.slice(size)];
  }
  return undefined;
}
