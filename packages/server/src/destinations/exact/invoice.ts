import { z } from 'zod';
import { cut } from '../kit/cut.ts';
import { exact, spread, toNumber, type Exact } from '../kit/money.ts';
import { codeOf, readRateCodes, withoutTax, withTax } from '../kit/sale-tax.ts';
import { refuse, saleFields, type Sale, type SaleItem } from '../kit/sale.ts';
import { accountFields } from './account.ts';
import type { Settings } from './settings.ts';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const Payload = z.strictObject({
  ...saleFields,
  ...accountFields,
  accountId: z
    .string()
    .trim()
    .regex(GUID, 'An ID in Exact looks like 2c4d….')
    .optional()
    .meta({ title: 'Account', description: 'The ID of an account in Exact; without it, found or made by the e-mail address.' }),
  date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'A date is written 2026-11-21.')
    .optional()
    .meta({ title: 'Invoice date', field: 'date' }),
  description: z.string().trim().max(100).optional().meta({ title: 'Description' }),
  journal: z.string().trim().min(1).max(10).optional().meta({ title: 'Sales journal', description: "Instead of the connection's own." }),
  paymentCondition: z.string().trim().min(1).max(10).optional().meta({ title: 'Payment condition' }),
});
export type InvoicePayload = z.infer<typeof Payload>;

/** `YourRef` holds up to 30 characters. */
export const REF_MAX = 30;

/** What tells our invoice from another of the same number. */
export const markOf = (idempotencyKey: string) => `Handoff ${idempotencyKey}`;

/** The items' codes an invoice needs to know the IDs of. */
export function codesOf(sale: Sale, settings: Settings): string[] {
  return [...new Set(sale.items.flatMap((item) => candidates(item, settings)))];
}

/** The codes an item may be known by, best first. */
function candidates(item: SaleItem, { itemCode, shippingItemCode }: Settings): string[] {
  const codes = item.kind === 'shipping' ? [shippingItemCode, itemCode] : [item.sku, itemCode];
  return codes.filter((code) => code !== undefined && code !== '' && code.length <= 30) as string[];
}

/**
 * The lines, which come to the total exactly.
 * @param ids the items' IDs by their codes.
 */
export function linesOf(sale: Sale, settings: Settings, ids: ReadonlyMap<string, string>): Record<string, unknown>[] {
  const codes = readRateCodes(settings.vatCodes);
  const priced: { item: SaleItem; amount: Exact }[] = settings.prices === 'with' ? withTax(sale) : withoutTax(sale);
  return priced.flatMap(({ item, amount }) => {
    const id = candidates(item, settings)
      .map((code) => ids.get(code))
      .find((known) => known !== undefined);
    if (id === undefined) throw noItem(item);
    const vat =
      codes.length === 0 ? undefined : codeOf(sale, item, codes, { service: 'Exact Online', setting: 'VAT code of each rate' }).code;
    return spread(amount, item.quantity, sale.decimals).map(({ quantity, price }) => ({
      Item: id,
      Description: cut(item.title, 100),
      Quantity: quantity,
      NetPrice: toNumber(price),
      ...(vat === undefined ? {} : { VATCode: vat }),
    }));
  });
}

function noItem(item: SaleItem): Error {
  const what = item.kind === 'shipping' ? 'the shipping' : `"${item.title}"${item.sku === undefined ? '' : ` (SKU ${item.sku})`}`;
  return refuse(
    'no_item',
    '/lines',
    `Exact Online has no item for ${what}. Create one with that code there, or enter "Item" in the connection; then send this again.`,
  );
}

export function invoiceBody(parts: {
  payload: InvoicePayload;
  sale: Sale;
  settings: Settings;
  accountId: string;
  lines: Record<string, unknown>[];
  reference: string;
  mark: string;
}) {
  const { payload, sale, settings, accountId, lines, reference, mark } = parts;
  const date = payload.date === undefined ? undefined : `${payload.date}T00:00:00`;
  return {
    OrderedBy: accountId,
    Journal: payload.journal ?? settings.journal,
    Currency: sale.currency,
    YourRef: reference,
    Remarks: mark,
    ...(date === undefined ? {} : { InvoiceDate: date, OrderDate: date }),
    ...(payload.description === undefined ? {} : { Description: payload.description }),
    ...(payload.paymentCondition === undefined ? {} : { PaymentCondition: payload.paymentCondition }),
    SalesInvoiceLines: lines,
  };
}

/** Whether what Exact came to is the sale's total. */
export function isTotal(sale: Sale, amount: number): boolean {
  return exact(amount) === sale.total;
}
