import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalAmount, sumAmounts } from './money.ts';

describe('sumAmounts', () => {
  it.each([
    [['0.1', '0.2'], '0.3'],
    [['0.10', '0.2'], '0.30'],
    [['1500', '660'], '2160'],
    [['-5.00', '4.99'], '-0.01'],
    [['9007199254740993.01', '0.01'], '9007199254740993.02'],
    [[], '0'],
  ])('of %j is %s', (amounts, expected) => {
    expect(sumAmounts(amounts)).toBe(expected);
  });

  it('agrees with adding up cents', () => {
    const text = (cents: number) =>
      `${cents < 0 ? '-' : ''}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`;
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e9, max: 1e9 }), { minLength: 1 }), (cents) => {
        expect(sumAmounts(cents.map(text))).toBe(text(cents.reduce((sum, each) => sum + each, 0)));
      }),
    );
  });
});

describe('canonicalAmount', () => {
  it.each([
    ['10.50', '10.5'],
    ['1500.0', '1500'],
    ['1500', '1500'],
    ['0.00', '0'],
    ['100', '100'],
  ])('of %s is %s', (amount, expected) => {
    expect(canonicalAmount(amount)).toBe(expected);
  });
});
