import type { Envelope } from '@handoff/shared/event';
import { formatPointer } from '@handoff/shared/mapping';
import type { SourceField } from '@handoff/shared/mapping/suggest';

/** How deep places of an event are looked for: `/data/lines/0/title`. */
const DEEPEST = 4;
/** Of a list the first stands for all. */
const MOST_ITEMS = 1;

/** Everything of an event that may be mapped: the form's answers, then the person, then the rest of the data. */
export function eventFields(envelope: Envelope): SourceField[] {
  const { fields, labels, types, form: _form, ...rest } = envelope.data;
  const [labelOf, typeOf] = [asGroup(labels), asGroup(types)];
  const answers = Object.entries(asGroup(fields)).map(([key, value]): SourceField => {
    const values = texts(value);
    const [label, type] = [labelOf[key], typeOf[key]];
    return {
      path: formatPointer(['data', 'fields', key]),
      key,
      ...(typeof label === 'string' ? { label } : {}),
      ...(typeof type === 'string' ? { type } : {}),
      values,
      form: 'answers',
    };
  });
  return [...answers, ...leaves(envelope.subject, ['subject'], 'person'), ...leaves(rest, ['data'], 'data')];
}

function leaves(value: unknown, at: string[], form: string): SourceField[] {
  if (typeof value === 'object' && value !== null && at.length <= DEEPEST) {
    const entries = Object.entries(value).slice(0, Array.isArray(value) ? MOST_ITEMS : undefined);
    return entries.flatMap(([key, member]) => leaves(member, [...at, key], form));
  }
  const path = formatPointer(at);
  const values = texts(value);
  return values.length === 0 ? [] : [{ path, key: path, values, form }];
}

function texts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(texts);
  return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
}

function asGroup(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
