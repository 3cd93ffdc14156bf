import { formatPointer } from '@handoff/shared/mapping';
import { isDeepStrictEqual } from 'node:util';
import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';
import { clip } from '../kit/cut.ts';
import { DestinationFailure } from '../kit/index.ts';
import type { ProfilePayload } from './profile-payload.ts';
import { internationalPhone } from './shared-payload.ts';
import { Subscriptions } from './subscriptions.ts';

/** A profile as Klaviyo shows one, as far as we read it. */
const Profile = z.looseObject({
  id: z.string().min(1),
  attributes: z.looseObject({
    email: z.string().nullish(),
    phone_number: z.string().nullish(),
    first_name: z.string().nullish(),
    last_name: z.string().nullish(),
    location: z.record(z.string(), z.unknown()).nullish(),
    properties: z.record(z.string(), z.unknown()).nullish(),
    // Read or not, the profile is written; where consent cannot be read nobody is subscribed.
    subscriptions: Subscriptions.nullish().catch(undefined),
  }),
});
export type Profile = z.infer<typeof Profile>;

/** What is sent of a person, under Klaviyo's own names. */
export interface Attributes {
  email?: string;
  phone_number?: string;
  external_id?: string;
  location?: Record<string, string | null>;
  properties?: Record<string, unknown>;
  [name: string]: unknown;
}

const NAMES = {
  firstName: 'first_name',
  lastName: 'last_name',
  organization: 'organization',
  title: 'title',
  locale: 'locale',
  image: 'image',
} as const;

/** The payload under Klaviyo's names. An empty text is left out: a blank form field never wipes what is there; `null` does. */
export function attributesOf(payload: ProfilePayload): { attributes: Attributes; notes: Problem[] } {
  const phone = internationalPhone(payload.phone);
  const externalId = payload.externalId?.trim();
  const texts = Object.entries(NAMES).map(([name, theirs]) => [theirs, payload[name as keyof typeof NAMES]] as const);
  const location = withoutBlanks(payload.location);
  const properties = withoutBlanks(payload.properties);
  return {
    attributes: {
      ...(payload.email === undefined ? {} : { email: payload.email.toLowerCase() }),
      ...(phone === undefined ? {} : { phone_number: phone }),
      ...(externalId === undefined || externalId === '' ? {} : { external_id: externalId }),
      ...withoutBlanks(Object.fromEntries(texts)),
      ...(Object.keys(location).length === 0 ? {} : { location: location as Record<string, string | null> }),
      ...(Object.keys(properties).length === 0 ? {} : { properties }),
    },
    notes:
      phone === undefined && (payload.phone ?? '').trim() !== ''
        ? [{ path: '/phone', message: notInternational(payload.phone ?? '') }]
        : [],
  };
}

function withoutBlanks(values: Record<string, unknown> | undefined): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values ?? {}).filter(([, value]) => value !== undefined && value !== ''));
}

export function notInternational(typed: string): string {
  return `Left out: Klaviyo takes phone numbers in international form only, like +4930123456, and "${typed}" is not. Use the phone rule in the mapping, with a country.`;
}

export function readProfile(document: unknown): Profile {
  const profile = z.looseObject({ data: Profile }).safeParse(document);
  if (profile.success) return profile.data.data;
  throw new DestinationFailure({
    kind: 'retry',
    code: 'unreadable_answer',
    message: 'Klaviyo answered with something that is not a profile. It will be tried again.',
  });
}

/** Where a person can look at the profile. */
export function profileUrl(id: string): string {
  return `https://www.klaviyo.com/profile/${encodeURIComponent(id)}`;
}

const PATHS: Record<string, string> = {
  email: '/email',
  phone_number: '/phone',
  external_id: '/externalId',
  ...Object.fromEntries(Object.entries(NAMES).map(([name, theirs]) => [theirs, `/${name}`])),
};

/** What Klaviyo kept otherwise than it was sent, or dropped. It answers with the whole profile. */
export function differencesFrom(sent: Attributes, kept: Profile['attributes']): Problem[] {
  const { location, properties, ...fields } = sent;
  return [
    ...Object.entries(fields).flatMap(([name, value]) => difference(PATHS[name] ?? '', value, kept[name])),
    ...Object.entries(location ?? {}).flatMap(([name, value]) => difference(`/location/${name}`, value, kept.location?.[name])),
    ...Object.entries(properties ?? {}).flatMap(([name, value]) =>
      difference(formatPointer(['properties', name]), value, kept.properties?.[name]),
    ),
  ];
}

function difference(path: string, before: unknown, after: unknown): Problem[] {
  const sent = comparable(before);
  const kept = comparable(after);
  if (isDeepStrictEqual(sent, kept)) return [];
  if (kept === '') return [{ path, message: `Klaviyo did not keep this value: ${shown(sent)}.` }];
  return [{ path, message: `Klaviyo kept ${shown(kept)} instead of ${shown(sent)}.` }];
}

/** Nothing, null and an empty text are the same to Klaviyo, as are letter case in an address and space around a text. */
function comparable(value: unknown): unknown {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') return value;
  const text = value.trim();
  return text.includes('@') ? text.toLowerCase() : text;
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `"${clip(text, 100)}"`;
}
