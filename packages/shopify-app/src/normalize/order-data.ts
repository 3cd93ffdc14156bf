import { currencyDecimals, type LineItem, type OrderData } from '@handoff/shared/event';
import { readId } from './ids.ts';
import { shopAmount, sumIfKnown } from './money.ts';
import type { LinePayload, OrderPayload, NamedValue, TaxLine } from './order-payload.ts';
import { toAddress } from './people.ts';
import { compact, firstOf } from './read.ts';
import type { Run } from './types.ts';
import type { z } from 'zod';

/**
 * `data` of an order event, in the shop's currency. `total` is before returns, `currentTotal` after edits and returns.
 * Undefined, with a problem, for an order that has no total.
 */
export function toOrderData(order: OrderPayload, orderId: string, run: Run): OrderData | undefined {
  const total = shopAmount(order.total_price_set, order.total_price);
  if (total === undefined) {
    run.problems.push({
      path: '/total_price',
      message: 'Shopify sent this order without a total, so no event can be made of it. The original is kept.',
    });
    return undefined;
  }
  const untaxed = taxOfUntaxed(order);
  const lines = order.line_items.map((line, index) => toLine(line, index, { untaxed, run }));
  const known = lines.filter((line) => line !== undefined);
  if (known.length < lines.length) return undefined;
  const presentment = order.total_price_set?.presentment_money;
  return {
    orderId,
    number: firstOf(order.name) ?? String(order.order_number ?? orderId),
    status: statusOf(order),
    currency: order.currency,
    total,
    lines: known,
    adminUrl: orderUrl(run, orderId),
    ...compact({
      subtotal: shopAmount(order.subtotal_price_set, order.subtotal_price),
      tax: shopAmount(order.total_tax_set, order.total_tax),
      shipping: shopAmount(order.total_shipping_price_set),
      discount: shopAmount(order.total_discounts_set, order.total_discounts),
      discountCodes: order.discount_codes?.map(({ code }) => code),
      billingAddress: toAddress(order.billing_address),
      shippingAddress: toAddress(order.shipping_address),
      note: order.note,
      tags: toTags(order.tags),
      test: order.test,
      currentTotal: shopAmount(order.current_total_price_set, order.current_total_price),
      outstanding: order.total_outstanding,
      taxes: order.tax_lines?.map(toTax),
      taxesIncluded: order.taxes_included,
      presentment:
        presentment && presentment.currency_code !== order.currency
          ? { currency: presentment.currency_code, total: presentment.amount }
          : undefined,
      financialStatus: order.financial_status,
      fulfillmentStatus: order.fulfillment_status,
      cancelReason: order.cancelled_at ? order.cancel_reason : undefined,
      shippingMethods: order.shipping_lines?.map(({ title }) => title).filter((title) => typeof title === 'string'),
      paymentMethods: order.payment_gateway_names,
      purchaseOrder: order.po_number,
      channel: order.source_name,
      attributes: toRecord(order.note_attributes),
      // Only a tick at the checkout: it neither proves nor withdraws a consent, which arrives under its own topics.
      acceptsMarketing: order.buyer_accepts_marketing,
    }),
  };
}

/**
 * The tax of a line that Shopify lists none for: zero. Only where no line has any though the order is taxed, as in orders
 * that apps enter with the tax of the whole alone, nobody knows it.
 */
function taxOfUntaxed(order: OrderPayload): string | undefined {
  const isTold = order.line_items.some(({ tax_lines }) => (tax_lines ?? []).length > 0);
  const tax = shopAmount(order.total_tax_set, order.total_tax);
  return isTold || Number(tax) === 0 ? (0).toFixed(currencyDecimals(order.currency)) : undefined;
}

function toLine(line: LinePayload, index: number, { untaxed, run }: { untaxed: string | undefined; run: Run }): LineItem | undefined {
  const path = `/line_items/${index}`;
  const unitPrice = shopAmount(line.price_set, line.price);
  if (unitPrice === undefined) {
    run.problems.push({
      path: `${path}/price`,
      message: 'Shopify sent this line without a price, so no event can be made of the order. The original is kept.',
    });
    return undefined;
  }
  return {
    id: readId(line.id, line.admin_graphql_api_id, `${path}/id`, run),
    title: line.title,
    quantity: line.quantity,
    unitPrice,
    ...compact({
      productId: line.product_id ? readId(line.product_id, undefined, `${path}/product_id`, run) : undefined,
      variantId: line.variant_id ? readId(line.variant_id, undefined, `${path}/variant_id`, run) : undefined,
      sku: line.sku,
      variantTitle: line.variant_title,
      vendor: line.vendor,
      currentQuantity: line.current_quantity,
      discount: lineDiscount(line),
      tax: line.tax_lines?.length === 0 ? untaxed : sumIfKnown((line.tax_lines ?? []).map((tax) => shopAmount(tax.price_set, tax.price))),
      properties: toRecord(line.properties),
    }),
  };
}

/** Allocations hold the line's share of every discount; `total_discount` only those set on the line itself. */
function lineDiscount(line: LinePayload): string | undefined {
  const shares = line.discount_allocations ?? [];
  if (shares.length === 0) return shopAmount(line.total_discount_set, line.total_discount);
  return sumIfKnown(shares.map((share) => shopAmount(share.amount_set, share.amount)));
}

function toTax(tax: z.infer<typeof TaxLine>): Record<string, unknown> {
  return compact({ title: tax.title, rate: tax.rate, amount: shopAmount(tax.price_set, tax.price) });
}

/** One word for two: a cancelled or refunded order is that before anything else; what is paid and what is shipped stay beside it. */
function statusOf(order: OrderPayload): OrderData['status'] {
  if (order.cancelled_at) return 'cancelled';
  const paid = order.financial_status?.toLowerCase();
  if (paid === 'refunded' || paid === 'partially_refunded') return paid;
  if (order.fulfillment_status?.toLowerCase() === 'fulfilled') return 'fulfilled';
  if (paid === 'paid' || paid === 'partially_paid') return paid;
  return paid === 'pending' || paid === 'authorized' ? 'pending' : 'open';
}

/** Shopify keeps tags as one text, `vip, wholesale`. */
export function toTags(tags: string | null | undefined): string[] | undefined {
  return tags
    ?.split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}

function toRecord(values: z.infer<typeof NamedValue>[] | null | undefined): Record<string, unknown> | undefined {
  const named = values?.filter(({ name, value }) => name !== '__proto__' && value !== null && value !== undefined) ?? [];
  return named.length === 0 ? undefined : Object.fromEntries(named.map(({ name, value }) => [name, value]));
}

/** The order's page in the shop's admin. */
export function orderUrl(run: Run, orderId: string): string {
  return `https://admin.shopify.com/store/${run.meta.shop.replace(/\.myshopify\.com$/, '')}/orders/${orderId}`;
}
