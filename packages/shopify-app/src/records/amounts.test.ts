import { expect, it } from 'vitest';
import { spellAmount } from './amounts.ts';

it.each([
  ['29.9', 'EUR', '29.90'],
  ['6700.0', 'JPY', '6700'],
  ['5990.0', 'HUF', '5990.00'],
  ['1500.5', 'IQD', '1500.500'],
])('spells %s %s as %s, by the decimals of ISO 4217', (amount, currency, spelled) => expect(spellAmount(amount, currency)).toBe(spelled));
