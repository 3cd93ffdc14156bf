import { sampleFields, type SampleField, type SampleGroup, valueText } from '../mapping-editor/sample.ts';
import type { Translate } from '../translate.ts';
import { asGroup, type Group } from './about.ts';

export interface SubmittedField {
  key: string;
  label: string;
  /** For people; empty where nothing was entered. */
  text: string;
}

export interface SubmittedPart {
  group: SampleGroup;
  fields: SubmittedField[];
}

/** Shown in their own way, or said by the page already. */
const NOT_LISTED: ReadonlySet<SampleGroup> = new Set(['consent', 'event', 'steps']);
/** A text of more characters than this is taken for something a person wrote, whatever its field is called. */
const LONG = 60;

/** What an event says, by parts, in the order in which people look for it, under the names its form gave. */
export function submittedParts(envelope: Group, t: Translate): SubmittedPart[] {
  const parts = new Map<SampleGroup, SubmittedField[]>();
  for (const { path, label, group, value } of sampleFields({ envelope }, t)) {
    if (NOT_LISTED.has(group) || isSplit(value)) continue;
    parts.set(group, [...(parts.get(group) ?? []), { key: path, label, text: valueText(value, t) }]);
  }
  return [...parts].map(([group, fields]) => ({ group, fields }));
}

/** A list of groups is shown item by item, not as a whole too. */
function isSplit(value: unknown): boolean {
  return Array.isArray(value) && value.some((item) => typeof item === 'object' && item !== null);
}

export interface Message {
  /** What the person wrote, where there is such a thing: the longest text. */
  text: string | null;
  /** The other answers. */
  facts: SubmittedField[];
}

/** What an event says, short enough to judge it by without opening it. */
export function messageOf(envelope: Group, t: Translate): Message {
  const types = asGroup(asGroup(envelope['data'])['types']);
  const all = sampleFields({ envelope }, t).filter(({ group, value }) => (group === 'answers' || group === 'data') && !isSplit(value));
  const answers = all.some(({ group }) => group === 'answers') ? all.filter(({ group }) => group === 'answers') : all;
  const [main] = answers.filter((field) => isProse(field, types)).toSorted((a, b) => String(b.value).length - String(a.value).length);
  const facts = answers
    .filter((field) => field !== main)
    .map(({ path, label, value }) => ({ key: path, label, text: valueText(value, t) }));
  return { text: main === undefined ? null : String(main.value), facts: facts.filter(({ text }) => text !== '') };
}

function isProse({ path, value }: SampleField, types: Group): boolean {
  if (typeof value !== 'string' || value.trim() === '') return false;
  const type = types[path.slice(path.lastIndexOf('/') + 1)];
  return type === 'textarea' || value.length > LONG || value.includes('\n');
}
