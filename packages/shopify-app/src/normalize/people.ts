import { Subject, type Address } from '@handoff/shared/event';
import { z } from 'zod';
import { Id, readId } from './ids.ts';
import { compact, firstOf, keepValid } from './read.ts';
import type { Run } from './types.ts';

const text = z.string().nullish();

export const AddressPayload = z.object({
  first_name: text,
  last_name: text,
  name: text,
  company: text,
  address1: text,
  address2: text,
  city: text,
  province: text,
  province_code: text,
  zip: text,
  country: text,
  country_code: text,
  phone: text,
});
export type AddressPayload = z.infer<typeof AddressPayload>;

export const CustomerPayload = z.object({
  id: Id,
  admin_graphql_api_id: text,
  email: text,
  phone: text,
  first_name: text,
  last_name: text,
  default_address: AddressPayload.nullish(),
});
export type CustomerPayload = z.infer<typeof CustomerPayload>;

/** The shared address, or nothing where Shopify gave none. `country` is the ISO code; its name is beside it. */
export function toAddress(address: AddressPayload | null | undefined): Address | undefined {
  if (address === undefined || address === null) return undefined;
  const members = compact({
    name: firstOf(address.name, [address.first_name, address.last_name].filter(Boolean).join(' ')),
    company: address.company,
    line1: address.address1,
    line2: address.address2,
    city: address.city,
    region: address.province,
    regionCode: address.province_code,
    postalCode: address.zip,
    country: address.country_code,
    countryName: address.country,
    phone: address.phone,
  });
  return Object.keys(members).length === 0 ? undefined : members;
}

interface Who {
  customer?: CustomerPayload | null | undefined;
  billing?: AddressPayload | null | undefined;
  email?: string | null | undefined;
  phone?: string | null | undefined;
}

/**
 * Who it is about. What was given for this order comes before what the customer's record holds: it is newer, and a
 * guest has no record. Names come from one place only, so that no first name meets a stranger's last name.
 */
export function toSubject(who: Who, run: Run): Record<string, unknown> {
  const { customer, billing } = who;
  const home = billing ?? customer?.default_address;
  const named = [customer, billing].find((person) => firstOf(person?.first_name, person?.last_name) !== undefined);
  const country = home?.country_code?.toUpperCase();
  const members = compact({
    email: firstOf(who.email, customer?.email),
    phone: firstOf(who.phone, customer?.phone, home?.phone),
    name: firstOf([named?.first_name, named?.last_name].filter(Boolean).join(' '), home?.name),
    firstName: named?.first_name,
    lastName: named?.last_name,
    company: firstOf(home?.company),
    country: country !== undefined && /^[A-Z]{2}$/.test(country) ? country : undefined,
  });
  return {
    ...keepValid(Subject.shape, members, '/subject', run),
    externalIds: {
      shopify_shop: run.meta.shop,
      ...(customer ? { shopify_customer: readId(customer.id, customer.admin_graphql_api_id, '/customer/id', run) } : {}),
    },
  };
}

/**
 * Shopify hands protected data it does not let an app see over as null, so null is never read as "this customer has no
 * e-mail". The empty text is: a shop sends it for an order taken without one. The flag lets a flow or the panel tell the two apart.
 */
export function protectedData(
  field: 'email' | 'phone',
  path: string,
  places: (string | null | undefined)[],
  run: Run,
): { protectedData: string } | Record<string, never> {
  if (!places.every((place) => place === undefined || place === null)) return {};
  const what = field === 'email' ? 'e-mail address' : 'phone number';
  run.problems.push({
    path,
    message:
      `Shopify did not give the ${what} (null). It does this for apps that are not approved for protected customer data, ` +
      `so it does not mean that there is none. Check in the app's settings at Shopify that access to the ${what} is approved.`,
  });
  return { protectedData: `${field}_not_available` };
}
