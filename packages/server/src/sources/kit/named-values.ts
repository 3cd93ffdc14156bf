/** One value someone entered, what it is called, and what the object around it is called. */
export interface NamedValue {
  name: string;
  text: string;
  /** Undefined at the top. */
  parent: string | undefined;
}

interface Found {
  value: unknown;
  parent: string | undefined;
}

const DEEPEST = 8;
const MOST = 500;
/** How form tools write an answer as an object: `{ label: "E-mail", value: "ada@…" }`. */
const LABELS = ['label', 'title', 'name', 'key', 'id', 'ref'];
const ANSWERS = ['value', 'answer', 'raw_value'];

/**
 * Finds what a body of unknown shape says by name: members at any depth, and the label-and-value objects that form
 * tools send as lists. Outer ones first, since what is nested deeper is more often about something else.
 */
export function namedValues(body: unknown): NamedValue[] {
  const found: NamedValue[] = [];
  let level: Found[] = [{ value: body, parent: undefined }];
  for (let depth = 0; depth < DEEPEST && level.length > 0 && found.length < MOST; depth += 1) {
    const next: Found[] = [];
    for (const { value, parent } of level) {
      if (Array.isArray(value)) next.push(...value.slice(0, MOST).map((item: unknown) => ({ value: item, parent })));
      else if (isObject(value)) collect(value, parent, found, next);
    }
    level = next.slice(0, MOST);
  }
  return found.slice(0, MOST);
}

function collect(object: Record<string, unknown>, parent: string | undefined, found: NamedValue[], next: Found[]): void {
  const answer = parent === undefined ? undefined : firstText(object, ANSWERS);
  const labels = answer === undefined ? [] : LABELS.filter((member) => textOf(object[member]) !== undefined);
  if (answer !== undefined)
    found.push(...labels.map((member) => ({ name: textOf(object[member]) as string, text: answer, parent: undefined })));
  for (const [name, value] of Object.entries(object)) {
    if (labels.includes(name)) continue;
    const text = textOf(value);
    if (text !== undefined) found.push({ name, text, parent });
    else if (typeof value === 'object' && value !== null) next.push({ value, parent: name });
  }
}

function firstText(object: Record<string, unknown>, members: string[]): string | undefined {
  return members.map((member) => textOf(object[member])).find((text) => text !== undefined);
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value.trim() : undefined;
  return text === '' ? undefined : text;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
