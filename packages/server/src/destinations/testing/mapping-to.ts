import { formatPointer, type Mapping, type Rule } from '@handoff/shared/mapping';

/** Makes this payload of every event, but for the address at example.com, which is each event's own. */
export function mappingTo(payload: unknown): Mapping {
  const fields: Record<string, Rule> = {};
  const walk = (value: unknown, pointer: string): void => {
    if (typeof value === 'object' && value !== null) {
      for (const [key, part] of Object.entries(value)) walk(part, pointer + formatPointer([key]));
      return;
    }
    const isAddress = typeof value === 'string' && /^[^@\s]+@example\.com$/i.test(value);
    if (isAddress) fields[pointer] = { do: 'path', path: '/subject/email' };
    else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null)
      fields[pointer] = { do: 'literal', value };
  };
  walk(payload, '');
  return { fields };
}
