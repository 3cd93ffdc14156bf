import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';
import { cut } from '../kit/cut.ts';
import { defineOperation, DestinationFailure, type CallContext, type OperationDefinition, type Performed } from '../kit/index.ts';
import { exact, write as inWords } from '../kit/money.ts';
import { readSale, refuse, type Sale } from '../kit/sale.ts';
import { entityOf, isFault, pageOf, requestId, write } from './api.ts';
import { ensureCustomer } from './customer.ts';
import { documentBody, NUMBER_MAX, Payload, type DocumentPayload, type Kind } from './document.ts';
import { documentFields } from './fields.ts';
import { documentMapping } from './mappings.ts';
import { displayNameOf } from './person.ts';
import type { Settings } from './settings.ts';

const Document = z.looseObject({
  Id: z.string(),
  SyncToken: z.string(),
  TotalAmt: z.number(),
  DocNumber: z.string().nullish(),
});
type Document = z.infer<typeof Document>;

export function documentOperation(
  kind: Kind,
  words: { title: string; description: string },
): OperationDefinition<Settings, DocumentPayload> {
  return defineOperation<Settings, DocumentPayload>({
    ...words,
    payload: Payload,
    scopes: ['com.intuit.quickbooks.accounting'],
    dedupe: 'request-key',
    perform: (ctx, payload) => createDocument(ctx, kind, payload),
    listFields: documentFields,
    defaultMapping: documentMapping,
  });
}

async function createDocument(ctx: CallContext<Settings>, kind: Kind, payload: DocumentPayload): Promise<Performed> {
  const sale = readSale(payload, kind.entity === 'RefundReceipt' ? { whole: 'Refund' } : {});
  if (kind.entity === 'RefundReceipt' && payload.accountId === undefined && ctx.settings.refundAccountId === undefined)
    throw refuse(
      'no_account',
      '/accountId',
      'QuickBooks needs to know the account a refund is paid from. Enter "Account for refunds" in the connection, or map one.',
    );
  // What cannot be entered exactly is refused here, before a customer is made for it.
  const body = (customerId: string | undefined) =>
    documentBody(kind, { payload, sale, settings: ctx.settings, customerId, note: `Handoff ${ctx.eventId}` });
  body(undefined);
  const complete = body(await customerFor(ctx, kind, payload));
  const document = await enter(ctx, kind, complete, sale);
  const differences = differencesOf(payload, document);
  return {
    id: document.Id,
    url: pageOf(ctx.settings, `${kind.page}?txnId=${document.Id}`),
    output: { id: document.Id, ...(document.DocNumber ? { number: document.DocNumber } : {}) },
    effect: 'created',
    ...(differences.length === 0 ? {} : { differences }),
  };
}

/** A receipt may be for nobody in particular; an invoice may not. */
async function customerFor(ctx: CallContext<Settings>, kind: Kind, payload: DocumentPayload): Promise<string | undefined> {
  if (payload.customerId !== undefined) return payload.customerId;
  if (displayNameOf(payload) !== undefined) return ensureCustomer(ctx, payload);
  if (kind.entity !== 'Invoice') return undefined;
  throw refuse(
    'no_customer',
    '/email',
    'An invoice needs a customer, and this event names none: no e-mail address, name or company. Map one, or use a sales receipt.',
  );
}

/**
 * QuickBooks answers a request id it knows with what it answered then. So when a document whose total was wrong has been
 * removed, and the connection corrected, the same id would bring the removed one back to us: then another id is used.
 */
async function enter(ctx: CallContext<Settings>, kind: Kind, body: Record<string, unknown>, sale: Sale): Promise<Document> {
  const ids = [requestId(ctx.idempotencyKey, kind.entity), requestId(ctx.idempotencyKey, kind.entity, JSON.stringify(body))];
  for (const id of ids) {
    const document = entityOf(await write(ctx, kind.entity, body, { requestId: id }), kind.entity, Document);
    if (exact(document.TotalAmt) === sale.total) return document;
    if (await remove(ctx, kind, document)) throw wrongTotal(kind, document, sale);
  }
  throw new DestinationFailure({
    kind: 'permanent',
    code: 'removed_before',
    message: `This ${kind.title} came to another total in QuickBooks and was removed there again. Correct the connection's "Sales tax" and "Tax codes", then send it again.`,
    problems: [],
  });
}

/** Whether it was there to be removed. */
async function remove(ctx: CallContext<Settings>, kind: Kind, { Id, SyncToken }: Document): Promise<boolean> {
  try {
    await write(ctx, kind.entity, { Id, SyncToken }, { operation: 'delete' });
    return true;
  } catch (error) {
    if (isFault(error, '610')) return false;
    throw error;
  }
}

function wrongTotal(kind: Kind, document: Document, sale: Sale): DestinationFailure {
  const say = (amount: bigint) => `${inWords(amount, sale.decimals)} ${sale.currency}`;
  return refuse(
    'wrong_total',
    '/total',
    `QuickBooks made this ${kind.title} come to ${say(exact(document.TotalAmt) ?? 0n)} instead of ${say(sale.total)}, by its own tax calculation, so Handoff removed it there again. Check "Sales tax" and "Tax codes" of the connection, then send it again; or enter it by hand.`,
  );
}

function differencesOf(payload: DocumentPayload, document: Document): Problem[] {
  const { number } = payload;
  if (number === undefined) return [];
  if (document.DocNumber !== undefined && document.DocNumber !== null && document.DocNumber !== cut(number, NUMBER_MAX))
    return [{ path: '/number', message: `QuickBooks gave it its own number, ${document.DocNumber}.` }];
  return number.length > NUMBER_MAX
    ? [{ path: '/number', message: `QuickBooks takes ${NUMBER_MAX} characters; the rest was left out.` }]
    : [];
}
