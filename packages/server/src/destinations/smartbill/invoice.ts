import type { Envelope } from '@handoff/shared/event';
import type { Mapping } from '@handoff/shared/mapping';
import { z } from 'zod';
import { addressRule, buyerFields, buyerRules, day, filled, streetOf } from '../kit/buyer.ts';
import { path } from '../kit/mapping-rules.ts';
import { spread, toNumber, type Exact } from '../kit/money.ts';
import { codeOf, readRateCodes, withTax } from '../kit/sale-tax.ts';
import { refuse, saleFields, saleRules, type Sale, type SaleItem } from '../kit/sale.ts';
import type { Settings } from './settings.ts';

export const Payload = z.strictObject({
  ...saleFields,
  ...buyerFields,
  date: day('Issue date'),
  dueDate: day('Due date'),
  seriesName: z.string().trim().min(1).max(20).optional().meta({ title: 'Series', description: "Instead of the connection's own." }),
  mentions: z.string().trim().max(1000).optional().meta({ title: 'Mentions', description: 'Printed on the invoice.' }),
});
export type InvoicePayload = z.infer<typeof Payload>;

export function invoiceMapping(type: string, sample?: Envelope): Mapping {
  return {
    fields: {
      ...buyerRules(sample),
      ...saleRules(type),
      '/region': addressRule('region'),
      '/date': { do: 'date', from: path('/occurredAt'), output: 'date', zone: 'Europe/Bucharest' },
      '/mentions': { do: 'template', template: 'Comanda {{/data/number}}' },
    },
  };
}

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
  const name = [payload.name, payload.email].find((part) => part !== undefined && part !== '');
  if (name === undefined)
    throw refuse(
      'no_client',
      '/name',
      'An invoice needs a client, and this event names none: no name, company or e-mail address. Map one, or enter it by hand.',
    );
  return filled({
    name,
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
    name: item.title.slice(0, 250),
    ...(item.sku === undefined || item.sku === '' ? {} : { code: item.sku }),
    isDiscount: false,
    measuringUnitName: settings.measuringUnit,
    currency: sale.currency,
    quantity,
    price: toNumber(price),
    ...vatOf(sale, item, settings),
    saveToDb: false,
    isService: item.kind === 'shipping',
  }));
}

function vatOf(sale: Sale, item: SaleItem, settings: Settings): Record<string, unknown> {
  if (settings.vat === 'none') return {};
  const { rate, code } = codeOf(sale, item, readRateCodes(settings.vatNames), { service: 'SmartBill', setting: 'VAT rates' });
  return { isTaxIncluded: true, taxName: code, taxPercentage: toNumber(rate) };
}
