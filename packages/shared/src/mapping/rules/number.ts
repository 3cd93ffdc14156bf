import { fail, type Run } from '../run.ts';
import { bare, quote } from '../values.ts';
import { oneOf, oneText } from './input.ts';

const CURRENCY = /^\p{Sc}\s*|\s*\p{Sc}$/gu;
/**
 * Groups of three (1,234,567), or of two before the last three as in India (12,34,567). The first does not begin with 0: in
 * "0,500" the comma is the decimal sign.
 */
const NUMBER = {
  '.': /^[+-]?(?:\d+|[1-9]\d{0,2}(?:(?:,\d{2,3})*,\d{3}|(?: \d{3})+|(?:'\d{3})+))(?:\.\d+)?$/,
  ',': /^[+-]?(?:\d+|[1-9]\d{0,2}(?:(?:\.\d{2,3})*\.\d{3}|(?: \d{3})+|(?:'\d{3})+))(?:,\d+)?$/,
};

/**
 * A number, or text that is written as one: with `decimal` "," it reads "1.234,56", else "1,234.56".
 * Groups may also be set off by spaces or apostrophes, and a currency sign may stand before or after. Text that fits only the
 * other way of writing is a problem, never a guess.
 */
export function toNumber(value: unknown, run: Run, decimal: '.' | ','): unknown {
  const single = oneOf(value, run);
  if (typeof single === 'number') return Number.isFinite(single) ? single : fail(run, 'This is not a finite number.');
  const text = oneText(single, run);
  if (typeof text !== 'string') return text;
  const given = bare(text);
  if (given === '') return undefined;
  const written = given.slice(0, 65).replace(CURRENCY, '').replace('\u2212', '-').replace(/\s/g, ' ').replaceAll('’', "'");
  if (given.length > 64 || !NUMBER[decimal].test(written)) {
    const example = decimal === ',' ? '1.234,56' : '1,234.56';
    return fail(
      run,
      `${quote(given)} is not a number written like ${example}. Correct it, or choose the other decimal sign in the mapping.`,
    );
  }
  const digits = written.replace(/[ ']/g, '');
  const plain = decimal === ',' ? digits.replaceAll('.', '').replace(',', '.') : digits.replaceAll(',', '');
  const number = Number(plain);
  if (Math.abs(number) > Number.MAX_SAFE_INTEGER) {
    return fail(run, `${quote(given)} has too many digits to be kept exactly as a number. Map it as text instead.`);
  }
  return number;
}
