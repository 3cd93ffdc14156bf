import type { Address, Envelope } from '@handoff/shared/event';
import type { StripeAddress, StripeEvent } from './objects.ts';

/** What an event says, before it becomes an envelope. */
export interface Told {
  type: string;
  /** The native id and its version, for the idempotency key: the same however often and by whichever way it comes. */
  native: [id: string, version: string];
  subject?: Envelope['subject'];
  data: Record<string, unknown>;
  consent?: NonNullable<Envelope['consent']>;
}

type Maybe<T> = T | null | undefined;

/** Who an event is about, from the places Stripe has for a person; the first that says something counts. */
export function personOf(from: {
  customer?: Maybe<string>;
  emails: Maybe<string>[];
  names?: Maybe<string>[];
  phones?: Maybe<string>[];
  country?: Maybe<string>;
}): Pick<Told, 'subject'> {
  const email = firstText(from.emails, 320);
  const name = firstText(from.names, 300);
  const phone = firstText(from.phones, 64);
  const country = from.country?.length === 2 ? from.country : undefined;
  const subject = {
    ...(email === undefined ? {} : { email }),
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
    ...(country === undefined ? {} : { country }),
    ...(typeof from.customer === 'string' ? { externalIds: { stripe_customer: from.customer } } : {}),
  };
  return Object.keys(subject).length === 0 ? {} : { subject };
}

function firstText(values: Maybe<string>[] = [], max: number): string | undefined {
  return values.find((value): value is string => typeof value === 'string' && value.trim() !== '' && value.length <= max)?.trim();
}

/** Stripe's address in the shared form; undefined where it says nothing. */
export function addressOf(address: Maybe<StripeAddress>, name?: Maybe<string>): Address | undefined {
  if (address === null || address === undefined) return undefined;
  const parts = present({
    name,
    line1: address.line1,
    line2: address.line2,
    city: address.city,
    region: address.state,
    postalCode: address.postal_code,
    country: address.country,
  });
  return Object.keys(parts).length === 0 ? undefined : parts;
}

/** The members that say something. */
export function present(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined && value !== null && value !== ''));
}

/** Unix seconds as ISO text. */
export const momentOf = (seconds: Maybe<number>): string | undefined =>
  seconds === null || seconds === undefined ? undefined : new Date(seconds * 1000).toISOString();

/** Where a person can look at it in Stripe. */
export function dashboardUrl(event: StripeEvent, path: string): string {
  const account = event.account === undefined ? '' : `${event.account}/`;
  return `https://dashboard.stripe.com/${account}${event.livemode ? '' : 'test/'}${path}`;
}

/** What the shop calls the order a payment belongs to, where it wrote that into the payment. */
export function orderIdOf(metadata: Maybe<Record<string, string>>): string | undefined {
  return metadata?.['order_id'] ?? metadata?.['orderId'] ?? metadata?.['order'];
}
