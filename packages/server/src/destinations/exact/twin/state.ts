import { exact, sum, toNumber, type Exact } from '../../kit/money.ts';
import type { TwinLine } from './bodies.ts';

export type TwinRecord = Record<string, unknown>;

/** A VAT code: its rate in percent, and whether prices hold it. */
export interface TwinVat {
  rate: number;
  isIncluded: boolean;
}

/** One company of Exact Online. */
export class TwinDivision {
  readonly records: Record<string, TwinRecord[]> = {
    'crm/Accounts': [],
    'salesinvoice/SalesInvoices': [],
    'logistics/Items': [],
    'financial/Journals': [{ Code: '70', Description: 'Verkoopboek' }],
    'cashflow/PaymentConditions': [{ Code: '30', Description: '30 days' }],
  };
  readonly vat: Record<string, TwinVat>;
  private last = 0;

  constructor(vat: Record<string, TwinVat>) {
    this.vat = vat;
  }

  guid(): string {
    return `00000000-0000-4000-8000-${String(++this.last).padStart(12, '0')}`;
  }

  of(resource: string): TwinRecord[] {
    return (this.records[resource] ??= []);
  }

  /** As Exact comes to it: VAT for each line, rounded to the cent. A line without a code has the first. */
  totalOf(lines: TwinLine[]): number {
    const CENT = 10n ** 6n;
    const amounts = lines.map(({ Quantity, NetPrice, VATCode }) => {
      const amount = ((exact(Quantity) ?? 0n) * (exact(NetPrice) ?? 0n)) / 10n ** 8n;
      const vat = this.vat[VATCode ?? Object.keys(this.vat)[0] ?? ''];
      if (vat === undefined || vat.isIncluded) return amount;
      const tax: Exact = (amount * (exact(vat.rate) ?? 0n)) / 10n ** 10n;
      return amount + ((tax + CENT / 2n) / CENT) * CENT;
    });
    return toNumber(sum(amounts));
  }
}
