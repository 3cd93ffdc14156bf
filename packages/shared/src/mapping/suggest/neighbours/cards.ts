import type { Claim } from '../evidence/evidence.ts';
import { best, type Reading, says, scoreOf, turn } from '../reading.ts';
import { datePartOf, isWholeDate } from './date-parts.ts';

const CARD: ReadonlySet<Claim> = new Set(['cardNumber', 'cardName', 'cardSecurityCode', 'expiration', 'expirationMonth', 'expirationYear']);
const ENDS: ReadonlySet<Claim> = new Set(['expiration', 'expirationMonth', 'expirationYear']);
/** How much must speak for the name on a card until a bare name beside the card is that. */
const NAMED = 2;
/** A code beside a card that checks it. A coupon is a code too. */
const CHECK = /verif|secur|sicher|segur|sicur/;
/** What expires and is no payment card. */
const PAPERS = /passport|passeport|pasaporte|passaporto|reisepass|ausweis|licen[cs]e|licencia|document|permit|паспорт/;
/** How far from its number the fields of a card stand. */
const REACH = 6;

/** Fields of a payment card stand together; alone, a "security code" or a month is something else. */
export function readCards(form: readonly Reading[]): void {
  form.forEach((reading, at) => {
    readHidden(reading, 'cardSecurityCode');
    readHidden(reading, 'cardNumber');
    readHidden(reading, 'taxId');
    const around = form.slice(Math.max(0, at - REACH), at + REACH + 1).filter((other) => other !== reading);
    const hasCard = around.some((other) => ['cardNumber', 'cardSecurityCode'].includes(best(other) ?? ''));
    if (hasCard) readInCard(reading, form[at - 1], form[at + 1]);
    else readAlone(reading, around);
  });
}

/** Digits of a card are often hidden like a password's. */
function readHidden(reading: Reading, meant: Claim): void {
  const named = reading.evidence.find(({ of, where, weight }) => of === meant && where !== 'neighbours' && weight >= 2);
  const isCalledPassword = reading.evidence.some(({ of, where }) => of === 'password' && where !== 'type');
  if (reading.type === 'password' && named !== undefined && !isCalledPassword) turn(reading, 'password', meant, named.seen, 1.5);
}

function readInCard(reading: Reading, before: Reading | undefined, after: Reading | undefined): void {
  const claim = best(reading);
  if (claim === undefined && isNumber(reading)) return turn(reading, 'cardNumber', 'cardNumber', 'the card’s fields around it', 3);
  if (claim === undefined) return;
  if (claim === 'code' && says(reading, CHECK)) return turn(reading, 'code', 'cardSecurityCode', 'the card’s fields around it', 1.5);
  const isBetween = [before, after].every((other) => other !== undefined && CARD.has(best(other) ?? 'choice'));
  if (claim === 'fullName' && (isBetween || scoreOf(reading, 'cardName') >= NAMED))
    turn(reading, 'fullName', 'cardName', 'the card’s fields around it', 1.5);
  if (CARD.has(claim)) reading.evidence.push({ of: claim, where: 'neighbours', seen: 'the card’s fields around it', weight: 1.5 });
  if (claim !== 'expiration') return;
  const part = datePartOf(reading);
  if (part === 'month' || part === 'year')
    return turn(reading, claim, part === 'month' ? 'expirationMonth' : 'expirationYear', 'the part it names', 1.5);
  if (reading.tag !== 'select' && isWholeDate(reading)) return;
  // Two beside each other: the month, then the year.
  if (isEndToo(reading, before)) turn(reading, 'expiration', 'expirationYear', 'the end of the card before it', 1.5);
  else if (isEndToo(reading, after)) turn(reading, 'expiration', 'expirationMonth', 'the end of the card after it', 1.5);
}

/** Whether two fields of the same kind both ask for when the card ends. Of two lists one may say its part. */
function isEndToo({ tag }: Reading, other: Reading | undefined): boolean {
  if (other === undefined || other.tag !== tag) return false;
  return other.evidence.some(({ of, weight }) => weight > 0 && (tag === 'select' ? ENDS.has(of) : of === 'expiration'));
}

/** Whether it is called by letters that only cards have (CVV, CVC): a "security code" may be sent to a phone. */
function isOnlyOfCards({ evidence }: Reading): boolean {
  return evidence.some(({ of, seen }) => of === 'cardSecurityCode' && /^(cc )?c(vv|vc|vn|cv|sc)\b/.test(seen));
}

/** Called a number, and nothing more. */
function isNumber({ field }: Reading): boolean {
  return [field.name ?? field.key, field.id, field.label].some((text) => /^\W*(cc|number|nummer|numero|номер)\W*$/i.test(text ?? ''));
}

function readAlone(reading: Reading, around: readonly Reading[]): void {
  const claim = best(reading);
  if (claim !== undefined && ENDS.has(claim) && says(reading, PAPERS)) return turn(reading, claim, 'choice', 'no card expires there', 1.5);
  const hasOther = around.some((other) => [...CARD].some((of) => best(other) === of && scoreOf(other, of) > 3));
  if (claim === undefined || !CARD.has(claim) || hasOther || (scoreOf(reading, claim) > 4 && !isBarePart(reading))) return;
  if (claim === 'cardSecurityCode' && !isOnlyOfCards(reading)) turn(reading, claim, 'code', 'no card around it', 1.5);
  if (ENDS.has(claim))
    reading.evidence.push({ of: claim, where: 'neighbours', seen: 'no card around it', weight: isBarePart(reading) ? -4 : -2 });
}

/** A "year" that nothing calls the end of anything. */
function isBarePart({ evidence }: Reading): boolean {
  return evidence.every(
    ({ of, seen, where }) => !ENDS.has(of) || (where !== 'autocomplete' && /^\p{L}{2,6}$/u.test(seen) && !seen.startsWith('exp')),
  );
}
