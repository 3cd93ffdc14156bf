import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';
import { fieldPath } from './words.ts';

/** What a mapping may put into a field. */
export const FieldValue = z.union([z.string().max(131_072), z.number(), z.boolean(), z.null(), z.array(z.string())]);
export type FieldValue = z.infer<typeof FieldValue>;

export type Values = Record<string, string | number | boolean | null>;

/**
 * Several choices are joined with ";", null clears a field. An empty text is left out, so that a blank optional form
 * field cannot wipe what a salesperson entered.
 */
export function toValues(fields: Record<string, FieldValue | undefined>): Values {
  const values: Values = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined || value === '') continue;
    values[name] = Array.isArray(value) ? value.join(';') : value;
  }
  return values;
}

/** Fields that stand otherwise in Salesforce than they were sent: an automation there may have changed them. */
export function differences(sent: Values, stored: Record<string, unknown>): Problem[] {
  return Object.entries(sent).flatMap(([name, value]) => {
    const now = StoredValue.safeParse(stored[name]);
    if (!now.success || isSame(value, now.data)) return [];
    const kept = now.data === null || now.data === '' ? 'nothing' : `"${String(now.data)}"`;
    const message = `Salesforce has ${kept} in "${name}" instead of "${String(value ?? '')}". An automation there may have changed it.`;
    return [{ path: fieldPath(name), message }];
  });
}

const StoredValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** Salesforce writes moments its own way, keeps e-mail addresses in lower case and trims texts. */
function isSame(sent: Values[string], stored: Values[string]): boolean {
  if (sent === null || stored === null) return sent === stored || stored === '';
  if (typeof stored === 'boolean') return String(sent) === String(stored);
  if (typeof stored === 'number') return Number(sent) === stored;
  const [a, b] = [String(sent).trim(), stored.trim()];
  if (a === b || (a.includes('@') && a.toLowerCase() === b.toLowerCase())) return true;
  if (a.includes(';')) return a.split(';').toSorted().join(';') === b.split(';').toSorted().join(';');
  return /^\d{4}-\d\d-\d\dT/.test(a) && Date.parse(a) === Date.parse(b);
}
