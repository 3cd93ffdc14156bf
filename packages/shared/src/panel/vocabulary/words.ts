import { fill, quoted, type Translate } from '../translate.ts';
import type { NamedTerm, TermUses } from './index.ts';

/** What somebody just did to a name. */
export interface TermChange {
  kind: 'added' | 'changed' | 'merged' | 'removed';
  label: string;
}

/** How people read a name: the workspace's own as it was written, a common one in their language. */
export function termLabel({ own, label, meaning }: Pick<NamedTerm, 'own' | 'label' | 'meaning'>, t: Translate): string {
  return own || meaning === null ? label : (commonWords(t)[meaning] ?? label);
}

export function termChangeWords({ kind, label }: TermChange, t: Translate): string {
  const words = {
    added: t('“{name}” was added.'),
    changed: t('“{name}” was saved.'),
    merged: t('“{name}” was merged.'),
    removed: t('“{name}” was removed.'),
  };
  return fill(words[kind], { name: label });
}

/** Where it is used, a sentence each; empty where nothing is known to use it. */
export function usageWords({ fields, flows }: TermUses, t: Translate): string[] {
  const asked = fields.map(({ form, label }) => fill(t('“{field}” in {form}'), { field: label, form }));
  return [
    ...(asked.length === 0 ? [] : [fill(t('Asked for as {fields}.'), { fields: asked.join(', ') })]),
    ...(flows.length === 0 ? [] : [fill(t('Used by {flows}.'), { flows: flows.map((flow) => quoted(flow, t)).join(', ') })]),
  ];
}

function commonWords(t: Translate): Record<string, string> {
  return {
    email: t('E-mail'),
    fullName: t('Full name'),
    firstName: t('First name'),
    middleName: t('Middle name'),
    lastName: t('Last name'),
    salutation: t('Salutation'),
    phone: t('Phone'),
    company: t('Company'),
    jobTitle: t('Job title'),
    street: t('Street'),
    street2: t('Street, second line'),
    city: t('City'),
    province: t('State or region'),
    postalCode: t('Postal code'),
    country: t('Country'),
    birthday: t('Birthday'),
    birthdayDay: t('Day of birth'),
    birthdayMonth: t('Month of birth'),
    birthdayYear: t('Year of birth'),
    url: t('Website'),
    subject: t('Subject'),
    message: t('Message'),
    date: t('Date'),
    consent: t('Consent'),
    budget: t('Budget'),
    quantity: t('Quantity'),
    product: t('Product'),
    orderId: t('Order ID'),
    orderNumber: t('Order number'),
    orderTotal: t('Order total'),
    orderStatus: t('Order status'),
    currency: t('Currency'),
    taxId: t('Tax ID'),
  };
}
