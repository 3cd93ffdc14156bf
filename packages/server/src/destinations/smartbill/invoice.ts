import { filled, streetOf } from '../kit/buyer.ts';
import { cut } from '../kit/cut.ts';
import { spread, toNumber, type Exact } from '../kit/money.ts';
import { clientName, type InvoicePayload } from '../kit/order-invoice.ts';
import { codeOf, readRateCodes, withTax } from '../kit/sale-tax.ts';
import type { Sale, SaleItem } from '../kit/sale.ts';
import type { Settings } from './settings.ts';

/** The invoice as SmartBill takes it. Prices hold VAT, so that the invoice is what was paid, whatever VAT comes to. */
export function invoiceBody(payload: InvoicePayload, sale: Sale, settings: Settings): Record<string, unknown> {
  return {
    companyVatCode: settings.cif,
    seriesName: payload.seriesName ?? settings.seriesName,
    client: { ...clientOf(payload), saveToDb: false },
    isDraft: settings.draft,
    ...(payload.date === undefined ? {} : { issueDate: payload.date }),
    ...(payload.dueDate === undefined ? {} : { dueDate: payload.dueDate }),
    currency: sale.currency,
    ...(payload.mentions === undefined || payload.mentions === '' ? {} : { mentions: payload.mentions }),
    useStock: false,
    sendEmail: false,
    products: withTax(sale).flatMap((part) => productsOf(part, sale, settings)),
  };
}

function clientOf(payload: InvoicePayload): Record<string, string> {
  return filled({
    name: clientName(payload),
    vatCode: payload.vatNumber,
    address: streetOf(payload),
    city: payload.city,
    county: payload.region,
    country: payload.country,
    email: payload.email,
  });
}

function productsOf({ item, amount }: { item: SaleItem; amount: Exact }, sale: Sale, settings: Settings): Record<string, unknown>[] {
  return spread(amount, item.quantity, sale.decimals).map(({ quantity, price }) => ({
    name: cut(item.title, 250),
    ...(item.sku === undefined || item.sku === '' ? {} : { code: item.sku }),
    isDiscount: false,
    measuringUnitName: settings.measuringUnit,
    currency: sale.currency,
    quantity,
    price: toNumber(price),
    ...vatOf(sale, item, settings),
    saveToDb: false,
    isService: item.kind !== 'line',
  }));
}

function vatOf(sale: Sale, item: SaleItem, settings: Settings): Record<string, unknown> {
  if (settings.vat === 'none') return {};
  const { rate, code } = codeOf(sale, item, readRateCodes(settings.vatNames), { service: 'SmartBill', setting: 'VAT rates' });
  return { isTaxIncluded: true, taxName: code, taxPercentage: toNumber(rate) };
}
