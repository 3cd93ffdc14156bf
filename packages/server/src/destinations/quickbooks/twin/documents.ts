import { exact, sum, toNumber, type Exact } from '../../kit/money.ts';
import type { TwinLine } from './bodies.ts';
import type { TwinCompany } from './state.ts';

const units = (value: number): Exact => exact(value) ?? 0n;
const CENT = 10n ** 6n;

/** Whether each amount is quantity times price (QuickBooks: 6070). */
export function multiplies(lines: TwinLine[]): boolean {
  return lines.every(({ Amount, SalesItemLineDetail: { Qty, UnitPrice } }) => units(Amount) * 10n ** 8n === units(Qty) * units(UnitPrice));
}

/**
 * The total as QuickBooks comes to it: in the United States with the tax that was sent, elsewhere by the rates of the
 * codes, rounded to the cent for each rate.
 */
export function totalOf(company: TwinCompany, body: Record<string, unknown>): { total: number; tax: number } {
  const lines = body['Line'] as TwinLine[];
  const net = sum(lines.map(({ Amount }) => units(Amount)));
  const told = (body['TxnTaxDetail'] as { TotalTax: number } | undefined)?.TotalTax;
  const tax = Object.keys(company.taxRates).length === 0 ? units(told ?? 0) : taxByCodes(company, lines);
  return { total: toNumber(net + tax), tax: toNumber(tax) };
}

function taxByCodes(company: TwinCompany, lines: TwinLine[]): Exact {
  const byCode = new Map<string, Exact>();
  for (const { Amount, SalesItemLineDetail: detail } of lines) {
    const code = detail.TaxCodeRef?.value ?? '';
    byCode.set(code, (byCode.get(code) ?? 0n) + units(Amount));
  }
  return sum(
    [...byCode].map(([code, amount]) => {
      const exactTax = (amount * units(company.taxRates[code] ?? 0)) / (100n * 10n ** 8n);
      return ((exactTax + CENT / 2n) / CENT) * CENT;
    }),
  );
}

/** A tax code the company does not have, `TAX` and `NON` aside, which all have. */
export function unknownCode(company: TwinCompany, lines: TwinLine[]): string | undefined {
  const known = new Set(['TAX', 'NON', ...Object.keys(company.taxRates)]);
  return lines.map(({ SalesItemLineDetail: { TaxCodeRef } }) => TaxCodeRef?.value).find((code) => code !== undefined && !known.has(code));
}
