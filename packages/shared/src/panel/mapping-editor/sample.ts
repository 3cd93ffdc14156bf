import { formatPointer } from '../../mapping/pointer.ts';
import type { FormField } from '../first-run/plan.ts';
import type { Translate } from '../translate.ts';
import { answerPath, pathLabel, type PathNames } from './paths.ts';

export type SampleGroup = 'answers' | 'person' | 'data' | 'steps' | 'consent' | 'visit' | 'event';

/** One value of the sample event that a rule can read. */
export interface SampleField {
  path: string;
  label: string;
  group: SampleGroup;
  /** Undefined where the form has the field and this event has no answer to it. */
  value: unknown;
}

export interface SampleParts {
  envelope: Readonly<Record<string, unknown>>;
  /** Fields of the forms that start the flow; shown also where nobody has filled them in yet. */
  formFields?: readonly FormField[] | undefined;
  /** What earlier steps would give, by their keys. */
  steps?: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined;
}

const DEEPEST = 4;
const MOST_ITEMS = 3;

/** All values of an event as a list in the order in which people look for them: answers first, what the browser said last. */
export function sampleFields(parts: SampleParts, t: Translate): SampleField[] {
  const names = pathNames(parts);
  const { data, subject, consent, context, type, occurredAt, id } = parts.envelope;
  const { fields, labels: _labels, types: _types, form, ...rest } = asGroup(data);
  const answers = { ...Object.fromEntries((parts.formFields ?? []).map(({ key }) => [key, undefined])), ...asGroup(fields) };
  const list = (group: SampleGroup, base: string[], value: unknown) =>
    leaves(value, base, 0)
      .filter((leaf) => leaf.value !== undefined || group === 'answers')
      .map((leaf): SampleField => ({ ...leaf, group, label: pathLabel(leaf.path, names, t) }));
  return [
    ...list('answers', ['data', 'fields'], answers),
    ...list('person', ['subject'], subject),
    ...list('data', ['data'], rest),
    ...list('steps', ['steps'], parts.steps),
    ...list('consent', ['consent'], consent),
    ...list('visit', ['context'], context),
    ...list('event', [], { type, occurredAt, id }),
    ...list('event', ['data', 'form'], form),
  ];
}

/** The names that the event itself and the site's forms give to answers. */
export function pathNames({ envelope, formFields = [] }: Pick<SampleParts, 'envelope' | 'formFields'>): PathNames {
  const labels = Object.entries(asGroup(asGroup(envelope['data'])['labels'])).flatMap(([key, label]) =>
    typeof label === 'string' ? [[answerPath(key), label] as const] : [],
  );
  return Object.fromEntries([...formFields.map(({ key, label }) => [answerPath(key), label] as const), ...labels]);
}

function leaves(value: unknown, at: string[], depth: number): { path: string; value: unknown }[] {
  const path = formatPointer(at);
  if (depth < DEEPEST && typeof value === 'object' && value !== null && !isShortList(value)) {
    // Of a long list the first items show what is there; the list itself can be mapped as a whole.
    const whole = Array.isArray(value) ? [{ path, value: value as unknown }] : [];
    const entries = Object.entries(value).slice(0, Array.isArray(value) ? MOST_ITEMS : undefined);
    return [...whole, ...entries.flatMap(([key, member]) => leaves(member, [...at, key], depth + 1))];
  }
  return at.length === 0 || depth === 0 ? [] : [{ path, value }];
}

/** Ticked boxes and tags: one value to people. */
function isShortList(value: object): boolean {
  return Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null);
}

function asGroup(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** A value in one line for people; empty where there is none. */
export function valueText(value: unknown, t: Translate): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return value ? t('yes') : t('no');
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.map((item) => valueText(item, t)).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** As much of a value as fits into a list of fields. */
const SHOWN = 60;

/** A field with what it holds, on one line: "Your name: Ada". */
export function sampleFieldText({ label, value }: Pick<SampleField, 'label' | 'value'>, t: Translate): string {
  const text = valueText(value, t).replace(/\s+/g, ' ');
  return text === '' ? label : `${label}: ${text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}`;
}
