import type { MoneyBag } from '../admin/operations/fields.ts';
import type { Refund } from '../admin/operations/refunds.ts';
import { bareId } from '../normalize/ids.ts';
import { sumAmounts } from '../normalize/money.ts';
import { moneySet, spellAmount } from './amounts.ts';
import type { Payload, RefundRecord } from './types.ts';

/** A refund of GraphQL as `refunds/create` would bring it. */
export function refundRecord(refund: Refund, lines: Refund['refundLineItems']['nodes']): RefundRecord {
  return {
    kind: 'refund',
    id: bareId(refund.id),
    version: Date.parse(refund.updatedAt),
    payload: {
      id: bareId(refund.id),
      admin_graphql_api_id: refund.id,
      order_id: bareId(refund.order.id),
      created_at: refund.createdAt,
      processed_at: refund.processedAt,
      note: refund.note,
      restock: lines.some(({ restocked }) => restocked),
      total_duties_set: dutiesOf(refund),
      refund_line_items: lines.map((line) => ({
        line_item_id: bareId(line.lineItem.id),
        quantity: line.quantity,
        subtotal_set: moneySet(line.subtotalSet),
        total_tax_set: moneySet(line.totalTaxSet),
        line_item: { admin_graphql_api_id: line.lineItem.id, title: line.lineItem.title, sku: line.lineItem.sku },
      })),
      refund_shipping_lines: refund.refundShippingLines.nodes.map(({ subtotalAmountSet, taxAmountSet }) => ({
        subtotal_amount_set: moneySet(subtotalAmountSet),
        tax_amount_set: moneySet(taxAmountSet),
      })),
      transactions: refund.transactions.nodes.map((transaction) => {
        // Transactions are in the currency that the customer paid in.
        const { amount, currencyCode } = transaction.amountSet.presentmentMoney;
        return {
          kind: transaction.kind.toLowerCase(),
          status: transaction.status.toLowerCase(),
          amount: spellAmount(amount, currencyCode),
          currency: currencyCode,
          test: transaction.test,
        };
      }),
    },
  };
}

/** A refund without lines and payments still says its currency by this. */
function dutiesOf({ duties, order }: Refund): Payload {
  const bags = (duties ?? []).map(({ amountSet }) => amountSet);
  const total = (of: keyof MoneyBag) => {
    const currency = bags[0]?.[of].currencyCode ?? order.currencyCode;
    return { amount: spellAmount(sumAmounts(bags.map((bag) => bag[of].amount)), currency), currency_code: currency };
  };
  return { shop_money: total('shopMoney'), presentment_money: total('presentmentMoney') };
}
