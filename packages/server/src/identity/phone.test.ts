import fc from 'fast-check';
import { expect, it } from 'vitest';
import { normalisePhone } from './phone.ts';

it.each([
  ['+49 (0) 30 / 123 45 67', undefined, '+49301234567'],
  ['0049 30 1234567', undefined, '+49301234567'],
  ['0049 30 1234567', 'US', '+49301234567'],
  ['030 1234567', 'DE', '+49301234567'],
  ['030 1234567', 'de', '+49301234567'],
  ['(202) 555-0123', 'US', '+12025550123'],
  ['020 7946 0958', 'GB', '+442079460958'],
  ['+49 30 1234567 ext. 5', undefined, '+49301234567'],
  ['٠٣٠١٢٣٤٥٦٧', 'DE', '+49301234567'],
])('reads %j in %s as %s', (typed, country, phone) => {
  expect(normalisePhone(typed, country)).toBe(phone);
});

it.each([
  ['030 1234567', undefined],
  ['030 1234567', 'ZZ'],
  ['12', 'DE'],
  ['call me', 'DE'],
  ['', 'DE'],
])('does not guess at %j in %s', (typed, country) => {
  expect(normalisePhone(typed, country)).toBeUndefined();
});

it('never throws, and gives E.164 or nothing', () => {
  const typed = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[+0-9 ()/.-]{0,20}$/));
  fc.assert(
    fc.property(typed, fc.option(fc.string({ maxLength: 2 }), { nil: undefined }), (text, country) => {
      expect(normalisePhone(text, country) ?? '+10000000').toMatch(/^\+[1-9]\d{5,14}$/);
    }),
  );
});
