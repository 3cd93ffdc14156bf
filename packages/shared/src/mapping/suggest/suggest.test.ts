import { describe, expect, it } from 'vitest';
import type { FieldDescription } from './field.ts';
import { isMappable, type Meaning } from './meanings.ts';
import { suggestMeanings } from './suggest.ts';

const meaningsOf = (fields: FieldDescription[]) => suggestMeanings(fields).map(({ meaning }) => meaning);
const byKey = (meanings: Record<string, Meaning | null>) => {
  const got = meaningsOf(Object.keys(meanings).map((key) => ({ key })));
  return Object.fromEntries(Object.keys(meanings).map((key, index) => [key, got[index]]));
};

describe('names that form plugins and shops give', () => {
  it.each<[string, Record<string, Meaning | null>]>([
    [
      'Contact Form 7',
      {
        'your-name': 'fullName',
        'your-email': 'email',
        'your-phone': 'phone',
        'your-subject': 'subject',
        'your-message': 'message',
        'your-company': 'company',
      },
    ],
    [
      'Contact Form 7, as generated',
      { 'text-123': null, 'email-55': 'email', 'tel-7': 'phone', 'url-12': 'url', 'menu-9': null, 'number-3': null },
    ],
    [
      'Elementor',
      {
        'form_fields[name]': 'fullName',
        'form_fields[email]': 'email',
        'form_fields[message]': 'message',
        'form_fields[field_a1b2c3]': null,
      },
    ],
    [
      'WooCommerce',
      {
        billing_first_name: 'firstName',
        billing_last_name: 'lastName',
        billing_company: 'company',
        billing_country: 'country',
        billing_address_1: 'street',
        billing_address_2: 'street2',
        billing_city: 'city',
        billing_state: 'province',
        billing_postcode: 'postalCode',
        billing_phone: 'phone',
        billing_email: 'email',
        order_comments: 'message',
      },
    ],
    [
      'places of an order',
      {
        '/subject/email': 'email',
        '/subject/firstName': 'firstName',
        '/data/number': 'orderNumber',
        '/data/total': 'orderTotal',
        '/data/currency': 'currency',
        '/data/billingAddress/line1': 'street',
        '/data/shippingAddress/city': 'city',
        '/data/shippingAddress/postalCode': 'postalCode',
        '/data/lines/0/quantity': 'quantity',
        '/data/lines/0/title': 'product',
        '/data/lines/0/amount': null,
        '/data/fees/0/title': null,
        '/data/fees/0/amount': null,
        '/data/taxes/0/title': null,
        '/data/taxes/0/rate': null,
        '/data/taxes/0/amount': null,
        '/data/taxesIncluded': null,
        '/data/state': null,
        '/data/verifiedEmail': null,
        '/subject/externalIds/shopify_customer': null,
      },
    ],
    [
      'Shopify itself',
      {
        'customer.first_name': 'firstName',
        'customer.last_name': 'lastName',
        'customer.email': 'email',
        'shipping_address.address1': 'street',
        'shipping_address.address2': 'street2',
        'shipping_address.city': 'city',
        'shipping_address.zip': 'postalCode',
        'shipping_address.province': 'province',
        'shipping_address.country': 'country',
        'shipping_address.company': 'company',
        total_price: 'orderTotal',
        order_number: 'orderNumber',
        currency: 'currency',
      },
    ],
    [
      'ASP.NET',
      {
        ctl00$Main$txtFirstName: 'firstName',
        ctl00$Main$txtLastName: 'lastName',
        ctl00$Main$txtEmail: 'email',
        ctl00$Main$ddlCountry: 'country',
      },
    ],
    ['Mailchimp', { FNAME: 'firstName', LNAME: 'lastName', EMAIL: 'email', PHONE: 'phone' }],
    [
      'written together',
      { customerfirstname: 'firstName', useremailaddress: 'email', billingpostcode: 'postalCode', companyname: 'company' },
    ],
  ])('%s', (_, meanings) => {
    expect(byKey(meanings)).toEqual(meanings);
  });

  it('reads numbered fields by their labels', () => {
    expect(
      meaningsOf([
        { key: '0', name: 'wpforms[fields][0]', label: 'Name', type: 'name' },
        { key: '1', name: 'wpforms[fields][1]', label: 'E-Mail', type: 'email' },
        { key: '2', name: 'wpforms[fields][2]', label: 'Comment or Message', type: 'textarea' },
        { key: '3.3', name: 'input_3.3', label: 'First', type: 'text' },
        { key: '3.6', name: 'input_3.6', label: 'Last', type: 'text' },
        { key: '4', name: 'nf-field-4', label: 'Phone', type: 'tel' },
      ]),
    ).toEqual(['fullName', 'email', 'message', 'firstName', 'lastName', 'phone']);
  });
});

describe('neighbours', () => {
  const email = { name: 'email', label: 'E-mail', type: 'email' };
  const password = { name: 'password', type: 'password' };

  it('takes the e-mail address before one password for the name of an account, unless the form makes somebody known', () => {
    expect(meaningsOf([email, password])).toEqual(['username', 'password']);
    expect(meaningsOf([email, password, { name: 'password2', type: 'password' }])[0]).toBe('email');
    expect(meaningsOf([{ name: 'fname' }, { name: 'lname' }, email, password])[2]).toBe('email');
    expect(meaningsOf([email, { ...password, autocomplete: 'new-password' }])[0]).toBe('email');
    expect(meaningsOf([email])).toEqual(['email']);
  });

  it('takes a field without any words before a password for what people log in with', () => {
    expect(meaningsOf([{ name: 'x17', type: 'text' }, password])).toEqual(['username', 'password']);
  });

  it('keeps forms apart', () => {
    expect(
      meaningsOf([
        { ...email, form: 'newsletter' },
        { ...password, form: 'login' },
      ])[0],
    ).toBe('email');
  });

  it('reads a form in the order of its fields, not of the list', () => {
    const fields = [
      { ...password, position: 3 },
      { ...email, position: 2 },
    ];
    expect(meaningsOf(fields)).toEqual(['password', 'username']);
  });

  it('knows a card by its fields', () => {
    expect(
      meaningsOf([
        { label: 'Card number', type: 'tel' },
        { label: 'Expiration', tag: 'select', name: 'a' },
        { label: 'Expiration', tag: 'select', name: 'b' },
        { label: 'Security code', type: 'password' },
      ]),
    ).toEqual(['cardNumber', 'expirationMonth', 'expirationYear', 'cardSecurityCode']);
    expect(meaningsOf([{ label: 'Security code', type: 'tel' }])).toEqual([null]);
  });

  it('knows the second line of an address', () => {
    const fields = [
      { name: 'street[0]', label: 'Street' },
      { name: 'street[1]', label: 'Street' },
      { name: 'city', label: 'City' },
    ];
    expect(meaningsOf(fields)).toEqual(['street', 'street2', 'city']);
  });
});

describe('what is no contact field', () => {
  it.each<[string, FieldDescription]>([
    ['a captcha', { name: 'captcha_code', label: 'Enter the characters you see' }],
    ['a honeypot', { name: 'email_hp', label: 'Please leave this field empty', type: 'email' }],
    ['a hidden token', { name: '_wpnonce', type: 'hidden' }],
    ['a search', { name: 'q', type: 'search', placeholder: 'Search our site' }],
    ['a code sent to a phone', { name: 'code', label: 'Enter the code we sent to your phone', type: 'tel' }],
    ['a coupon', { name: 'coupon', label: 'Gutscheincode' }],
    ['a code for once', { label: 'One-time passcode' }],
    ['a trap with a name that tempts', { name: 'url', label: 'Leave this empty' }],
    ['remembering', { name: 'rememberme', label: 'Angemeldet bleiben', type: 'checkbox' }],
    ['nothing known', { name: 'field_x8', label: 'Lieblingsfarbe' }],
    ['nothing at all', {}],
  ])('suggests nothing for %s', (_, field) => {
    const [suggested] = suggestMeanings([field]);
    expect(suggested?.meaning).toBeNull();
  });

  it('recognises passwords and cards, and keeps them out of every mapping', () => {
    const meanings = meaningsOf([
      { label: 'Mot de passe', type: 'password' },
      { label: 'Numéro de carte' },
      { label: 'CVV' },
      { label: 'Benutzername' },
    ]);
    expect(meanings).toEqual(['password', 'cardNumber', 'cardSecurityCode', 'username']);
    expect(meanings.some((meaning) => meaning !== null && isMappable(meaning))).toBe(false);
  });
});

describe('answers and choices', () => {
  it('reads what people answered where the form says nothing', () => {
    expect(
      meaningsOf([
        { key: 'field_1', values: ['ada@example.com', 'grace@example.org'] },
        { key: 'field_2', values: ['+49 30 901820', '030 12345678'] },
        { key: 'field_3', values: ['https://example.com/shop'] },
        { key: 'field_4', values: ['blue', 'red'] },
      ]),
    ).toEqual(['email', 'phone', 'url', null]);
  });

  it('knows a list of countries in any language', () => {
    expect(meaningsOf([{ key: 'field_1', tag: 'select', options: ['Deutschland', 'Österreich', 'Schweiz', 'Frankreich'] }])).toEqual([
      'country',
    ]);
  });
});

it('says how sure it is and why, and what else it may be', () => {
  const [sure, unsure] = suggestMeanings([
    { name: 'email', label: 'Your e-mail', type: 'email' },
    { label: 'Phone', name: 'company' },
  ]);
  expect(sure?.confidence).toBeGreaterThan(0.99);
  expect(sure?.reasons.map(({ where, seen }) => [where, seen])).toContainEqual(['label', 'e mail']);
  expect(sure?.reasons.every(({ of }) => of === 'email')).toBe(true);
  // Label and name contradict each other: neither is suggested.
  expect(unsure?.meaning).toBeNull();
  expect(unsure?.alternatives.map(({ meaning }) => meaning).toSorted()).toEqual(['company', 'phone']);
});

it('survives whatever it is told', () => {
  const long = 'name '.repeat(10_000);
  expect(() =>
    suggestMeanings([{ label: long, name: 'a'.repeat(100_000), id: '[[[[', placeholder: '\u0000', options: [''], values: [''] }]),
  ).not.toThrow();
});
