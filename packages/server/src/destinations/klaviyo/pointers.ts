import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';
import { clip } from '../kit/cut.ts';

/** One entry of Klaviyo's `errors`. */
export const ApiError = z.looseObject({
  code: z.string().default(''),
  title: z.string().optional(),
  detail: z.string().optional(),
  source: z.looseObject({ pointer: z.string().optional(), parameter: z.string().optional() }).optional(),
  meta: z.unknown().optional(),
});
export type ApiError = z.infer<typeof ApiError>;

/** Klaviyo's names of attributes, where they differ from the payload's. */
const NAMES: Record<string, string> = {
  phone_number: 'phone',
  external_id: 'externalId',
  first_name: 'firstName',
  last_name: 'lastName',
  value_currency: 'currency',
  unique_id: 'uniqueId',
  subscriptions: 'consent',
  Items: 'items',
};

const FIELDS = new Set(
  'email phone externalId firstName lastName organization title locale image location properties consent metric time value currency uniqueId items'.split(
    ' ',
  ),
);

/** A JSON:API pointer into the body we sent, as a pointer into the operation's payload; empty where it names no field of ours. */
export function payloadPath(pointer: string | undefined): string {
  const parts = (pointer ?? '').split('/').filter((part) => part !== '');
  // Profile and metric are documents of their own inside the body; only what comes after the last wrapper is a field.
  const wrapper = parts.findLastIndex((part, index) => part === 'attributes' || (part === 'data' && index > 0));
  const isNumbered = /^\d+$/.test(parts[wrapper + 1] ?? '') && parts[wrapper] === 'data';
  const [first, ...rest] = parts.slice(wrapper + (isNumbered ? 2 : 1));
  if (parts[2] === 'metric') return '/metric';
  if (first === undefined) return '';
  if (first === 'properties' && rest[0] === 'Items') return '/items';
  const name = NAMES[first] ?? first;
  if (!FIELDS.has(name)) return '';
  return name === 'location' || name === 'properties' ? `/${[name, ...rest].join('/')}` : `/${name}`;
}

/** What Klaviyo refused, field by field, in the owner's words. Errors that name no field of ours are left out. */
export function problemsOf(errors: readonly ApiError[]): Problem[] {
  return errors.flatMap((error) => {
    const path = payloadPath(error.source?.pointer);
    return path === '' ? [] : [{ path, message: words(path, sentence(error)) }];
  });
}

/** Klaviyo's own sentence, cut where it runs on. */
export function sentence(error: ApiError): string {
  return clip(error.detail ?? error.title ?? error.code);
}

function words(path: string, said: string): string {
  const says = said === '' ? '' : ` Klaviyo says: ${said}`;
  switch (path) {
    case '/email':
      return `Klaviyo does not take this for an e-mail address. Correct it, or map the field that holds the address.${says}`;
    case '/phone':
      return `Klaviyo takes phone numbers in international form only, like +4930123456, and only real ones. Correct it, or take the phone out of the mapping.${says}`;
    case '/consent':
      return `Klaviyo did not accept the consent. Check in Klaviyo that the channel is set up for your account.${says}`;
    default:
      return `Klaviyo did not accept this value. Correct it or its mapping.${says}`;
  }
}
