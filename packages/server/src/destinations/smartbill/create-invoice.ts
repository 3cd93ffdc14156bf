import { z } from 'zod';
import { defineOperation, DestinationFailure, fieldsOf, type CallContext, type FieldSpec, type Performed } from '../kit/index.ts';
import { readSale, refuse } from '../kit/sale.ts';
import { invoiceMapping, InvoicePayload } from '../kit/order-invoice.ts';
import { invoiceBody } from './invoice.ts';
import type { Settings } from './settings.ts';

export const createInvoice = defineOperation<Settings, InvoicePayload>({
  title: 'Issue an invoice',
  description:
    'Issues an invoice for an order, once. It comes to the total of the order exactly, or it is refused. SmartBill sends it to the e-Factura system as the company is set up there. Start the flow with one kind of event, such as paid orders, or an order is invoiced more than once.',
  payload: InvoicePayload,
  scopes: [],
  // SmartBill remembers no key and lists no invoices, so nothing can look up what a lost answer left. An invoice whose
  // outcome is not known is shown to a person and never issued again by itself.
  dedupe: 'ledger',
  perform: issue,
  listFields: invoiceFields,
  defaultMapping: invoiceMapping,
});

/** A draft has no number yet. */
const Issued = z.looseObject({
  number: z.coerce.string().default(''),
  series: z.string().default(''),
  url: z
    .url({ protocol: /^https$/ })
    .optional()
    .catch(undefined),
});

async function issue(ctx: CallContext<Settings>, payload: InvoicePayload): Promise<Performed> {
  const { settings } = ctx;
  const sale = readSale(payload);
  if (sale.decimals > 2)
    throw refuse('currency', '/currency', `SmartBill counts in hundredths, and ${sale.currency} does not. Enter this order by hand.`);
  const response = await ctx.call({ method: 'POST', path: '/invoice', json: invoiceBody(payload, sale, settings) });
  const issued = Issued.safeParse(response.json);
  if (!issued.success || (issued.data.number === '' && !settings.draft)) throw inDoubt(payload, settings);
  const { number, series, url } = issued.data;
  const id = [series, number].filter((part) => part !== '').join(' ');
  return {
    ...(id === '' ? {} : { id }),
    ...(url === undefined ? {} : { url }),
    output: { ...(id === '' ? {} : { id }), series, number },
    effect: 'created',
  };
}

function inDoubt(payload: InvoicePayload, settings: Settings): DestinationFailure {
  return new DestinationFailure({
    kind: 'unknown',
    code: 'unexpected_answer',
    message: `SmartBill did not answer with the number of the invoice. Look into series ${payload.seriesName ?? settings.seriesName} in SmartBill for order ${payload.number ?? ''} before it is sent again.`,
  });
}

const SeriesList = z.looseObject({ list: z.array(z.looseObject({ name: z.string(), type: z.string().nullish() })).default([]) });

/** The company's invoice series, by SmartBill's letter for invoices. */
export async function seriesOf(ctx: CallContext<Settings>): Promise<string[]> {
  const response = await ctx.call({ method: 'GET', path: '/series', query: { cif: ctx.settings.cif, type: 'f' } });
  return SeriesList.safeParse(response.json).data?.list.map(({ name }) => name) ?? [];
}

async function invoiceFields(ctx: CallContext<Settings>): Promise<FieldSpec[]> {
  const options = (await seriesOf(ctx)).map((name) => ({ value: name, label: name }));
  return fieldsOf(InvoicePayload).map((field): FieldSpec =>
    field.path === '/seriesName' && options.length > 0 ? { ...field, type: 'enum', options } : field,
  );
}
