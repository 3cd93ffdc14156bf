import { fail, type Run } from '../run.ts';
import { quote } from '../values.ts';
import { oneText } from './input.ts';

/** Marks that steer text direction; joiners, which Persian and Indic names need, are not among them. */
const DIRECTION_MARKS = /[\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g;

/** Words that belong to the family name after them. */
const PARTICLES: ReadonlySet<string> = new Set(
  'van von vom der den de del della degli dei di da das dos du des la le ten ter te zu zum zur af av vander bint abu'.split(' '),
);
/** Particles that are first names or words as well: only where written in lower case. */
const LOWER_PARTICLES: ReadonlySet<string> = new Set('ben bin ibn al el y e do'.split(' '));
const SUFFIXES: ReadonlySet<string> = new Set('jr sr ii iii iv v phd md esq mba'.split(' '));
/** "Ph.D." and "M.B.A." are as long as a suffix gets. */
const LONGEST_SUFFIX = 6;
const EAST_ASIAN = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}々ー・]+$/u;
const SPACE = /\s+/;

const LONGEST_NAME = 500;

export interface SplitName {
  first: string | undefined;
  last: string | undefined;
}

/**
 * Takes a full name apart: "Ludwig van Beethoven", "Beethoven, Ludwig van", "Sammy Davis, Jr.". The last word and the
 * particles before it are the family name; a single word is a first name. A name in Chinese, Japanese or Korean script
 * begins with the family name. Spanish double surnames cannot be told from second first names, so only the last counts.
 */
export function splitName(name: string): SplitName {
  const words = name.replace(DIRECTION_MARKS, '').trim();
  const comma = words.indexOf(',');
  if (comma === -1) return splitWords(words.split(SPACE));
  const before = words.slice(0, comma).trim();
  const after = words.slice(comma + 1).replace(/^[\s,]+|[\s,]+$/g, '');
  if (after !== '' && after.split(/[\s,]+/).every(isSuffix)) return splitWords(before.split(SPACE), ` ${after}`);
  const particles = after.split(SPACE);
  const first: string[] = [];
  while (particles.length > 0 && !particles.every(isParticle)) first.push(particles.shift() ?? '');
  return { first: filled(first.join(' ')), last: filled([...particles, ...before.split(SPACE)].join(' ')) };
}

function splitWords(words: string[], suffix = ''): SplitName {
  if (words.length === 1) return { first: filled(words[0]), last: filled(suffix.trim()) };
  if (words.every((word) => EAST_ASIAN.test(word))) return { first: words.slice(1).join(' '), last: words[0] };
  let start = words.length - 1;
  while (start > 1 && isSuffix(words[start] ?? '')) start -= 1;
  while (start > 1 && isParticle(words[start - 1] ?? '')) start -= 1;
  return { first: words.slice(0, start).join(' '), last: words.slice(start).join(' ') + suffix };
}

function isParticle(word: string): boolean {
  return LOWER_PARTICLES.has(word) || PARTICLES.has(word.toLowerCase());
}

function isSuffix(word: string): boolean {
  return word.length <= LONGEST_SUFFIX && SUFFIXES.has(word.replaceAll('.', '').toLowerCase());
}

function filled(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

export function toNamePart(value: unknown, run: Run, part: 'first' | 'last'): unknown {
  const text = oneText(value, run);
  if (typeof text !== 'string') return text;
  if (text.length > LONGEST_NAME)
    return fail(run, `${quote(text)} is too long to be one person's name. Map the field that holds the name.`);
  return splitName(text)[part];
}
