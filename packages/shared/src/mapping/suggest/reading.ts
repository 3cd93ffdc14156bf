import { fromAnswers, fromChoices, fromListedLabel } from './evidence/answers.ts';
import { fromAutocomplete } from './evidence/autocomplete.ts';
import { fromEventPath } from './evidence/event-path.ts';
import type { Claim, Evidence, Where } from './evidence/evidence.ts';
import { fromInputType } from './evidence/input-type.ts';
import { fromName, fromText, isUnknown } from './evidence/text.ts';
import type { FieldDescription } from './field.ts';
import { fold } from './fold.ts';

/** One field while it is read: what speaks for what. Neighbours add to it. */
export interface Reading {
  field: FieldDescription;
  tag: string;
  type: string;
  evidence: Evidence[];
  /** What was last made of the evidence, and of how much of it. */
  ranked?: { count: number; scores: [Claim, number][] };
}

/** Texts that say the same again in other places count less the second time. */
const AGAIN: readonly [places: readonly Where[], share: number][] = [
  [['name', 'id'], 0.25],
  [['label', 'aria', 'placeholder'], 0.4],
];
/** How much is said by what is no mere aside. */
const ELSE = 0.8;
/** A label that the field beside it has too was meant for one of them at most. */
const SHARED_LABEL = 0.4;

export function read(field: FieldDescription, isLabelShared: boolean): Reading {
  const type = (field.type ?? '').toLowerCase();
  const tag = (field.tag ?? (type === 'textarea' || type === 'select' ? type : 'input')).toLowerCase();
  const { key = '', name = key, id = '', label = '', aria = '', placeholder = '', autocomplete = '' } = field;
  const path = fromEventPath(key);
  const said = [
    ...path,
    ...(path.length > 0 ? [] : fromName(name, 'name')),
    ...fromName(id, 'id'),
    ...fromTrap(name, id, autocomplete),
    ...fromDialling([label, aria, placeholder]),
    ...fromText(label, 'label', isLabelShared ? SHARED_LABEL : 1),
    ...fromText(aria, 'aria'),
    ...fromText(placeholder, 'placeholder'),
    ...fromAutocomplete(autocomplete, type),
  ];
  return {
    field,
    tag,
    type,
    evidence: [
      ...said,
      ...fromInputType(tag, type),
      ...(type === 'tel' ? againstPhone(said, [label, aria, placeholder]) : []),
      ...fromChoices(field.options ?? []),
      ...(tag === 'select' ? fromListedLabel(label) : []),
      ...fromAnswers([...(field.values ?? []), ...(placeholder === '' ? [] : exampleIn(placeholder))]),
    ],
  };
}

/** Fields that only programs fill in, and stand-ins that are never sent. */
function fromTrap(name: string, id: string, autocomplete: string): Evidence[] {
  const trap = /fake|honey|gotcha/.exec(fold(`${name} ${id}`))?.[0];
  if (trap !== undefined) return [{ of: 'honeypot', where: 'name', seen: trap, weight: 9 }];
  const isNeverSent = name === '' && id === '' && autocomplete.toLowerCase() === 'false';
  return isNeverSent ? [{ of: 'honeypot', where: 'autocomplete', seen: 'false', weight: 6 }] : [];
}

/** "+" or "+49" and nothing else: what is dialled before a phone number, whatever the list of countries beside it is called. */
function fromDialling(texts: readonly string[]): Evidence[] {
  const seen = texts.find((text) => /^\s*\+\s*\d{0,3}\s*$/.test(text));
  return seen === undefined ? [] : [{ of: 'choice', where: 'placeholder', seen, weight: 4 }];
}

/** Whatever has digits is asked for as if it were a phone. Where anything else is said, the kind of the field says nothing. */
function againstPhone(said: readonly Evidence[], texts: readonly string[]): Evidence[] {
  const isPhone = said.some(({ of, weight }) => of === 'phone' && weight > ELSE);
  const isElse = texts.some(isUnknown) || said.some(({ of, weight }) => of !== 'phone' && weight > ELSE);
  return isElse && !isPhone ? [{ of: 'phone', where: 'type', seen: 'tel', weight: -1.2 }] : [];
}

/** A placeholder that shows an answer: "you@example.com", "(___) ___-____", "1234 5678 9012 3456". */
function exampleIn(placeholder: string): string[] {
  const shown = placeholder.trim();
  if (/^[^\s@]+@[^\s@]+\.\w{2,}$/.test(shown)) return [shown];
  const digits = shown.slice(0, 30).replace(/[X_#•●]/gi, '0');
  return /^[\d\s()+./-]+$/.test(digits) && digits.length >= 9 ? [digits] : [];
}

/** The log-odds of everything anything speaks for, the likeliest first. */
export function rank(reading: Reading): readonly [Claim, number][] {
  // Evidence is only ever added, so its count tells whether a ranking is still good.
  if (reading.ranked?.count !== reading.evidence.length) {
    const claims = [...new Set(reading.evidence.map(({ of }) => of))];
    const scores = claims.map((of): [Claim, number] => [of, sum(reading.evidence.filter((one) => one.of === of))]);
    reading.ranked = {
      count: reading.evidence.length,
      scores: scores.toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)),
    };
  }
  return reading.ranked.scores;
}

export function scoreOf(reading: Reading, of: Claim): number {
  return rank(reading).find(([claim]) => claim === of)?.[1] ?? 0;
}

/** The weights for one claim, less for what only says the same again. */
function sum(own: readonly Evidence[]): number {
  const groups = AGAIN.map(([places, share]) => {
    const weights = places.map((where) => Math.max(0, ...own.filter((one) => one.where === where).map(({ weight }) => weight)));
    const most = Math.max(...weights);
    return most + share * (weights.reduce((total, weight) => total + weight, 0) - most);
  });
  const rest = own.filter(({ where }) => !AGAIN.some(([places]) => places.includes(where))).map(({ weight }) => weight);
  return [...groups, ...rest].reduce((total, weight) => total + weight, 0);
}

/** What the field most likely is so far, where anything speaks for it. */
export function best(reading: Reading): Claim | undefined {
  const [first] = rank(reading);
  return first !== undefined && first[1] > 0.5 ? first[0] : undefined;
}

/** Lets neighbours speak: what spoke for `from` speaks for `to`, and a little more. */
export function turn(reading: Reading, from: Claim, to: Claim, seen: string, margin: number): void {
  const weight = Math.max(0, scoreOf(reading, from)) - Math.max(0, scoreOf(reading, to)) + margin;
  reading.evidence.push({ of: to, where: 'neighbours', seen, weight: Math.max(margin, weight) });
}

export function isTyped({ tag, type }: Reading): boolean {
  return tag === 'input' && !['checkbox', 'radio', 'hidden', 'submit', 'button', 'file', 'select', 'image', 'reset'].includes(type);
}

/** Whether any of these words is in the texts of the field. */
export function says({ field }: Reading, pattern: RegExp): boolean {
  return [field.key, field.name, field.id, field.label, field.aria, field.placeholder].some(
    (text) => text !== undefined && pattern.test(fold(text)),
  );
}
