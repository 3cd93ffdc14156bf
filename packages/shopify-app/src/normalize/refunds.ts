import type { RefundData } from '@handoff/shared/event';
import { z } from 'zod';
import { Id, readId } from './ids.ts';
import { amountIn, Decimal, MoneySet, sumAmounts, sumIfKnown } from './money.ts';
import { orderUrl } from './order-data.ts';
import { toSubject } from './people.ts';
import { compact, occurredAt, readPayload } from './read.ts';
import type { Normaliser, Run } from './types.ts';

const text = z.string().nullish();
const money = MoneySet.nullish();

const RefundPayload = z.object({
  id: Id,
  admin_graphql_api_id: text,
  order_id: Id,
  created_at: text,
  processed_at: text,
  note: text,
  restock: z.boolean().nullish(),
  total_duties_set: money,
  refund_line_items: z
    .array(
      z.object({
        line_item_id: Id,
        quantity: z.number(),
        subtotal_set: money,
        total_tax_set: money,
        line_item: z.object({ admin_graphql_api_id: text, title: text, sku: text }).nullish(),
      }),
    )
    .nullish(),
  refund_shipping_lines: z.array(z.object({ subtotal_amount_set: money, tax_amount_set: money })).nullish(),
  transactions: z
    .array(z.object({ kind: text, status: text, amount: Decimal, currency: z.string().length(3).nullish(), test: z.boolean().nullish() }))
    .nullish(),
});
type RefundPayload = z.infer<typeof RefundPayload>;
type Transaction = NonNullable<RefundPayload['transactions']>[number];

/**
 * `amount` is the money that goes back, as the refund's own transactions say. All amounts are in the currency of those
 * transactions, which for a foreign customer need not be the shop's (a problem then says so). `tax` is beside the line
 * amounts; whether these hold it is the shop's own setting. The payload names no customer.
 */
export const refundCreated: Normaliser = (payload, run) => {
  const refund = readPayload(RefundPayload, payload, run);
  if (refund === undefined) return 'unreadable';
  const transactions = (refund.transactions ?? []).filter(movesMoney);
  const currency = currencyOf(refund, transactions, run);
  if (currency === undefined) return 'unreadable';
  const refundId = readId(refund.id, refund.admin_graphql_api_id, '/id', run);
  const orderId = readId(refund.order_id, undefined, '/order_id', run);
  const data: RefundData = {
    refundId,
    orderId,
    currency,
    amount: sumAmounts(transactions.map(({ amount }) => amount)),
    lines: toLines(refund, currency, run),
    adminUrl: orderUrl(run, orderId),
    // Asked for, but the payment provider has not yet paid it out.
    pending: transactions.some(({ status }) => status === 'pending'),
    ...compact({
      reason: refund.note,
      shipping: sumIfKnown((refund.refund_shipping_lines ?? []).map((line) => amountIn(line.subtotal_amount_set, currency))),
      tax: sumIfKnown([
        ...(refund.refund_line_items ?? []).map((line) => amountIn(line.total_tax_set, currency)),
        ...(refund.refund_shipping_lines ?? []).map((line) => amountIn(line.tax_amount_set, currency)),
      ]),
      restocked: refund.restock,
    }),
  };
  return {
    type: 'refund.created',
    nativeId: refundId,
    occurredAt: occurredAt(run, refund.processed_at, refund.created_at),
    subject: toSubject({}, run),
    context: transactions.some(({ test }) => test === true) ? { test: true } : {},
    data,
  };
};

/** Refund transactions that went through or are under way; a failed one returned nothing. */
function movesMoney({ kind, status }: Transaction): boolean {
  return kind === 'refund' && (status === 'success' || status === 'pending');
}

/** The one currency of the refund. Undefined, with a problem, where there is none or more than one. */
function currencyOf(refund: RefundPayload, transactions: Transaction[], run: Run): string | undefined {
  const set = refund.total_duties_set ?? refund.refund_line_items?.find((line) => line.subtotal_set)?.subtotal_set;
  const shopCurrency = set?.shop_money.currency_code;
  const [currency, ...others] = new Set(transactions.map((transaction) => transaction.currency ?? shopCurrency));
  const chosen = currency ?? shopCurrency;
  if (others.length > 0 || chosen === undefined) {
    const what = others.length > 0 ? 'in several currencies, which cannot be added up' : 'without a currency';
    run.problems.push({
      path: '/transactions',
      message: `Shopify sent this refund ${what}, so no event can be made of it. Enter it by hand; the original is kept.`,
    });
    return undefined;
  }
  if (shopCurrency !== undefined && chosen !== shopCurrency) {
    run.problems.push({
      path: '/transactions/0/currency',
      message: `This refund was paid in ${chosen}, the customer's currency, and all its amounts are in it. The order is in ${shopCurrency}, the shop's.`,
    });
  }
  return chosen;
}

function toLines(refund: RefundPayload, currency: string, run: Run): RefundData['lines'] {
  return (refund.refund_line_items ?? []).flatMap((line, index) => {
    const path = `/refund_line_items/${index}`;
    const amount = amountIn(line.subtotal_set, currency);
    if (amount === undefined) {
      run.problems.push({
        path: `${path}/subtotal_set`,
        message: `Shopify sent no amount in ${currency} for this refunded line, so the line was left out. The refund's total is right.`,
      });
      return [];
    }
    const lineItemId = readId(line.line_item_id, line.line_item?.admin_graphql_api_id, `${path}/line_item_id`, run);
    const more = { tax: amountIn(line.total_tax_set, currency), title: line.line_item?.title, sku: line.line_item?.sku };
    return [{ lineItemId, quantity: line.quantity, amount, ...compact(more) }];
  });
}
