import type { Envelope } from '@handoff/shared/event';
import { formatPointer, type Rule } from '@handoff/shared/mapping';
import { z } from 'zod';
import { coalesce, field, membersOf, path } from './mapping-rules.ts';

const text = (max: number, title: string) => z.string().trim().max(max).optional().meta({ title });

/** A day of a document. */
export const day = (title: string) =>
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'A date is written 2026-11-21.')
    .optional()
    .meta({ title, field: 'date' });

/** Who an invoice is made out to, for destinations without a record of their own for that. */
export const buyerFields = {
  name: text(250, 'Client').describe('The company, else the person.'),
  vatNumber: text(30, "Client's VAT number"),
  email: z
    .string()
    .trim()
    .max(254)
    .regex(/^[^\s@]+@[^\s@]+$/, 'This is not an e-mail address.')
    .optional()
    .meta({ title: 'E-mail', field: 'email' }),
  phone: text(50, 'Phone'),
  line1: text(250, 'Street'),
  line2: text(250, 'Street, second line'),
  city: text(100, 'City'),
  region: text(100, 'County'),
  postalCode: text(20, 'Postal code'),
  country: text(100, 'Country'),
};
const Buyer = z.object(buyerFields);

/** The parts of an address that fit on one line. */
export function streetOf({ line1, line2, postalCode }: z.infer<typeof Buyer>): string {
  return [line1, line2, postalCode].filter((part) => part !== undefined && part !== '').join(', ');
}

/** Only members that say something. */
export function filled(members: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(members).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  );
}

/** A form's answer whose key reads like this, else those under the names form plugins give it. */
export function answers(sample: Envelope | undefined, like: RegExp, ...names: string[]): Rule[] {
  const key = Object.keys(membersOf(sample, 'fields')).find((candidate) => like.test(candidate));
  return (key === undefined ? names : [key]).map(field);
}

/** What a form said beside name and address. */
export function messageRule(type: string, sample: Envelope | undefined): Rule | undefined {
  const like = /message|comment|question|enquiry|inquiry|nachricht|bericht|mensaje|mesaj/i;
  return type.startsWith('form.') ? coalesce(...answers(sample, like, 'your-message', 'message')) : undefined;
}

/** One part of the buyer's address, of an order or of a customer. */
export function addressRule(part: string): Rule {
  return coalesce(path(`/data/billingAddress/${part}`), path(`/data/address/${part}`));
}

/** The rules for who an invoice is made out to: the company, else the person. */
export function buyerRules(sample: Envelope | undefined): Record<string, Rule> {
  // Shops ask for a VAT number in a field of their own.
  const vatKey = Object.keys(membersOf(sample, 'attributes')).find((key) => /\b(vat|cif|cui|btw|iva|ust-?id|tva)\b/i.test(key));
  return {
    '/name': coalesce(
      path('/subject/company'),
      path('/data/billingAddress/company'),
      path('/subject/name'),
      path('/data/billingAddress/name'),
      ...answers(sample, /name/i, 'your-name', 'name'),
    ),
    '/email': coalesce(path('/subject/email'), ...answers(sample, /e-?mail/i, 'your-email', 'email')),
    '/phone': path('/subject/phone'),
    '/line1': addressRule('line1'),
    '/line2': addressRule('line2'),
    '/city': addressRule('city'),
    '/postalCode': addressRule('postalCode'),
    '/country': coalesce(addressRule('country'), path('/subject/country')),
    ...(vatKey === undefined ? {} : { '/vatNumber': path(formatPointer(['data', 'attributes', vatKey])) }),
  };
}
