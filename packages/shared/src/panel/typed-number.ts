import { fill, type Translate } from './translate.ts';

/** What was typed as a number, or why it is none: in words, to stand beside the field. */
export type TypedNumber = { number: number } | { problem: string };

const NUMBER = /^[-+]?(\d+([.,]\d*)?|[.,]\d+)(e[-+]?\d+)?$/i;
/** One thousand, two hundred and thirty-four for some, and a bit more than one for others. */
const EITHER = /^[-+]?[1-9]\d{0,2}[.,]\d{3}$/;

/** A number as people type it, with a point or a comma before its decimals. What could be read as two numbers is read as none. */
export function readNumber(text: string): number | undefined {
  const typed = plain(text);
  if (!NUMBER.test(typed) || EITHER.test(typed)) return undefined;
  const number = Number(typed.replace(',', '.'));
  // Beyond that, numbers are no longer told apart, and another one than was typed would be kept.
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : undefined;
}

/** The same, with the reason where it is none. */
export function readTypedNumber(text: string, t: Translate): TypedNumber {
  const number = readNumber(text);
  if (number !== undefined) return { number };
  const typed = plain(text);
  if (!EITHER.test(typed)) return { problem: t('Write a number, such as 5, -5 or 20.05.') };
  const [whole, decimal] = [typed.replace(/[.,]/, ''), typed.replace(',', '.')];
  return { problem: fill(t('This could be {whole} or {decimal}. Write {whole} or {decimal}0.'), { whole, decimal }) };
}

/** A number as it is read back: `1.2340`, since 1.234 could be read as two. */
export function writeNumber(number: number): string {
  const text = String(number);
  return EITHER.test(text) ? `${text}0` : text;
}

const plain = (text: string) => text.trim().replace('−', '-');
