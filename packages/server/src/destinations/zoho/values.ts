import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';
import { fieldPath } from './words.ts';

/** What a mapping may put into a field; another record stands there by its id. */
export const FieldValue = z.union([
  z.string().max(65_536),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.string()),
  z.strictObject({ id: z.string().min(1) }),
]);
export type FieldValue = z.infer<typeof FieldValue>;
export type Values = Record<string, FieldValue>;

/** An empty text is left out, so that a blank optional form field cannot wipe what a salesperson entered; null clears a field. */
export function toValues(fields: Record<string, FieldValue | undefined>): Values {
  const entries = Object.entries(fields).filter((entry): entry is [string, FieldValue] => entry[1] !== undefined && entry[1] !== '');
  return Object.fromEntries(entries.map(([name, value]) => [name, typeof value === 'string' ? toZohoMoment(value) : value]));
}

/** Zoho writes moments as 2026-11-21T10:15:00+00:00: without fractions of seconds, and with an offset for "Z". */
function toZohoMoment(text: string): string {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)$/.exec(text);
  return match === null ? text : `${match[1]}${match[2] === 'Z' ? '+00:00' : match[2]}`;
}

/**
 * Fields that stand otherwise in Zoho than they were sent, where the record was read again: a workflow there may have
 * changed them, and names it does not know Zoho drops without a word.
 */
export function differences(sent: Values, stored: Record<string, unknown>): Problem[] {
  return Object.entries(sent).flatMap(([name, value]) => {
    if (!Object.hasOwn(stored, name)) {
      const message = `Zoho CRM has no field "${name}", or does not show it to the person who connected, so its value was dropped. Check the mapping.`;
      return [{ path: fieldPath(name), message }];
    }
    const now = StoredValue.safeParse(stored[name]);
    if (!now.success || isSame(value, now.data)) return [];
    const kept = now.data === null || now.data === '' ? 'nothing' : `"${textOf(now.data)}"`;
    const message = `Zoho CRM has ${kept} in "${name}" instead of "${textOf(value)}". A workflow there may have changed it.`;
    return [{ path: fieldPath(name), message }];
  });
}

const StoredValue = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()), z.looseObject({ id: z.string() })]);
type StoredValue = z.infer<typeof StoredValue>;

/** A value as one text: a list by its items, a record by its id. */
export function textOf(value: FieldValue | StoredValue | undefined): string {
  if (Array.isArray(value)) return value.toSorted().join(', ');
  if (typeof value === 'object' && value !== null) return value.id;
  return String(value ?? '');
}

function isSame(sent: FieldValue, stored: StoredValue): boolean {
  const [a, b] = [textOf(sent).trim(), textOf(stored).trim()];
  if (a === b || (a.includes('@') && a.toLowerCase() === b.toLowerCase())) return true;
  if (typeof stored === 'number') return Number(a) === stored;
  return /^\d{4}-\d\d-\d\dT/.test(a) && Date.parse(a) === Date.parse(b);
}
