import { z } from 'zod';
import { cut } from '../kit/cut.ts';
import { defineOperation, DestinationFailure, fieldsOf, type CallContext, type FieldSpec, type Performed } from '../kit/index.ts';
import { exact, write } from '../kit/money.ts';
import { readSale, refuse, type Sale } from '../kit/sale.ts';
import { ensureAccount, nameOf } from './account.ts';
import { companyPath, made, oneOf, quoted, read } from './api.ts';
import { codesOf, invoiceBody, isTotal, linesOf, markOf, Payload, REF_MAX, type InvoicePayload } from './invoice.ts';
import { invoiceMapping } from './mappings.ts';
import { dayLimit, hostOf, MOST_CALLS, type Settings } from './settings.ts';

const RESOURCE = 'salesinvoice/SalesInvoices';
const Made = z.looseObject({ InvoiceID: z.string() });
const Invoice = z.looseObject({
  InvoiceID: z.string(),
  AmountFC: z.number().nullish(),
  YourRef: z.string().nullish(),
  Remarks: z.string().nullish(),
});
type Invoice = z.infer<typeof Invoice>;

export const createSalesInvoice = defineOperation<Settings, InvoicePayload>({
  title: 'Enter a sales invoice',
  description:
    'Enters an order as an open invoice. Its amounts, VAT and shipping come to the total of the order exactly, or it is refused. Exact sends and books it when you print it there. Start the flow with one kind of event, such as paid orders, or an order is entered more than once.',
  payload: Payload,
  scopes: [],
  dedupe: 'ledger',
  perform: enter,
  lookup: async (ctx, payload) => {
    const found = await findInvoice(ctx, payload);
    return found === undefined ? undefined : settle(ctx, readSale(payload), found.InvoiceID, found.AmountFC ?? undefined);
  },
  listFields: invoiceFields,
  defaultMapping: invoiceMapping,
  limits: (settings, payload) => dayLimit(settings, payload.accountId === undefined ? MOST_CALLS : 3),
});

async function enter(ctx: CallContext<Settings>, payload: InvoicePayload): Promise<Performed> {
  const { settings } = ctx;
  const sale = readSale(payload);
  if (payload.accountId === undefined && nameOf(payload) === undefined)
    throw refuse(
      'no_account',
      '/email',
      'An invoice needs a customer, and this event names none: no e-mail address, name or company. Map one.',
    );
  const lines = linesOf(sale, settings, await itemIds(ctx, codesOf(sale, settings)));
  const accountId = payload.accountId ?? (await ensureAccount(ctx, payload));
  const json = invoiceBody({
    payload,
    sale,
    settings,
    accountId,
    lines,
    reference: referenceOf(ctx, payload),
    mark: markOf(ctx.idempotencyKey),
  });
  const { InvoiceID } = made(await ctx.call({ method: 'POST', path: companyPath(ctx, RESOURCE), json }), Made);
  return settle(ctx, sale, InvoiceID, await amountOf(ctx, InvoiceID));
}

function referenceOf(ctx: CallContext<Settings>, payload: InvoicePayload): string {
  return cut(payload.number ?? ctx.eventId, REF_MAX);
}

/** The invoice an earlier try of this delivery made; others may have the same number. */
async function findInvoice(ctx: CallContext<Settings>, payload: InvoicePayload): Promise<Invoice | undefined> {
  const all = await read(ctx, RESOURCE, `YourRef eq ${quoted(referenceOf(ctx, payload))}`, Invoice);
  return all.find(({ Remarks }) => Remarks?.includes(markOf(ctx.idempotencyKey)));
}

const Item = z.looseObject({ ID: z.string(), Code: z.string() });
const CODES_A_CALL = 20;

async function itemIds(ctx: CallContext<Settings>, codes: string[]): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (let start = 0; start < codes.length; start += CODES_A_CALL) {
    const some = codes.slice(start, start + CODES_A_CALL);
    const items = await read(ctx, 'logistics/Items', some.map((code) => `Code eq ${quoted(code)}`).join(' or '), Item);
    for (const { ID, Code } of items) {
      const code = some.find((wanted) => wanted.toLowerCase() === Code.trim().toLowerCase());
      if (code !== undefined) ids.set(code, ID);
    }
  }
  return ids;
}

/** The answer to a creation need not tell it. It is only a comparison: that it fails must not make a second invoice. */
async function amountOf(ctx: CallContext<Settings>, id: string): Promise<number | undefined> {
  try {
    const [found] = await read(ctx, RESOURCE, `InvoiceID eq guid'${id}'`, Invoice);
    return found?.AmountFC ?? undefined;
  } catch (error) {
    if (error instanceof DestinationFailure) return undefined;
    throw error;
  }
}

/** An invoice that came to another total is taken out again while it is open; what is right is told. */
async function settle(ctx: CallContext<Settings>, sale: Sale, id: string, amount: number | undefined): Promise<Performed> {
  if (amount !== undefined && !isTotal(sale, amount)) throw await takenOut(ctx, sale, id, amount);
  return {
    id,
    url: `${hostOf(ctx.settings)}/docs/InvEntryInvoice.aspx?ID={${id}}&_Division_=${ctx.settings.division ?? ''}`,
    output: { id },
    effect: 'created',
    ...(amount === undefined
      ? {
          differences: [
            {
              path: '/total',
              message: 'Exact Online did not tell what this invoice came to, so it could not be compared. Look at it there.',
            },
          ],
        }
      : {}),
  };
}

async function takenOut(ctx: CallContext<Settings>, sale: Sale, id: string, amount: number): Promise<DestinationFailure> {
  const say = (value: bigint) => `${write(value, sale.decimals)} ${sale.currency}`;
  const what = `Exact Online made this invoice come to ${say(exact(amount) ?? 0n)} instead of ${say(sale.total)}, by its own VAT calculation`;
  const advice = 'Check "VAT codes" and "VAT code of each rate" of the connection, then send it again; or enter it by hand.';
  try {
    await ctx.call({ method: 'DELETE', path: companyPath(ctx, oneOf(RESOURCE, id)) });
  } catch (error) {
    if (!(error instanceof DestinationFailure)) throw error;
    if (error.response?.status !== 404)
      return refuse('wrong_total', '/total', `${what}, and it could not be removed: delete it there by hand. ${advice}`);
  }
  return refuse('wrong_total', '/total', `${what}, so Handoff removed it there again. ${advice}`);
}

const Coded = z.looseObject({ Code: z.string(), Description: z.string().nullish() });

/** The fields of an invoice, with the company's sales journals and payment conditions to choose from. */
async function invoiceFields(ctx: CallContext<Settings>): Promise<FieldSpec[]> {
  const options = (rows: z.infer<typeof Coded>[]) =>
    rows.map(({ Code, Description }) => ({ value: Code.trim(), label: Description ? `${Code.trim()} – ${Description}` : Code.trim() }));
  const choices: Record<string, { value: string; label: string }[]> = {
    // 20: sales journals.
    '/journal': options(await read(ctx, 'financial/Journals', 'Type eq 20', Coded)),
    '/paymentCondition': options(await read(ctx, 'cashflow/PaymentConditions', '', Coded)),
  };
  return fieldsOf(Payload).map((field): FieldSpec => {
    const known = choices[field.path];
    return known === undefined ? field : { ...field, type: 'enum', options: known };
  });
}
