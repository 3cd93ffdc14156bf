import type { Envelope } from '@handoff/shared/event';

/** One answer as it was submitted; an answer with parts (checkboxes, an address) gives one of these for each part. */
export interface SubmittedField {
  /** The form's own key; parts of an object as `address.city`. */
  key: string;
  /** The form's own type of the field (`textarea`, `url`), where the source told it; lower case. */
  type: string | undefined;
  label: string | undefined;
  text: string;
}

/** What stands beside the answers in `data` where there is no `fields` member. */
const NOT_AN_ANSWER: ReadonlySet<string> = new Set(['fields', 'form', 'labels', 'types']);

/** Whether the answers stand under `data.fields`, as forms send them. */
export function hasFormFields({ data }: Envelope): boolean {
  return isObject(data.fields);
}

/** Everything a person typed or chose: `data.fields`, or all of `data` where the source names its parts itself (comments, registrations). */
export function submittedFields(envelope: Envelope): SubmittedField[] {
  const { data } = envelope;
  const fields = isObject(data.fields) ? data.fields : data;
  const types = byLowerCaseKey(data.types);
  const labels = byLowerCaseKey(data.labels);
  const found: SubmittedField[] = [];
  for (const [key, value] of Object.entries(fields)) {
    if (fields === data && NOT_AN_ANSWER.has(key.toLowerCase())) continue;
    const type = types.get(key.toLowerCase())?.toLowerCase();
    const label = labels.get(key.toLowerCase());
    for (const leaf of leaves(key, value)) found.push({ key: leaf.key, type, label, text: leaf.text });
  }
  return found;
}

/** Without recursion, so that deeply nested input cannot exhaust the stack. */
function leaves(key: string, value: unknown): { key: string; text: string }[] {
  const found: { key: string; text: string }[] = [];
  const open: { key: string; value: unknown }[] = [{ key, value }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next.value === 'string') found.push({ key: next.key, text: next.value });
    else if (typeof next.value === 'number' || typeof next.value === 'boolean') found.push({ key: next.key, text: String(next.value) });
    else if (Array.isArray(next.value)) for (const item of next.value) open.push({ key: next.key, value: item });
    else if (isObject(next.value)) for (const [part, item] of Object.entries(next.value)) open.push({ key: `${key}.${part}`, value: item });
  }
  return found;
}

function byLowerCaseKey(value: unknown): Map<string, string> {
  const found = new Map<string, string>();
  if (!isObject(value)) return found;
  for (const [key, text] of Object.entries(value)) if (typeof text === 'string') found.set(key.toLowerCase(), text);
  return found;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
