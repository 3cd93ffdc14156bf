import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';
import { propertyPath } from './problems.ts';

/** What a mapping may put into a property. HubSpot itself takes text only; see `toPropertyValues`. */
export const PropertyValue = z.union([z.string().max(65_536), z.number(), z.boolean(), z.null(), z.array(z.string())]);
export type PropertyValue = z.infer<typeof PropertyValue>;

/**
 * HubSpot takes text only: numbers and yes/no become text, several options are joined with ";", and null
 * clears the field. An empty text is left out, so that a blank optional form field cannot wipe what a
 * salesperson entered.
 */
export function toPropertyValues(properties: Record<string, PropertyValue | undefined>): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === '') continue;
    if (value === null) values[name] = '';
    else values[name] = Array.isArray(value) ? value.join(';') : String(value);
  }
  return values;
}

/** Fields that HubSpot stored otherwise than sent, as far as its answer shows them. */
export function differences(sent: Record<string, string>, stored: Record<string, string | null | undefined>): Problem[] {
  return Object.entries(sent).flatMap(([name, value]) => {
    if (!Object.hasOwn(stored, name) || sameValue(value, stored[name] ?? '')) return [];
    return [{ path: propertyPath(name), message: `HubSpot stored "${stored[name] ?? ''}" in "${name}" instead of "${value}".` }];
  });
}

/** HubSpot rewrites numbers ("12.50" as "12.5") and dates without changing what they mean. */
function sameValue(sent: string, stored: string): boolean {
  if (sent.trim() === stored.trim()) return true;
  if (sent === '' || stored === '') return false;
  if (Number(sent) === Number(stored)) return true;
  return /^\d{4}-\d\d-\d\d/.test(sent) && momentOf(sent) === momentOf(stored);
}

function momentOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Date.parse(text);
}
