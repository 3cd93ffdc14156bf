/** What a form field can mean to us. The set is closed: a meaning is added here, with its words in `lexicon/`. */
export const MEANINGS = [
  'email',
  'fullName',
  'firstName',
  'middleName',
  'lastName',
  'salutation',
  'phone',
  'company',
  'jobTitle',
  'street',
  'street2',
  'city',
  'province',
  'postalCode',
  'country',
  'birthday',
  'birthdayDay',
  'birthdayMonth',
  'birthdayYear',
  'url',
  'subject',
  'message',
  'date',
  'consent',
  'budget',
  'quantity',
  'product',
  'orderId',
  'orderNumber',
  'orderTotal',
  'orderStatus',
  'currency',
  'taxId',
  'username',
  'password',
  'cardNumber',
  'cardName',
  'cardSecurityCode',
  'expiration',
  'expirationMonth',
  'expirationYear',
] as const;
export type Meaning = (typeof MEANINGS)[number];

/** Why a field is left out: what it holds says nothing of a person, however it is called. */
export const IGNORED = ['captcha', 'honeypot', 'hidden', 'search', 'code', 'choice'] as const;
export type Ignored = (typeof IGNORED)[number];

/** Fields that belong to an account or a payment card: recognised, and never put into a mapping. */
const PRIVATE: readonly Meaning[] = [
  'username',
  'password',
  'cardNumber',
  'cardName',
  'cardSecurityCode',
  'expiration',
  'expirationMonth',
  'expirationYear',
];

/** Whether fields of this meaning may be handed to a destination. */
export function isMappable(meaning: Meaning): boolean {
  return !PRIVATE.includes(meaning);
}

/** The names that labelled collections of form fields use (those of browsers' autofill); what is not here is `unknown` to them. */
const DATA_TYPES: Partial<Record<Meaning, string>> = {
  email: 'emailAddress',
  street: 'addressStreet',
  street2: 'addressStreet2',
  city: 'addressCity',
  province: 'addressProvince',
  postalCode: 'addressPostalCode',
  country: 'addressCountryCode',
};
const SAME_NAME: ReadonlySet<Meaning> = new Set<Meaning>([
  'fullName',
  'firstName',
  'middleName',
  'lastName',
  'phone',
  'birthday',
  'birthdayDay',
  'birthdayMonth',
  'birthdayYear',
  ...PRIVATE,
]);

/** The name of a meaning in such collections. */
export function dataType(meaning: Meaning | null): string {
  if (meaning === null) return 'unknown';
  return DATA_TYPES[meaning] ?? (SAME_NAME.has(meaning) ? meaning : 'unknown');
}
