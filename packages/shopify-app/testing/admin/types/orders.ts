import type { FulfillmentRecord, LineRecord, OrderRecord, RefundRecord, TransactionRecord } from '../../shop/records.ts';
import { gid } from '../../shop/state.ts';
import { inUtc } from '../../shop/time.ts';
import { connection } from '../connection.ts';
import { fields, guarded, node, type Node, type Resolvers } from '../node.ts';
import { money } from './money.ts';

const upper = (text: string | null) => text?.toUpperCase() ?? null;
const rows = <Of extends { id: number }>(list: readonly Of[]) => list.map((of) => ({ key: String(of.id), of }));
const list = (type: string, records: readonly unknown[], first?: unknown): Node[] =>
  records.slice(0, typeof first === 'number' ? first : undefined).map((of) => ({ type, of }));

/** A line of a refund with the line of the order it is about. */
interface RefundedLine {
  refunded: RefundRecord['refund_line_items'][number];
  line: LineRecord | undefined;
}

export const ORDERS: Resolvers = {
  Order: fields<OrderRecord>({
    id: ({ id }) => gid('Order', id),
    legacyResourceId: ({ id }) => String(id),
    name: ({ name }) => name,
    number: ({ order_number }) => order_number,
    createdAt: ({ created_at }) => inUtc(created_at),
    updatedAt: ({ updated_at }) => inUtc(updated_at),
    processedAt: ({ processed_at }) => inUtc(processed_at),
    cancelledAt: ({ cancelled_at }) => inUtc(cancelled_at),
    closedAt: ({ closed_at }) => inUtc(closed_at),
    closed: ({ closed_at }) => closed_at !== null,
    confirmed: () => true,
    cancelReason: ({ cancel_reason }) => upper(cancel_reason),
    test: ({ test }) => test,
    currencyCode: ({ currency }) => currency,
    presentmentCurrencyCode: ({ presentment_currency }) => presentment_currency,
    displayFinancialStatus: ({ financial_status }) => upper(financial_status),
    displayFulfillmentStatus: ({ fulfillment_status }) =>
      fulfillment_status === 'fulfilled' ? 'FULFILLED' : fulfillment_status === 'partial' ? 'PARTIALLY_FULFILLED' : 'UNFULFILLED',
    fullyPaid: ({ financial_status }) => financial_status === 'paid',
    unpaid: ({ financial_status }) => financial_status === 'pending' || financial_status === 'authorized',
    edited: ({ line_items, created_at, updated_at }) =>
      created_at !== updated_at && line_items.some((line) => line.quantity !== line.current_quantity),
    totalPriceSet: ({ total_price_set }) => money(total_price_set),
    originalTotalPriceSet: ({ total_price_set }) => money(total_price_set),
    currentTotalPriceSet: ({ current_total_price_set }) => money(current_total_price_set),
    subtotalPriceSet: ({ subtotal_price_set }) => money(subtotal_price_set),
    totalTaxSet: ({ total_tax_set }) => money(total_tax_set),
    totalDiscountsSet: ({ total_discounts_set }) => money(total_discounts_set),
    totalShippingPriceSet: ({ total_shipping_price_set }) => money(total_shipping_price_set),
    totalOutstandingSet: ({ total_outstanding, total_price_set: { shop_money, presentment_money } }) =>
      money({
        shop_money: { ...shop_money, amount: total_outstanding },
        presentment_money: { ...presentment_money, amount: Number(total_outstanding) === 0 ? '0.00' : presentment_money.amount },
      }),
    taxesIncluded: ({ taxes_included }) => taxes_included,
    taxLines: ({ tax_lines }) => list('TaxLine', tax_lines),
    discountCode: ({ discount_codes }) => discount_codes[0]?.code ?? null,
    discountCodes: ({ discount_codes }) => discount_codes.map(({ code }) => code),
    lineItems: ({ line_items }, args, context) => connection('LineItem', rows(line_items), args, context),
    shippingLine: ({ shipping_lines }) => node('ShippingLine', shipping_lines[0]),
    shippingLines: ({ shipping_lines }, args, context) =>
      connection(
        'ShippingLine',
        shipping_lines.map((of, index) => ({ key: String(index), of })),
        args,
        context,
      ),
    billingAddress: ({ billing_address }) => node('MailingAddress', billing_address),
    shippingAddress: ({ shipping_address }) => node('MailingAddress', shipping_address),
    customer: ({ customer_id }, _, { shop }) => node('Customer', customer_id === null ? null : shop.customers.get(customer_id)),
    email: ({ email }, _, context) => guarded(context, 'email', email),
    phone: ({ phone }, _, context) => guarded(context, 'phone', phone),
    note: ({ note }) => note,
    customAttributes: ({ note_attributes }) => list('Attribute', note_attributes),
    tags: ({ tags }) =>
      tags
        .split(',')
        .map((tag) => tag.trim())
        .filter((tag) => tag !== '')
        .toSorted(),
    sourceName: ({ source_name }) => source_name,
    paymentGatewayNames: ({ payment_gateway_names }) => payment_gateway_names,
    poNumber: ({ po_number }) => po_number,
    customerAcceptsMarketing: ({ buyer_accepts_marketing }) => buyer_accepts_marketing,
    clientIp: ({ browser_ip }, _, context) => guarded(context, 'address', browser_ip),
    customerLocale: ({ customer_locale }) => customer_locale,
    landingPageUrl: ({ landing_site }, _, { shop }) =>
      landing_site === null ? null : new URL(landing_site, `https://${shop.domain}`).href,
    referrerUrl: ({ referring_site }) => referring_site,
    checkoutToken: ({ checkout_token }) => checkout_token,
    statusPageUrl: ({ id }, _, { shop }) => `https://${shop.domain}/orders/${id}/status`,
    fulfillments: ({ fulfillments }, { first }) => list('Fulfillment', fulfillments, first),
    refunds: (order, { first }) =>
      list(
        'Refund',
        order.refunds.map((refund) => ({ order, refund })),
        first,
      ),
    transactions: ({ transactions }, { first }) => list('OrderTransaction', transactions, first),
    customerJourneySummary: (order) => node('CustomerJourneySummary', order),
  }),
  LineItem: fields<LineRecord>({
    id: ({ id }) => gid('LineItem', id),
    title: ({ title }) => title,
    name: ({ title, variant_title }) => (variant_title === null ? title : `${title} - ${variant_title}`),
    variantTitle: ({ variant_title }) => variant_title,
    sku: ({ sku }) => sku,
    vendor: ({ vendor }) => vendor,
    quantity: ({ quantity }) => quantity,
    currentQuantity: ({ current_quantity }) => current_quantity,
    originalUnitPriceSet: ({ price_set }) => money(price_set),
    totalDiscountSet: ({ total_discount_set }) => money(total_discount_set),
    discountAllocations: ({ discount_allocations }) => list('DiscountAllocation', discount_allocations),
    taxLines: ({ tax_lines }, { first }) => list('TaxLine', tax_lines, first),
    customAttributes: ({ properties }) => list('Attribute', properties),
    product: ({ product_id }) => node('Product', product_id),
    variant: ({ variant_id }) => node('ProductVariant', variant_id),
    isGiftCard: ({ gift_card }) => gift_card,
    taxable: ({ taxable }) => taxable,
    requiresShipping: ({ requires_shipping }) => requires_shipping,
  }),
  CustomerJourneySummary: fields<OrderRecord>({
    ready: () => true,
    lastVisit: (order) => (order.landing_site === null ? null : node('CustomerVisit', order)),
  }),
  CustomerVisit: fields<OrderRecord>({
    landingPage: ({ landing_site }, _, { shop }) => (landing_site === null ? null : new URL(landing_site, `https://${shop.domain}`).href),
    referrerUrl: ({ referring_site }) => referring_site,
  }),
  DiscountAllocation: fields<LineRecord['discount_allocations'][number]>({ allocatedAmountSet: ({ amount_set }) => money(amount_set) }),
  Product: fields<number>({ id: (id) => gid('Product', id), legacyResourceId: (id) => String(id) }),
  ProductVariant: fields<number>({ id: (id) => gid('ProductVariant', id), legacyResourceId: (id) => String(id) }),
  ShippingLine: fields<OrderRecord['shipping_lines'][number]>({
    title: ({ title }) => title,
    originalPriceSet: ({ price_set }) => money(price_set),
    discountedPriceSet: ({ price_set }) => money(price_set),
  }),
  Fulfillment: fields<FulfillmentRecord>({
    id: ({ id }) => gid('Fulfillment', id),
    legacyResourceId: ({ id }) => String(id),
    createdAt: ({ created_at }) => inUtc(created_at),
    updatedAt: ({ updated_at }) => inUtc(updated_at),
    status: ({ status }) => upper(status),
  }),
  Refund: fields<{ order: OrderRecord; refund: RefundRecord }>({
    id: ({ refund }) => gid('Refund', refund.id),
    legacyResourceId: ({ refund }) => String(refund.id),
    createdAt: ({ refund }) => inUtc(refund.created_at),
    processedAt: ({ refund }) => inUtc(refund.processed_at),
    updatedAt: ({ refund }) => inUtc(refund.processed_at),
    note: ({ refund }) => refund.note,
    order: ({ order }) => node('Order', order),
    duties: () => [],
    totalRefundedSet: ({ order, refund }) => money(refundedSet(order, refund)),
    refundLineItems: ({ order, refund }, args, context) =>
      connection(
        'RefundLineItem',
        refund.refund_line_items.map((refunded) => ({
          key: String(refunded.id),
          of: { refunded, line: order.line_items.find(({ id }) => id === refunded.line_item_id) } satisfies RefundedLine,
        })),
        args,
        context,
      ),
    refundShippingLines: ({ refund }, args, context) => connection('RefundShippingLine', rows(refund.refund_shipping_lines), args, context),
    transactions: ({ refund }, args, context) => connection('OrderTransaction', rows(refund.transactions), args, context),
  }),
  RefundLineItem: fields<RefundedLine>({
    id: ({ refunded }) => gid('RefundLineItem', refunded.id),
    quantity: ({ refunded }) => refunded.quantity,
    restockType: ({ refunded }) => upper(refunded.restock_type),
    restocked: ({ refunded }) => refunded.restock_type !== 'no_restock',
    subtotalSet: ({ refunded }) => money(refunded.subtotal_set),
    totalTaxSet: ({ refunded }) => money(refunded.total_tax_set),
    lineItem: ({ line }) => node('LineItem', line),
  }),
  RefundShippingLine: fields<RefundRecord['refund_shipping_lines'][number]>({
    id: ({ id }) => gid('RefundShippingLine', id),
    subtotalAmountSet: ({ subtotal_amount_set }) => money(subtotal_amount_set),
    taxAmountSet: ({ tax_amount_set }) => money(tax_amount_set),
  }),
  OrderTransaction: fields<TransactionRecord>({
    id: ({ id }) => gid('OrderTransaction', id),
    kind: ({ kind }) => upper(kind),
    status: ({ status }) => upper(status),
    test: ({ test }) => test,
    gateway: ({ gateway }) => gateway,
    createdAt: ({ created_at }) => inUtc(created_at),
    processedAt: ({ processed_at }) => inUtc(processed_at),
    amountSet: (transaction, _, { shop }) => {
      const order = shop.orders.get(transaction.order_id);
      const paid = { amount: transaction.amount, currency_code: transaction.currency };
      return money({ shop_money: order === undefined ? paid : inShopCurrency(order, transaction), presentment_money: paid });
    },
  }),
};

/** What a transaction in the customer's currency is in the shop's, at the order's own rate. */
function inShopCurrency(order: OrderRecord, { amount, currency }: TransactionRecord) {
  const { shop_money, presentment_money } = order.total_price_set;
  if (currency === shop_money.currency_code) return { amount, currency_code: currency };
  const rate = Number(presentment_money.amount) / Number(shop_money.amount);
  return { amount: (Number(amount) / rate).toFixed(2), currency_code: shop_money.currency_code };
}

function refundedSet(order: OrderRecord, { transactions }: RefundRecord) {
  const sum = transactions.reduce((total, { amount }) => total + Number(amount), 0);
  const [first] = transactions;
  const { shop_money, presentment_money } = order.total_price_set;
  const paid = { amount: sum.toFixed(2), currency_code: presentment_money.currency_code };
  if (first === undefined) return { shop_money: { ...shop_money, amount: '0.00' }, presentment_money: paid };
  return { shop_money: inShopCurrency(order, { ...first, amount: sum.toFixed(2) }), presentment_money: paid };
}
