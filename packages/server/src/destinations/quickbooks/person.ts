import { z } from 'zod';

const text = (max: number, title: string) => z.string().trim().max(max).optional().meta({ title });

export const Address = z
  .strictObject({
    line1: text(500, 'Street'),
    line2: text(500, 'Street, second line'),
    city: text(255, 'City'),
    region: text(255, 'Region'),
    postalCode: text(30, 'Postal code'),
    country: text(255, 'Country'),
  })
  .optional();
type Address = z.infer<typeof Address>;

/** Who a customer is; QuickBooks's own lengths. */
export const personFields = {
  displayName: text(500, 'Display name').describe(
    'Unique over customers, suppliers and employees. By default the company, else the name, else the e-mail address.',
  ),
  givenName: text(100, 'First name'),
  familyName: text(100, 'Last name'),
  companyName: text(100, 'Company'),
  email: z
    .string()
    .trim()
    .max(100)
    .regex(/^[^\s@]+@[^\s@]+$/, 'This is not an e-mail address.')
    .optional()
    .meta({ title: 'E-mail', field: 'email' }),
  phone: text(30, 'Phone'),
  billing: Address,
};
const Person = z.object(personFields);
export type Person = z.infer<typeof Person>;

/** The name QuickBooks keeps a customer under, which may hold no colon, tab or line break. */
export function displayNameOf(person: Person): string | undefined {
  const whole = [person.givenName, person.familyName].filter((part) => part !== undefined && part !== '').join(' ');
  const name = [person.displayName, person.companyName, whole, person.email].find((part) => part !== undefined && part !== '');
  const clean = name?.replaceAll(/[:\t\r\n]+/g, ' ').trim();
  return clean === '' ? undefined : clean;
}

export function addressOf(address: Address): Record<string, string> | undefined {
  if (address === undefined) return undefined;
  const entries = {
    Line1: address.line1,
    Line2: address.line2,
    City: address.city,
    CountrySubDivisionCode: address.region,
    PostalCode: address.postalCode,
    Country: address.country,
  };
  const filled = Object.entries(entries).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '');
  return filled.length === 0 ? undefined : Object.fromEntries(filled);
}

/** The customer as QuickBooks takes it, without what was not given. */
export function customerBody(person: Person): Record<string, unknown> {
  return {
    ...given('GivenName', person.givenName),
    ...given('FamilyName', person.familyName),
    ...given('CompanyName', person.companyName),
    ...(person.email === undefined ? {} : { PrimaryEmailAddr: { Address: person.email } }),
    ...(person.phone === undefined || person.phone === '' ? {} : { PrimaryPhone: { FreeFormNumber: person.phone } }),
    ...given('BillAddr', addressOf(person.billing)),
  };
}

function given(name: string, value: unknown): Record<string, unknown> {
  return value === undefined || value === '' ? {} : { [name]: value };
}
