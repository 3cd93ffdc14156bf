import { expect, it } from 'vitest';
import { currencyDecimals } from './currency.ts';

it.each([
  [0, ['JPY', 'KRW', 'ISK', 'CLP', 'XOF', 'UGX']],
  [2, ['EUR', 'RON', 'HUF', 'COP', 'IDR', 'PKR', 'LBP', 'ALL', 'TWD']],
  [3, ['KWD', 'IQD', 'TND']],
])('counts %d decimals for %j, as ISO 4217 does', (decimals, currencies) => {
  for (const currency of currencies) expect(currencyDecimals(currency), currency).toBe(decimals);
});
