import { z } from 'zod';
import { defineOperation, DestinationFailure, fieldsOf, type CallContext, type FieldSpec, type Performed } from '../kit/index.ts';
import { readSale, refuse } from '../kit/sale.ts';
import { callOblio } from './access.ts';
import { invoiceMapping, InvoicePayload } from '../kit/order-invoice.ts';
import { invoiceBody } from './invoice.ts';
import type { Settings } from './settings.ts';

const Issued = z.looseObject({
  data: z.looseObject({
    seriesName: z.string(),
    number: z.coerce.string().min(1),
    link: z
      .url({ protocol: /^https$/ })
      .optional()
      .catch(undefined),
  }),
});

export const createInvoice = defineOperation<Settings, InvoicePayload>({
  title: 'Issue an invoice',
  description:
    'Issues an invoice for an order. It comes to the total of the order exactly, or it is refused. Oblio sends it to the e-Factura system as the company is set up there. Start the flow with one kind of event, such as paid orders, or an order is invoiced more than once.',
  payload: InvoicePayload,
  scopes: [],
  // Oblio: "used to avoid double invoicing".
  dedupe: 'request-key',
  perform: issue,
  listFields: invoiceFields,
  defaultMapping: invoiceMapping,
});

async function issue(ctx: CallContext<Settings>, payload: InvoicePayload): Promise<Performed> {
  const sale = readSale(payload);
  if (sale.decimals > 2)
    throw refuse('currency', '/currency', `Oblio counts in hundredths, and ${sale.currency} does not. Enter this order by hand.`);
  const json = invoiceBody(payload, sale, ctx.settings, ctx.idempotencyKey);
  try {
    const response = await callOblio(ctx, { method: 'POST', path: '/api/docs/invoice', json });
    return told(Issued.safeParse(response.json).data);
  } catch (error) {
    if (!isRepeat(error)) throw error;
    // It exists, which is what was wanted; only its number is not told.
    const message = 'Oblio has an invoice for this delivery already and did not tell its number. Look for it in Oblio by the order.';
    return { effect: 'unchanged', differences: [{ path: '/number', message }] };
  }
}

function told(issued: z.infer<typeof Issued> | undefined): Performed {
  if (issued === undefined)
    throw new DestinationFailure({
      kind: 'unknown',
      code: 'unexpected_answer',
      message: 'Oblio did not answer with the number of the invoice. It will be asked again; the same request does not issue a second one.',
    });
  const { seriesName, number, link } = issued.data;
  const id = `${seriesName} ${number}`;
  return { id, ...(link === undefined ? {} : { url: link }), output: { id, series: seriesName, number }, effect: 'created' };
}

/** Whether Oblio refused because it has an invoice for the request's key; it may name the key, too, where that does not suit it, and then there is none. */
function isRepeat(error: unknown): boolean {
  if (!(error instanceof DestinationFailure) || error.classification.kind !== 'permanent') return false;
  return (
    /idempoten/i.test(error.message) && !/prea lung|too long|invalid|nu este valid|lipse|missing|required|obligatoriu/i.test(error.message)
  );
}

const Series = z.looseObject({ data: z.array(z.looseObject({ name: z.string(), type: z.string().nullish() })) });

/** The fields of an invoice, with the company's series to choose from. */
async function invoiceFields(ctx: CallContext<Settings>): Promise<FieldSpec[]> {
  const response = await callOblio(ctx, { method: 'GET', path: '/api/nomenclature/series', query: { cif: ctx.settings.cif } });
  const series = Series.safeParse(response.json).data?.data ?? [];
  const options = series.filter(({ type }) => !type || /factur|invoice/i.test(type)).map(({ name }) => ({ value: name, label: name }));
  return fieldsOf(InvoicePayload).map((field): FieldSpec =>
    field.path === '/seriesName' && options.length > 0 ? { ...field, type: 'enum', options } : field,
  );
}
