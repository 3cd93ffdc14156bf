import { toAmount, toUnits } from './money.ts';
import type { AddressRecord, CheckoutRecord, ConsentChannel, CustomerRecord, OrderRecord, RefundRecord } from './records.ts';
import { gid, ordersOfCustomer, type ProtectedData, type ShopState } from './state.ts';

type Payload = Record<string, unknown>;

/** `customers/create`, `customers/update`: since 2025-01 without consent, tags and totals. */
export function customerPayload(shop: ShopState, customer: CustomerRecord): Payload {
  const { tags: _, consents: __, locale: ___, ...rest } = customer;
  const visible = shop.protectedData;
  return {
    admin_graphql_api_id: gid('Customer', customer.id),
    ...rest,
    ...hidden(visible.name, ['first_name', 'last_name']),
    ...hidden(visible.email, ['email']),
    ...hidden(visible.phone, ['phone']),
    tax_exemptions: [],
    default_address: addressPayload(visible, customer.default_address),
  };
}

/** `orders/create`, `paid`, `updated`, `cancelled`, `fulfilled`: the whole order, its customer as of now. */
export function orderPayload(shop: ShopState, order: OrderRecord): Payload {
  const { customer_id, line_items, refunds, fulfillments, transactions: _, ...rest } = order;
  const visible = shop.protectedData;
  const customer = customer_id === null ? undefined : shop.customers.get(customer_id);
  return {
    admin_graphql_api_id: gid('Order', order.id),
    ...rest,
    ...hidden(visible.email, ['email', 'contact_email']),
    ...hidden(visible.phone, ['phone']),
    ...hidden(visible.address, ['browser_ip', 'client_details']),
    number: order.order_number - 1000,
    line_items: line_items.map(linePayload),
    fulfillments: fulfillments.map((one) => ({ admin_graphql_api_id: gid('Fulfillment', one.id), ...one })),
    refunds: refunds.map((refund) => refundPayload(order, refund)),
    billing_address: addressPayload(visible, order.billing_address),
    shipping_address: addressPayload(visible, order.shipping_address),
    customer: customer === undefined ? null : customerPayload(shop, customer),
  };
}

/** `refunds/create` */
export function refundPayload(order: OrderRecord, refund: RefundRecord): Payload {
  return {
    admin_graphql_api_id: gid('Refund', refund.id),
    ...refund,
    refund_line_items: refund.refund_line_items.map((refunded) => {
      const line = order.line_items.find(({ id }) => id === refunded.line_item_id);
      return {
        ...refunded,
        subtotal: Number(refunded.subtotal_set.shop_money.amount),
        total_tax: Number(refunded.total_tax_set.shop_money.amount),
        line_item: line === undefined ? null : refundedLine(line),
      };
    }),
    transactions: refund.transactions.map((one) => ({ admin_graphql_api_id: gid('OrderTransaction', one.id), ...one })),
  };
}

function refundedLine(line: OrderRecord['line_items'][number]): Payload {
  const { current_quantity: _, ...rest } = linePayload(line);
  return rest;
}

function linePayload(line: OrderRecord['line_items'][number]): Payload {
  return {
    admin_graphql_api_id: gid('LineItem', line.id),
    ...line,
    name: line.variant_title === null ? line.title : `${line.title} - ${line.variant_title}`,
    fulfillable_quantity: line.current_quantity,
    fulfillment_status: null,
  };
}

/** `checkouts/create`, `checkouts/update` */
export function checkoutPayload(shop: ShopState, checkout: CheckoutRecord): Payload {
  const { id: _, customer_id, ...rest } = checkout;
  const visible = shop.protectedData;
  const customer = customer_id === null ? undefined : shop.customers.get(customer_id);
  return {
    ...rest,
    ...hidden(visible.email, ['email']),
    ...hidden(visible.phone, ['phone']),
    billing_address: addressPayload(visible, checkout.billing_address),
    shipping_address: addressPayload(visible, checkout.shipping_address),
    customer: customer === undefined ? null : customerPayload(shop, customer),
  };
}

/** The three consent topics, each with words of its own. */
export const CONSENT_TOPICS: Readonly<Record<ConsentChannel, string>> = {
  email: 'customers_email_marketing_consent/update',
  sms: 'customers_marketing_consent/update',
  whatsapp: 'customers_whats_app_marketing_consent/update',
};

export function consentPayload(shop: ShopState, customer: CustomerRecord, channel: ConsentChannel): Payload {
  const { consent_collected_from, ...consent } = customer.consents[channel];
  const email = shop.protectedData.email ? customer.email : null;
  const phone = shop.protectedData.phone ? customer.phone : null;
  if (channel === 'email') return { customer_id: customer.id, email_address: email, email_marketing_consent: consent };
  if (channel === 'sms') return { id: customer.id, phone, sms_marketing_consent: { ...consent, consent_collected_from } };
  return {
    customer_id: customer.id,
    phone_number: phone,
    whats_app_marketing_consent: {
      state: consent.state,
      opt_in_level: consent.opt_in_level,
      updated_at: consent.consent_updated_at,
      collected_from: consent_collected_from,
    },
  };
}

/** `customers/purchasing_summary`: what a customer has bought so far. */
export function purchasesPayload(shop: ShopState, customerId: number): Payload {
  const orders = ordersOfCustomer(shop, customerId);
  const spent = orders.reduce((sum, order) => sum + toUnits(order.current_total_price, shop.currency), 0);
  const last = orders.at(-1);
  return {
    customerId: gid('Customer', customerId),
    numberOfOrders: orders.length,
    amountSpent: { amount: toAmount(spent, shop.currency), currencyCode: shop.currency },
    lastOrderId: last === undefined ? null : gid('Order', last.id),
    occurredAt: new Date(shop.clock.now()).toISOString(),
  };
}

/** `app/uninstalled`, `shop/update`: the shop itself. */
export function shopPayload(shop: ShopState): Payload {
  return {
    id: shop.id,
    name: shop.name,
    email: shop.email,
    domain: shop.domain,
    myshopify_domain: shop.domain,
    shop_owner: shop.owner,
    currency: shop.currency,
    country_code: shop.country,
    iana_timezone: shop.timezone,
    plan_display_name: shop.plan,
  };
}

function addressPayload(visible: ProtectedData, address: AddressRecord | null): Payload | null {
  if (address === null) return null;
  return {
    ...address,
    ...hidden(visible.name, ['first_name', 'last_name', 'name']),
    ...hidden(visible.phone, ['phone']),
    ...hidden(visible.address, ['company', 'address1', 'address2', 'zip', 'city', 'province', 'province_code', 'country', 'country_code']),
  };
}

function hidden(approved: boolean, members: readonly string[]): Record<string, null> {
  return approved ? {} : Object.fromEntries(members.map((name) => [name, null]));
}
