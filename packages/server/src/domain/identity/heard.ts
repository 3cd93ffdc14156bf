import { createHash } from 'node:crypto';
import type { Envelope } from '@handoff/shared/event';
import type { Contact } from '../../identity/match/contact.ts';
import { personIds } from '../../identity/person-ids.ts';
import { type PhoneClue, phoneClue } from '../../identity/match/phone-clues.ts';
import { type ConsentHeard, consentsOf, keptConsents, readTime } from './consent.ts';

/** From someone who gave an address to someone who bought; a person never goes back. */
export const LIFECYCLE = [
  'subscriber',
  'lead',
  'marketingqualifiedlead',
  'salesqualifiedlead',
  'opportunity',
  'customer',
  'evangelist',
] as const;
export type Lifecycle = (typeof LIFECYCLE)[number];

/** What a record keeps beside the contact itself. */
export interface Details {
  /** The number as read; null where it cannot be. */
  phone: PhoneClue | null;
  lifecycle: Lifecycle;
  consent: ConsentHeard[];
  /** When the server last heard it, in epoch ms. */
  heardAt: number;
}

/** What one event says of who it is about. */
export interface Heard {
  eventId: string;
  sourceId: string;
  contact: Contact;
  details: Details;
  digest: string;
  /** By the source's clock, never after the server heard it. */
  at: number;
}

export interface HeardEvent {
  id: string;
  sourceId: string;
  receivedAt: number;
  envelope: Envelope;
  /** Reads phone numbers without a country code, where the event does not say. */
  country: string | undefined;
}

/** Undefined where the event names nobody that could be found again: a name alone is nobody's. */
export function heardOf(event: HeardEvent): Heard | undefined {
  const { envelope, country, receivedAt } = event;
  const contact = contactOf(envelope);
  if (contact.email === undefined && contact.phone === undefined && personIds(contact.externalIds).length === 0) return undefined;
  const at = Math.min(readTime(envelope.occurredAt) ?? receivedAt, receivedAt);
  return {
    eventId: event.id,
    sourceId: event.sourceId,
    contact,
    details: {
      phone: phoneClue(contact.phone ?? '', contact.country ?? country) ?? null,
      lifecycle: lifecycleOf(envelope),
      consent: keptConsents(consentsOf(envelope, at, receivedAt)),
      heardAt: receivedAt,
    },
    digest: digestOf(contact),
    at,
  };
}

/** Names what an event says of its person within its source, the same each time it is said. */
export function digestOf(contact: Contact): string {
  const members = Object.entries(contact)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]): [string, unknown] => [
      name,
      typeof value === 'string' ? value : Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ]);
  return createHash('sha256')
    .update(JSON.stringify(members.toSorted(([a], [b]) => (a < b ? -1 : 1))))
    .digest('base64url');
}

export function contactOf({ subject, data }: Envelope): Contact {
  const address = [data['billingAddress'], data['shippingAddress'], data['address']].find(isMembers) ?? {};
  // As given, also those of places: the digest of what was said before must not change.
  const externalIds = Object.entries(subject?.externalIds ?? {}).filter(([system, id]) => system.trim() !== '' && id.trim() !== '');
  const contact: Contact = {
    email: given(subject?.email),
    phone: given(subject?.phone) ?? given(address['phone']),
    name: given(subject?.name),
    firstName: given(subject?.firstName),
    lastName: given(subject?.lastName),
    company: given(subject?.company) ?? given(address['company']),
    country: given(subject?.country) ?? given(address['country']),
    street: [given(address['line1']), given(address['line2'])].filter((line) => line !== undefined).join(' ') || undefined,
    city: given(address['city']),
    postcode: given(address['postalCode']),
    region: given(address['region']),
    externalIds: externalIds.length === 0 ? undefined : Object.fromEntries(externalIds),
  };
  return Object.fromEntries(Object.entries(contact).filter(([, value]) => value !== undefined));
}

function lifecycleOf({ type, subject }: Envelope): Lifecycle {
  const said = LIFECYCLE.find((stage) => stage === subject?.['lifecycle']);
  if (said !== undefined) return said;
  if (/^(?:order\.(?!cancelled)|payment\.succeeded|subscription\.(?:created|renewed))/.test(type)) return 'customer';
  return type === 'consent.updated' ? 'subscriber' : 'lead';
}

function given(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 1000) : undefined;
}

function isMembers(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
