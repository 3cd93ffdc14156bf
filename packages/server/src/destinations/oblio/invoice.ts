import { createHash } from 'node:crypto';
import { filled, streetOf } from '../kit/buyer.ts';
import { cut } from '../kit/cut.ts';
import { spread, toNumber, type Exact } from '../kit/money.ts';
import { clientName, type InvoicePayload } from '../kit/order-invoice.ts';
import { codeOf, readRateCodes, withTax } from '../kit/sale-tax.ts';
import type { Sale, SaleItem } from '../kit/sale.ts';
import type { Settings } from './settings.ts';

/** The invoice as Oblio takes it. Prices hold VAT, so that the invoice is what was paid, whatever VAT comes to. */
export function invoiceBody(payload: InvoicePayload, sale: Sale, settings: Settings, idempotencyKey: string): Record<string, unknown> {
  return {
    cif: settings.cif,
    client: clientOf(payload),
    // Its length is not documented, so it is kept short.
    idempotencyKey: createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 40),
    ...(payload.date === undefined ? {} : { issueDate: payload.date }),
    ...(payload.dueDate === undefined ? {} : { dueDate: payload.dueDate }),
    seriesName: payload.seriesName ?? settings.seriesName,
    language: settings.language,
    precision: 2,
    currency: sale.currency,
    ...(payload.mentions === undefined || payload.mentions === '' ? {} : { mentions: payload.mentions }),
    useStock: 0,
    products: withTax(sale).flatMap((part) => productsOf(part, sale, settings)),
  };
}

function clientOf(payload: InvoicePayload): Record<string, string> {
  return filled({
    name: clientName(payload),
    cif: payload.vatNumber,
    address: streetOf(payload),
    city: payload.city,
    state: payload.region,
    country: payload.country,
    email: payload.email,
    phone: payload.phone,
  });
}

function productsOf({ item, amount }: { item: SaleItem; amount: Exact }, sale: Sale, settings: Settings): Record<string, unknown>[] {
  return spread(amount, item.quantity, Math.min(sale.decimals, 2)).map(({ quantity, price }) => ({
    name: cut(item.title, 250),
    ...(item.sku === undefined || item.sku === '' ? {} : { code: item.sku }),
    price: toNumber(price),
    measuringUnit: settings.measuringUnit,
    currency: sale.currency,
    ...vatOf(sale, item, settings),
    quantity,
    productType: item.kind === 'line' ? 'Marfa' : 'Serviciu',
  }));
}

function vatOf(sale: Sale, item: SaleItem, settings: Settings): Record<string, unknown> {
  if (settings.vat === 'none') return {};
  const { rate, code } = codeOf(sale, item, readRateCodes(settings.vatNames), { service: 'Oblio', setting: 'VAT rates' });
  return { vatName: code, vatPercentage: toNumber(rate), vatIncluded: true };
}
