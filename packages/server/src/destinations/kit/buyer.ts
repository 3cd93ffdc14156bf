import type { Envelope } from '@handoff/shared/event';
import type { Rule } from '@handoff/shared/mapping';

const path = (pointer: string): Rule => ({ do: 'path', path: pointer });
const coalesce = (...of: Rule[]): Rule => ({ do: 'coalesce', of });
const escaped = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** A form's answer whose key reads like this, else those under the names form plugins give it. */
export function answers(sample: Envelope | undefined, like: RegExp, ...names: string[]): Rule[] {
  const key = keysOf(sample?.data['fields']).find((candidate) => like.test(candidate));
  return (key === undefined ? names : [key]).map((name) => path(`/data/fields/${escaped(name)}`));
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
  const vatKey = keysOf(sample?.data['attributes']).find((key) => /\b(vat|cif|cui|btw|iva|ust-?id|tva)\b/i.test(key));
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
    ...(vatKey === undefined ? {} : { '/vatNumber': path(`/data/attributes/${escaped(vatKey)}`) }),
  };
}

function keysOf(group: unknown): string[] {
  return typeof group === 'object' && group !== null ? Object.keys(group) : [];
}
