import type { z } from 'zod';
import type { TaxLine } from '../admin/operations/fields.ts';
import type { Line, Order } from '../admin/operations/orders.ts';
import { bareId } from '../normalize/ids.ts';
import { addressPayload } from './address-payload.ts';
import { moneySet, shopMoney } from './amounts.ts';
import type { OrderRecord, Payload, Shown } from './types.ts';

/** An order of GraphQL as `orders/*` would bring it. */
export function orderRecord(order: Order, lines: readonly Line[], shown: Shown): OrderRecord {
  return {
    kind: 'order',
    id: bareId(order.id),
    version: Date.parse(order.updatedAt),
    paidAt: paidAt(order),
    refundIds: order.refunds.map(({ id }) => bareId(id)),
    payload: { ...stateOf(order), ...amountsOf(order), ...peopleOf(order, shown), ...originOf(order), line_items: lines.map(linePayload) },
  };
}

/** A webhook knows three; an order of which nothing was shipped has none of them. */
const FULFILLED: Readonly<Record<string, string>> = { FULFILLED: 'fulfilled', PARTIALLY_FULFILLED: 'partial', RESTOCKED: 'restocked' };

function paidAt({ transactions }: Order): string | undefined {
  return transactions
    .filter(({ kind, status }) => (kind === 'SALE' || kind === 'CAPTURE') && status === 'SUCCESS')
    .flatMap(({ processedAt }) => processedAt ?? [])
    .toSorted((one, other) => Date.parse(one) - Date.parse(other))
    .at(-1);
}

function stateOf(order: Order): Payload {
  return {
    id: bareId(order.id),
    admin_graphql_api_id: order.id,
    name: order.name,
    created_at: order.createdAt,
    updated_at: order.updatedAt,
    cancelled_at: order.cancelledAt,
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    test: order.test,
    financial_status: order.displayFinancialStatus?.toLowerCase() ?? null,
    fulfillment_status: FULFILLED[order.displayFulfillmentStatus ?? ''] ?? null,
    fulfillments: order.fulfillments.map(({ createdAt, status }) => ({ created_at: createdAt, status: status.toLowerCase() })),
    note: order.note,
    note_attributes: order.customAttributes.map(({ key, value }) => ({ name: key, value })),
    tags: order.tags.join(', '),
    payment_gateway_names: order.paymentGatewayNames,
    po_number: order.poNumber,
    shipping_lines: order.shippingLine === null ? [] : [{ title: order.shippingLine.title }],
    discount_codes: order.discountCodes.map((code) => ({ code })),
  };
}

function amountsOf(order: Order): Payload {
  const { subtotalPriceSet, totalTaxSet, totalDiscountsSet } = order;
  return {
    currency: order.currencyCode,
    presentment_currency: order.presentmentCurrencyCode,
    total_price: shopMoney(order.totalPriceSet),
    total_price_set: moneySet(order.totalPriceSet),
    current_total_price: shopMoney(order.currentTotalPriceSet),
    current_total_price_set: moneySet(order.currentTotalPriceSet),
    total_outstanding: shopMoney(order.totalOutstandingSet),
    ...(subtotalPriceSet && { subtotal_price: shopMoney(subtotalPriceSet), subtotal_price_set: moneySet(subtotalPriceSet) }),
    ...(totalTaxSet && { total_tax: shopMoney(totalTaxSet), total_tax_set: moneySet(totalTaxSet) }),
    ...(totalDiscountsSet && { total_discounts: shopMoney(totalDiscountsSet), total_discounts_set: moneySet(totalDiscountsSet) }),
    total_shipping_price_set: moneySet(order.totalShippingPriceSet),
    taxes_included: order.taxesIncluded,
    tax_lines: order.taxLines.map(taxPayload),
  };
}

function peopleOf(order: Order, shown: Shown): Payload {
  const { customer } = order;
  return {
    email: order.email ?? (shown.email ? '' : null),
    phone: order.phone,
    billing_address: addressPayload(order.billingAddress),
    shipping_address: addressPayload(order.shippingAddress),
    customer: customer && {
      id: bareId(customer.id),
      admin_graphql_api_id: customer.id,
      first_name: customer.firstName,
      last_name: customer.lastName,
      email: customer.defaultEmailAddress?.emailAddress ?? null,
      phone: customer.defaultPhoneNumber?.phoneNumber ?? null,
      default_address: addressPayload(customer.defaultAddress),
    },
    buyer_accepts_marketing: order.customerAcceptsMarketing,
  };
}

function originOf(order: Order): Payload {
  const visit = order.customerJourneySummary?.lastVisit;
  return {
    source_name: order.sourceName,
    browser_ip: order.clientIp,
    customer_locale: order.customerLocale,
    landing_site: pathOf(visit?.landingPage),
    referring_site: visit?.referrerUrl ?? null,
  };
}

function linePayload(line: Line): Payload {
  return {
    id: bareId(line.id),
    admin_graphql_api_id: line.id,
    sku: line.sku,
    title: line.title,
    variant_title: line.variantTitle,
    vendor: line.vendor,
    quantity: line.quantity,
    current_quantity: line.currentQuantity,
    price: shopMoney(line.originalUnitPriceSet),
    price_set: moneySet(line.originalUnitPriceSet),
    total_discount: shopMoney(line.totalDiscountSet),
    total_discount_set: moneySet(line.totalDiscountSet),
    discount_allocations: line.discountAllocations.map(({ allocatedAmountSet }) => ({
      amount: shopMoney(allocatedAmountSet),
      amount_set: moneySet(allocatedAmountSet),
    })),
    tax_lines: line.taxLines.map(taxPayload),
    properties: line.customAttributes.map(({ key, value }) => ({ name: key, value })),
  };
}

function taxPayload({ title, rate, priceSet }: z.infer<typeof TaxLine>): Payload {
  return { title, rate, price: shopMoney(priceSet), price_set: moneySet(priceSet) };
}

/** A webhook gives the landing page as a path with its query. */
function pathOf(page: string | null | undefined): string | null {
  if (page === null || page === undefined) return null;
  const url = URL.parse(page);
  return url === null ? page : `${url.pathname}${url.search}`;
}
