import type { Claim } from '../evidence/evidence.ts';
import { best, type Reading, scoreOf, turn } from '../reading.ts';

const CARD: ReadonlySet<Claim> = new Set(['cardNumber', 'cardName', 'cardSecurityCode', 'expiration', 'expirationMonth', 'expirationYear']);
const ENDS: ReadonlySet<Claim> = new Set(['expiration', 'expirationMonth', 'expirationYear']);
/** How far from its number the fields of a card stand. */
const REACH = 6;

/** Fields of a payment card stand together; alone, a "security code" or a month is something else. */
export function readCards(form: readonly Reading[]): void {
  form.forEach((reading, at) => {
    readSecurityCode(reading);
    const around = form.slice(Math.max(0, at - REACH), at + REACH + 1).filter((other) => other !== reading);
    const hasCard = around.some((other) => ['cardNumber', 'cardSecurityCode'].includes(best(other) ?? ''));
    if (hasCard) readInCard(reading, form[at - 1], form[at + 1]);
    else readAlone(reading, around);
  });
}

/** Its digits are often hidden like a password's. */
function readSecurityCode(reading: Reading): void {
  const named = reading.evidence.find(({ of, where, weight }) => of === 'cardSecurityCode' && where !== 'neighbours' && weight >= 2);
  if (reading.type === 'password' && named !== undefined) turn(reading, 'password', 'cardSecurityCode', named.seen, 1.5);
}

function readInCard(reading: Reading, before: Reading | undefined, after: Reading | undefined): void {
  const claim = best(reading);
  if (claim === undefined) return;
  const isBetween = [before, after].every((other) => other !== undefined && CARD.has(best(other) ?? 'choice'));
  if (claim === 'fullName' && isBetween) turn(reading, 'fullName', 'cardName', 'the card’s fields around it', 1.5);
  if (CARD.has(claim)) reading.evidence.push({ of: claim, where: 'neighbours', seen: 'the card’s fields around it', weight: 1.5 });
  if (claim !== 'expiration' || reading.tag !== 'select') return;
  // Two lists beside each other: the month, then the year.
  const isSecond = isListOfEnds(before);
  const hasSecond = isListOfEnds(after);
  if (isSecond) turn(reading, 'expiration', 'expirationYear', 'the list before it', 1.5);
  else if (hasSecond) turn(reading, 'expiration', 'expirationMonth', 'the list after it', 1.5);
}

function isListOfEnds(reading: Reading | undefined): boolean {
  return reading !== undefined && reading.tag === 'select' && reading.evidence.some(({ of, weight }) => weight > 0 && ENDS.has(of));
}

function readAlone(reading: Reading, around: readonly Reading[]): void {
  const claim = best(reading);
  const hasOther = around.some((other) => [...CARD].some((of) => best(other) === of && scoreOf(other, of) > 3));
  if (claim === undefined || !CARD.has(claim) || hasOther || scoreOf(reading, claim) > 4) return;
  if (claim === 'cardSecurityCode') turn(reading, claim, 'code', 'no card around it', 1.5);
  if (ENDS.has(claim)) reading.evidence.push({ of: claim, where: 'neighbours', seen: 'no card around it', weight: -2 });
}
