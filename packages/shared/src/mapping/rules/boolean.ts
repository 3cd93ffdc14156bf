import { fail, type Run } from '../run.ts';
import { bare, fold, quote } from '../values.ts';
import { oneText } from './input.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const YES = words(
  'true yes y on 1 t checked accepted agreed ok ja j oui sì si sí sim da tak igen ano áno kyllä evet ναι да так はい 是 نعم כן',
);
const NO = words('false no n off 0 f unchecked declined nein nee non não nao nej nie nem ne ei hayır hayir όχι нет ні いいえ 否 لا לא');

/** "Yes, send me news": a first word that is set off from the rest. */
const FIRST_WORD = /^(\p{L}[\p{L}\p{M}]+)(?:[,;.!:](?:\s|$)|[、，。！])/u;

/** How the label of a ticked consent box begins; such a box sends its label. */
const CONSENT = [
  'i agree',
  'i accept',
  'i consent',
  'ich stimme zu',
  'ich akzeptiere',
  "j'accepte",
  'acepto',
  'accetto',
  'sunt de acord',
  'ik ga akkoord',
];

/**
 * Yes or no from what forms send: on/off, 1/0, yes and no in many languages, "Yes, send me news", the label of a
 * ticked consent box. A list of no items is an unticked box: false. Anything else is a problem, never a guess.
 */
export function toBoolean(value: unknown, run: Run): unknown {
  if (typeof value === 'boolean') return value;
  if (Array.isArray(value) && value.length === 0) return false;
  const given = oneText(value, run);
  if (typeof given !== 'string') return given;
  const text = fold(bare(given));
  if (text === '') return undefined;
  const answer = FIRST_WORD.exec(text)?.[1] ?? text;
  if (YES.has(answer)) return true;
  if (NO.has(answer)) return false;
  if (CONSENT.some((opening) => text.startsWith(opening))) return true;
  return fail(run, `${quote(given)} is neither a yes nor a no. Use "when" to say which answers mean yes.`);
}
