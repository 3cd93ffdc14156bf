import { formatPointer } from '@handoff/shared/mapping';

/**
 * Writes a payload the way Stripe reads it: `address[city]=Bonn`, `preferred_locales[0]=de`. An empty text is left out, so
 * that a blank form field wipes nothing; null becomes an empty text, which clears a field.
 */
export function toForm(payload: Record<string, unknown>): Record<string, string> {
  const form: Record<string, string> = {};
  const write = (name: string, value: unknown): void => {
    if (value === undefined || value === '') return;
    if (value === null) form[name] = '';
    else if (typeof value === 'object') for (const [key, part] of Object.entries(value)) write(`${name}[${key}]`, part);
    else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') form[name] = String(value);
  };
  for (const [name, value] of Object.entries(payload)) write(name, value);
  return form;
}

/** Stripe's name of a parameter as a pointer into the payload: `address[city]` → `/address/city`. */
export function pointerOf(param: string): string {
  const parts = param.replaceAll(']', '').split('[');
  return formatPointer(parts);
}
