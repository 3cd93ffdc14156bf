import { normalisePhone } from '../phone.ts';

/** A phone number as it can be compared: in full where its country is known, and its digits without leading zeros. */
export interface PhoneClue {
  e164: string | undefined;
  digits: string;
}

/** Fewer digits are no subscriber's number. */
const ENOUGH = 8;

export function phoneClue(typed: string, country: string | undefined): PhoneClue | undefined {
  if (typed === '') return undefined;
  const e164 = normalisePhone(typed, country);
  const digits = (e164 ?? typed).normalize('NFKC').replace(/\D/g, '').replace(/^0+/, '');
  if (digits.length < ENOUGH || /^(\d)\1*$/.test(digits)) return undefined;
  return { e164, digits };
}

/** What two spellings of one number share: its last digits. */
export function phoneTail(clue: PhoneClue): string {
  return clue.digits.slice(-ENOUGH);
}

/**
 * `same`: one number, also where one was written without its country code · `close`: one wrong digit, or two exchanged.
 */
export function comparePhones(a: PhoneClue, b: PhoneClue): 'same' | 'close' | 'different' {
  if (a.digits === b.digits) return 'same';
  if (a.e164 !== undefined && b.e164 !== undefined) return oneSlip(a.digits, b.digits) ? 'close' : 'different';
  const [short, long] = a.digits.length < b.digits.length ? [a, b] : [b, a];
  // The longer one is the shorter with a country code (at most three digits) in front; a number known in full has it already.
  const code = long.digits.length - short.digits.length;
  if (short.e164 === undefined && code >= 1 && code <= 3 && long.digits.endsWith(short.digits)) return 'same';
  return oneSlip(a.digits, b.digits) ? 'close' : 'different';
}

function oneSlip(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const wrong = Array.from(a).flatMap((digit, index) => (digit === b[index] ? [] : [index]));
  if (wrong.length === 1) return true;
  const [i, j] = wrong as [number, number];
  return wrong.length === 2 && j === i + 1 && a[i] === b[j] && a[j] === b[i];
}
