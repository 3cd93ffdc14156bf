import { changesFor, type Defaults } from '../../panel/mapping-editor/put-field.ts';
import type { Rule } from '../spec.ts';
import type { MappableField } from '../validate.ts';
import type { FieldDescription } from './field.ts';
import type { Meaning } from './meanings.ts';
import { type Named, nameFields } from './name-fields.ts';
import { THRESHOLD } from './suggest.ts';
import type { Term } from './vocabulary.ts';

/** A value of the event that may be mapped, and where it is. */
export interface SourceField extends FieldDescription {
  path: string;
}

/** One field of the destination, and what would fill it. */
export interface SuggestedRule {
  target: string;
  term: Term;
  rule: Rule;
  /** That both the event's and the destination's field mean this, 0 to 1. */
  confidence: number;
  /** The places of the event it reads, each with what spoke for it. */
  from: { path: string; named: Named }[];
}

interface Source {
  path: string;
  named: Named;
  term: Term;
}

/** The fields of the destination that the event's fields can fill, in the destination's order. */
export function suggestMapping(
  sources: readonly SourceField[],
  targets: readonly MappableField[],
  vocabulary: readonly Term[],
  defaults: Defaults,
): SuggestedRule[] {
  const known = nameFields(sources, vocabulary).flatMap((named, index): Source[] => {
    const path = sources[index]?.path;
    return named.term === null || path === undefined ? [] : [{ path, named, term: named.term }];
  });
  return nameFields(targets.map(describe), vocabulary).flatMap((wanted, index): SuggestedRule[] => {
    const target = targets[index];
    if (target === undefined || wanted.term === null) return [];
    const found = whole(known, wanted.term) ?? parts(known, wanted.term);
    if (found === undefined) return [];
    const confidence = Math.round(wanted.confidence * Math.min(...found.from.map(({ named }) => named.confidence)) * 1000) / 1000;
    if (confidence < THRESHOLD) return [];
    const rule = changesFor(target, defaults).reduce<Rule>((from, change) => ({ ...change, from }), found.rule);
    return [{ target: target.path, term: wanted.term, rule, confidence, from: found.from.map(({ path, named }) => ({ path, named })) }];
  });
}

type Found = { rule: Rule; from: Source[] };

function surest(known: readonly Source[], test: (source: Source) => boolean): Source | undefined {
  return known.filter(test).toSorted((a, b) => b.named.confidence - a.named.confidence)[0];
}

/** The one value that means the same. */
function whole(known: readonly Source[], term: Term): Found | undefined {
  const best = surest(known, (source) => source.term.name === term.name);
  return best === undefined ? undefined : { rule: { do: 'path', path: best.path }, from: [best] };
}

/** A name out of another: its first or last part, or both together. */
function parts(known: readonly Source[], term: Term): Found | undefined {
  const meant = (meaning: Meaning) => surest(known, (source) => source.term.meaning === meaning);
  if (term.meaning === 'fullName') {
    const [first, last] = [meant('firstName'), meant('lastName')];
    if (first === undefined || last === undefined) return undefined;
    return {
      rule: {
        do: 'join',
        of: [
          { do: 'path', path: first.path },
          { do: 'path', path: last.path },
        ],
        separator: ' ',
      },
      from: [first, last],
    };
  }
  const full = meant('fullName');
  if (full === undefined || (term.meaning !== 'firstName' && term.meaning !== 'lastName')) return undefined;
  const part = term.meaning === 'firstName' ? 'first' : 'last';
  return { rule: { do: 'splitName', from: { do: 'path', path: full.path }, part }, from: [full] };
}

/** A field of a destination reads like one of a form. */
function describe({ path, label, type, options }: MappableField): FieldDescription {
  return {
    name: path.slice(1).replaceAll('/', '.'),
    label,
    type: INPUTS[type] ?? '',
    form: 'destination',
    options: options?.map((option) => option.label),
  };
}

const INPUTS: Readonly<Record<string, string>> = {
  email: 'email',
  phone: 'phone',
  date: 'date',
  datetime: 'date',
  boolean: 'checkbox',
  enum: 'select',
};
