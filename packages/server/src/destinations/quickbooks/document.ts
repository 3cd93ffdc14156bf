import { z } from 'zod';
import { cut } from '../kit/cut.ts';
import { spread, times, exact, toNumber, type Exact } from '../kit/money.ts';
import { codeOf, readRateCodes, withoutTax, withTax } from '../kit/sale-tax.ts';
import { saleFields, type Sale, type SaleItem } from '../kit/sale.ts';
import { Address, addressOf, personFields } from './person.ts';
import type { Settings } from './settings.ts';

const Id = z
  .string()
  .trim()
  .regex(/^\d{1,20}$/, 'An ID in QuickBooks is a number.');

export const Payload = z.strictObject({
  ...saleFields,
  ...personFields,
  customerId: Id.optional().meta({
    title: 'Customer',
    description: 'The ID of a customer in QuickBooks; without it, found or made by the e-mail address.',
  }),
  date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'A date is written 2026-11-21.')
    .optional()
    .meta({ title: 'Date', field: 'date' }),
  dueDate: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'A date is written 2026-11-21.')
    .optional()
    .meta({ title: 'Due on', field: 'date', description: 'Of an invoice.' }),
  memo: z.string().trim().max(1000).optional().meta({ title: 'Message to the customer', field: 'text' }),
  link: z.string().trim().max(1000).optional().meta({ title: 'Link to the order', description: 'Kept in the private note.' }),
  delivery: Address,
  itemId: Id.optional().meta({ title: 'Product or service', description: "Instead of the connection's own." }),
  accountId: Id.optional().meta({
    title: 'Account',
    description: "Instead of the connection's own: where it is deposited, or a refund paid from.",
  }),
  paymentMethodId: Id.optional().meta({ title: 'Payment method' }),
  custom: z
    .strictObject({ '1': z.string().max(31).optional(), '2': z.string().max(31).optional(), '3': z.string().max(31).optional() })
    .optional()
    .meta({ title: 'Custom fields' }),
});
export type DocumentPayload = z.infer<typeof Payload>;

/** Where the three kinds of document differ. */
export interface Kind {
  entity: 'SalesReceipt' | 'Invoice' | 'RefundReceipt';
  title: string;
  page: string;
}

/** QuickBooks numbers documents with up to 21 characters. */
export const NUMBER_MAX = 21;

export function documentBody(
  kind: Kind,
  parts: { payload: DocumentPayload; sale: Sale; settings: Settings; customerId: string | undefined; note: string },
): Record<string, unknown> {
  const { payload, sale, settings, customerId, note } = parts;
  const account = payload.accountId ?? (kind.entity === 'RefundReceipt' ? settings.refundAccountId : settings.depositAccountId);
  const billing = addressOf(payload.billing);
  const delivery = addressOf(payload.delivery);
  return {
    ...(payload.number === undefined ? {} : { DocNumber: cut(payload.number, NUMBER_MAX) }),
    ...(payload.date === undefined ? {} : { TxnDate: payload.date }),
    ...(kind.entity === 'Invoice' && payload.dueDate !== undefined ? { DueDate: payload.dueDate } : {}),
    CurrencyRef: { value: sale.currency },
    ...(customerId === undefined ? {} : { CustomerRef: { value: customerId } }),
    ...(payload.email === undefined ? {} : { BillEmail: { Address: payload.email } }),
    ...(billing === undefined ? {} : { BillAddr: billing }),
    ...(delivery === undefined || kind.entity === 'RefundReceipt' ? {} : { ShipAddr: delivery }),
    ...(payload.memo === undefined || payload.memo === '' ? {} : { CustomerMemo: { value: payload.memo } }),
    PrivateNote: [note, payload.link].filter((part) => part !== undefined && part !== '').join(' '),
    ...(account === undefined || kind.entity === 'Invoice' ? {} : { DepositToAccountRef: { value: account } }),
    ...(payload.paymentMethodId === undefined || kind.entity === 'Invoice' ? {} : { PaymentMethodRef: { value: payload.paymentMethodId } }),
    ...customFields(payload),
    ...taxed(sale, settings, payload.itemId),
  };
}

function customFields({ custom }: DocumentPayload): Record<string, unknown> {
  const filled = Object.entries(custom ?? {}).filter((entry) => entry[1] !== undefined && entry[1] !== '');
  return filled.length === 0
    ? {}
    : { CustomField: filled.map(([id, value]) => ({ DefinitionId: id, Type: 'StringType', StringValue: value })) };
}

/** The lines and the tax, in the way the company keeps sales tax. What is sent always comes to the total. */
function taxed(sale: Sale, settings: Settings, itemId: string | undefined): Record<string, unknown> {
  const item = (of: SaleItem) => (of.kind === 'shipping' ? (settings.shippingItemId ?? itemId) : itemId) ?? settings.itemId;
  const lines = (priced: { item: SaleItem; amount: Exact }[], taxCode: (of: SaleItem) => string | undefined) =>
    priced.flatMap((part) => linesOf(part, { decimals: sale.decimals, itemId: item(part.item), taxCode: taxCode(part.item) }));
  const codes = readRateCodes(settings.taxCodes);
  switch (settings.salesTax) {
    case 'none':
      return { Line: lines(withTax(sale), () => undefined) };
    case 'codes':
      return {
        GlobalTaxCalculation: 'TaxExcluded',
        Line: lines(withoutTax(sale), (of) => codeOf(sale, of, codes, { service: 'QuickBooks', setting: 'Tax codes' }).code),
      };
    case 'total':
      return {
        Line: lines(withoutTax(sale), (of) => (sale.tax === 0n || of.tax === 0n ? 'NON' : 'TAX')),
        ...(sale.tax === 0n ? {} : { TxnTaxDetail: { TotalTax: toNumber(sale.tax) } }),
      };
  }
}

/** A line's amount must be quantity times price, so an amount that does not divide becomes two lines. */
function linesOf(
  part: { item: SaleItem; amount: Exact },
  at: { decimals: number; itemId: string | undefined; taxCode: string | undefined },
): Record<string, unknown>[] {
  const { item, amount } = part;
  return spread(amount, item.quantity, at.decimals).map(({ quantity, price }) => ({
    DetailType: 'SalesItemLineDetail',
    Amount: toNumber(times(price, exact(quantity) ?? 0n) ?? 0n),
    Description: cut(item.title, 4000),
    SalesItemLineDetail: {
      ...(at.itemId === undefined ? {} : { ItemRef: { value: at.itemId } }),
      Qty: quantity,
      UnitPrice: toNumber(price),
      ...(at.taxCode === undefined ? {} : { TaxCodeRef: { value: at.taxCode } }),
    },
  }));
}
