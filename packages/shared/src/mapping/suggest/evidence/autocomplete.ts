import type { Claim, Evidence } from './evidence.ts';
import { fromName } from './text.ts';

/** The tokens of HTML's autofill that name a meaning. */
const TOKENS: Readonly<Record<string, Claim>> = {
  email: 'email',
  name: 'fullName',
  'given-name': 'firstName',
  'additional-name': 'middleName',
  'family-name': 'lastName',
  'honorific-prefix': 'salutation',
  tel: 'phone',
  'tel-national': 'phone',
  'tel-local': 'phone',
  organization: 'company',
  'organization-title': 'jobTitle',
  'street-address': 'street',
  'address-line1': 'street',
  'address-line2': 'street2',
  'address-line3': 'street2',
  'address-level1': 'province',
  'address-level2': 'city',
  'postal-code': 'postalCode',
  country: 'country',
  'country-name': 'country',
  bday: 'birthday',
  'bday-day': 'birthdayDay',
  'bday-month': 'birthdayMonth',
  'bday-year': 'birthdayYear',
  url: 'url',
  username: 'username',
  'current-password': 'password',
  'new-password': 'password',
  'one-time-code': 'code',
  'cc-name': 'cardName',
  'cc-given-name': 'firstName',
  'cc-family-name': 'lastName',
  'cc-number': 'cardNumber',
  'cc-csc': 'cardSecurityCode',
  'cc-exp': 'expiration',
  'cc-exp-month': 'expirationMonth',
  'cc-exp-year': 'expirationYear',
  fake: 'honeypot',
  'tel-country-code': 'code',
  'tel-area-code': 'code',
  'tel-extension': 'code',
  'honorific-suffix': 'choice',
  'cc-type': 'choice',
  'cc-additional-name': 'choice',
  'address-level3': 'choice',
  'address-level4': 'choice',
  language: 'choice',
  sex: 'choice',
};

const STRONG = 5;
/** `name` is also written on first names, `username` on the e-mail address that is one. */
const LOOSE: Readonly<Record<string, number>> = { name: 3, username: 2.5, 'new-password': 2, 'current-password': 2 };

/** What the field itself asks browsers to fill in. Passwords' tokens are also put on other fields, to keep browsers from filling those. */
export function fromAutocomplete(autocomplete: string, type: string): Evidence[] {
  return autocomplete
    .toLowerCase()
    .split(/\s+/)
    .flatMap((token): Evidence[] => {
      const of = Object.hasOwn(TOKENS, token) ? TOKENS[token] : undefined;
      // Not every token is one of HTML's: "ccname" and "zip" are read as names are.
      if (of === undefined) return token.startsWith('section-') ? [] : fromName(token, 'autocomplete');
      if (of === 'password' && type !== 'password') return [];
      return [{ of, where: 'autocomplete', seen: token, weight: LOOSE[token] ?? STRONG }];
    });
}
