import type { Problem } from '@handoff/shared/event';
import { DestinationFailure } from '../kit/index.ts';
import type { Sent } from './attribute-values.ts';
import { PHONES } from './attributes.ts';
import { PHONE_REFUSED } from './classify.ts';

type Values = Record<string, Sent>;

/**
 * Sends, and where Brevo refuses a phone number once more without it: a number belongs to one contact, and nobody should
 * be lost because it is another's, or no number to Brevo.
 */
export async function sparingPhones<T>(
  values: Values,
  send: (values: Values) => Promise<T>,
): Promise<{ result: T; values: Values; notes: Problem[] }> {
  try {
    return { result: await send(values), values, notes: [] };
  } catch (error) {
    const phones = Object.keys(values).filter((name) => PHONES.has(name));
    if (phones.length === 0 || !isPhoneRefused(error)) throw error;
    const without = Object.fromEntries(Object.entries(values).filter(([name]) => !PHONES.has(name)));
    const notes = phones.map((name) => ({ path: `/attributes/${name}`, message: `Left out: ${error.message}` }));
    return { result: await send(without), values: without, notes };
  }
}

export function isPhoneRefused(error: unknown): error is DestinationFailure {
  if (!(error instanceof DestinationFailure)) return false;
  const { classification } = error;
  return classification.kind === 'permanent' && classification.code === PHONE_REFUSED;
}
