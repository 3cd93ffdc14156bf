import type { Claim, Evidence } from './evidence/evidence.ts';
import type { FieldDescription } from './field.ts';
import { IGNORED, type Ignored, type Meaning } from './meanings.ts';
import { readAccounts } from './neighbours/account.ts';
import { readAddresses } from './neighbours/addresses.ts';
import { readBirthdays } from './neighbours/birthdays.ts';
import { readCards } from './neighbours/cards.ts';
import { readNames } from './neighbours/names.ts';
import { leaveOutFormsName } from './neighbours/shared-words.ts';
import { rank, read, type Reading } from './reading.ts';

export interface Suggested {
  /** Null where nothing is sure enough, or where the field is none to suggest for. */
  meaning: Meaning | null;
  /** How likely it is that the meaning is right, 0 to 1. Of null: how likely the likeliest would have been. */
  confidence: number;
  /** Why the field is left alone, where it is known what it is. */
  ignored: Ignored | null;
  /** What spoke for it, and against it, the weightiest first. */
  reasons: Evidence[];
  /** What else it may be, likeliest first. */
  alternatives: { meaning: Meaning; confidence: number }[];
}

/** Below this nothing is suggested. */
export const THRESHOLD = 0.5;
/** How much must speak for a meaning until it is as likely as that the field is none of them all. */
const NONE = 1.6;
const MOST_REASONS = 6;
const MOST_ALTERNATIVES = 3;
const LEAST_ALTERNATIVE = 0.05;

/** What each field means, answered in the order asked. Fields of one form are read together. */
export function suggestMeanings(fields: readonly FieldDescription[]): Suggested[] {
  const readings: Reading[] = Array.from({ length: fields.length });
  for (const form of formsOf(fields)) {
    const neighbours = form.map((index, at) => {
      const field = fields[index] ?? {};
      const reading = read(
        field,
        [fields[form[at - 1] ?? -1], fields[form[at + 1] ?? -1]].some((other) => isLabelShared(field, other)),
      );
      readings[index] = reading;
      return reading;
    });
    for (const rule of [leaveOutFormsName, readBirthdays, readCards, readNames, readAddresses, readAccounts]) rule(neighbours);
  }
  return readings.map(decide);
}

/** The indexes of the fields of each form, in the form's order. */
function formsOf(fields: readonly FieldDescription[]): number[][] {
  const forms = new Map<string, number[]>();
  fields.forEach(({ form = '' }, index) => forms.set(form, [...(forms.get(form) ?? []), index]));
  const place = (index: number) => fields[index]?.position ?? index;
  return [...forms.values()].map((form) => form.toSorted((a, b) => place(a) - place(b)));
}

function isLabelShared(field: FieldDescription, other: FieldDescription | undefined): boolean {
  if (other === undefined || field.label === undefined || field.label.trim() === '') return false;
  return field.label === other.label && (field.type !== other.type || (field.name ?? field.key) !== (other.name ?? other.key));
}

function decide(reading: Reading): Suggested {
  const ranked = rank(reading);
  const sum = ranked.reduce((total, [, score]) => total + Math.exp(score), Math.exp(NONE));
  const likely = ranked.map(([of, score]) => ({ of, confidence: round(Math.exp(score) / sum) }));
  const [first] = likely;
  const isSure = first !== undefined && first.confidence >= THRESHOLD;
  const meaning = isSure && isMeaning(first.of) ? first.of : null;
  return {
    meaning,
    confidence: first?.confidence ?? 0,
    ignored: isSure && !isMeaning(first.of) ? first.of : null,
    reasons: reading.evidence
      .filter(({ of }) => of === first?.of)
      .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
      .slice(0, MOST_REASONS)
      .map((one) => ({ ...one, weight: round(one.weight) })),
    alternatives: likely
      .filter(({ of, confidence }) => of !== meaning && confidence >= LEAST_ALTERNATIVE)
      .flatMap(({ of, confidence }) => (isMeaning(of) ? [{ meaning: of, confidence }] : []))
      .slice(0, MOST_ALTERNATIVES),
  };
}

function isMeaning(claim: Claim): claim is Meaning {
  return !(IGNORED as readonly string[]).includes(claim);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
