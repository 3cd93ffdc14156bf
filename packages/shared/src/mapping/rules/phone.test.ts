import fc from 'fast-check';
import { getCountries, getCountryCallingCode, getExampleNumber, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';
import examples from 'libphonenumber-js/mobile/examples';
import { describe, expect, it } from 'vitest';
import { applyFields, applyRule } from '../../../test/support/mapping.ts';
import type { Rule } from '../spec.ts';

const phone = (value: unknown, country?: string) => applyRule((from) => ({ do: 'e164', from, country }), value);

describe('e164', () => {
  it.each<[unknown, string | undefined, string | undefined]>([
    ['+49 30 901820', undefined, '+4930901820'],
    ['030/90 18 20', 'DE', '+4930901820'],
    ['030 901820', 'de', '+4930901820'],
    ['0049 30 901820', 'DE', '+4930901820'],
    ['0049 30 901820', undefined, '+4930901820'],
    ['+49 (0)30 901820', 'US', '+4930901820'],
    ['49 30 901820', 'DE', '+4930901820'],
    ['(415) 555-2671', 'US', '+14155552671'],
    ['1-415-555-2671', 'US', '+14155552671'],
    ['011 44 20 7946 0958', 'US', '+442079460958'],
    ['020 7946 0958', 'GB', '+442079460958'],
    ['+7 701 234 56 78', undefined, '+77012345678'],
    ['06 20 123 4567', 'HU', '+36201234567'],
    ['\u202A+49\u00A030\u00A0901820\u202C', undefined, '+4930901820'],
    ['٠٣٠ ٩٠١٨٢٠', 'DE', '+4930901820'],
    [4930901820, 'DE', '+4930901820'],
    [['030 901820'], 'DE', '+4930901820'],
    ['', 'DE', undefined],
    [undefined, 'DE', undefined],
  ])('reads %j in %s as %s', (value, country, number) => {
    expect(phone(value, country)).toEqual({ value: number, problems: [], warnings: [] });
  });

  it('passes null on, to clear the field', () => {
    expect(phone(null, 'DE').value).toBeNull();
  });

  it.each<[unknown, string | undefined, string]>([
    ['030 901820', undefined, 'has no country code'],
    ['call me', 'DE', 'is not a phone number that exists in DE'],
    ['call me at 030 901820', 'DE', 'is not a phone number'],
    ['+49 1', 'DE', 'is not a phone number'],
    ['+999 123456789', undefined, 'is not a phone number'],
    ['123', 'US', 'is not a phone number'],
    ['1'.repeat(5000), 'DE', 'is not a phone number'],
    [true, 'DE', 'is not a phone number'],
    ['030 901820', 'XX', 'is not a country'],
  ])('says what is wrong with %j in %s', (value, country, message) => {
    expect(phone(value, country)).toEqual({ value: undefined, problems: [expect.stringContaining(message)], warnings: [] });
  });

  it('leaves an extension out and says so', () => {
    expect(phone('(415) 555-2671 ext. 42', 'US')).toEqual({
      value: '+14155552671',
      problems: [],
      warnings: [expect.stringContaining('"42"')],
    });
  });

  it('takes the country from the event, and else from the mapping', () => {
    const rule: Rule = { do: 'e164', from: { do: 'path', path: '/p' }, country: 'DE', countryFrom: { do: 'path', path: '/c' } };
    const read = (p: string, c: unknown) => applyFields({ '/p': rule }, { p, c }).payload['p'];
    expect(read('01 40 20 50 50', 'fr')).toBe('+33140205050');
    expect(read('030 901820', undefined)).toBe('+4930901820');
    expect(read('030 901820', 'Germany')).toBe('+4930901820');
    expect(read('030 901820', { toString: 'x' })).toBe('+4930901820');
  });

  it('gives exactly what libphonenumber gives, however a number is written', () => {
    const prefixes = (country: CountryCode) => {
      const code = getCountryCallingCode(country);
      return fc.constantFrom(
        '',
        '0',
        '1',
        '8',
        '06',
        `+${code}`,
        `+${code} 0`,
        `+${code} (`,
        code,
        `00${code}`,
        `011${code}`,
        '+',
        '(0',
        '00',
      );
    };
    const national = (country: CountryCode) => {
      const example: string = getExampleNumber(country, examples)?.nationalNumber ?? '';
      const cut = fc.integer({ min: 0, max: example.length });
      const digits = fc.stringMatching(/^\d{0,9}$/);
      return fc.oneof(
        fc.constant(example),
        fc.tuple(cut, digits).map(([end, tail]) => example.slice(0, end) + tail),
        fc.stringMatching(/^[\d ()./-]{0,16}$/),
      );
    };
    const written = fc
      .constantFrom(...getCountries())
      .chain((country) => fc.tuple(fc.constant(country), prefixes(country), national(country)))
      .map(([country, prefix, number]) => ({ country, text: prefix + number }));
    fc.assert(
      fc.property(written, ({ country, text }) => {
        const library = parsePhoneNumberFromString(text.trim(), { defaultCountry: country, extract: false });
        expect(phone(text, country).value).toBe(library?.isValid() ? library.number : undefined);
      }),
      { numRuns: 3000 },
    );
  });
});
