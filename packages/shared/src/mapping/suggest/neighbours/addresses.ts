import { best, isTyped, rank, type Reading, turn } from '../reading.ts';

/** How much speaks for something else until a field is no line of a street. */
const ELSE = 1.5;

/** The line after the street, before the town, is the second line of the address, even where it has no label of its own. */
export function readAddresses(form: readonly Reading[]): void {
  form.forEach((reading, at) => {
    const [before, after] = [form[at - 1], form[at + 1]];
    if (before === undefined || best(before) !== 'street' || !isTyped(reading)) return;
    if (isBareNumber(reading)) return turn(reading, 'street', 'choice', 'the street before it', 1.5);
    const claim = best(reading);
    if ((claim === 'street' || claim === 'street2') && isSameBlock(before, reading) && !saysElse(reading))
      turn(reading, 'street', 'street2', 'the street before it', 0.8);
    const isBeforeTown = after !== undefined && ['city', 'postalCode', 'province'].includes(best(after) ?? '');
    if (claim === undefined && isBeforeTown && isSilent(reading)) {
      reading.evidence.push({ of: 'street2', where: 'neighbours', seen: 'the street before it', weight: 2 });
    }
  });
}

/** "Address, Address" and "street[0], street[1]" are one address; "address1, address1" are two. */
function isSameBlock(before: Reading, reading: Reading): boolean {
  const [one, other] = [nameOf(before), nameOf(reading)];
  return before.tag !== 'select' && one !== other && numberIn(other) !== 0 && numberIn(one) < Math.max(2, numberIn(other));
}

/** "Street, No.": the number of the house alone. */
function isBareNumber({ field }: Reading): boolean {
  return [field.label, field.placeholder, field.aria].some((text) =>
    /^\W*(nr|no|n[°º]|num|number|nummer|numero|número)\W*$/i.test(text ?? ''),
  );
}

/** Whether something else than an address is spoken of too: a "street number" is no second line. */
function saysElse(reading: Reading): boolean {
  return rank(reading).some(([of, score]) => of !== 'street' && of !== 'street2' && score >= ELSE);
}

const nameOf = ({ field }: Reading): string => field.name ?? field.key ?? field.id ?? '';

/** The number at the end of a name; 1 where there is none. */
function numberIn(name: string): number {
  return Number(/(\d{1,3})\D*$/.exec(name)?.[1] ?? 1);
}

function isSilent({ field }: Reading): boolean {
  return [field.label, field.aria, field.placeholder].every((text) => (text ?? '').trim() === '');
}
