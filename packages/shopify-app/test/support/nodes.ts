import type { Address, MoneyBag } from '../../src/admin/operations/fields.ts';
import type { Customer } from '../../src/admin/operations/customers.ts';
import { Line, Order } from '../../src/admin/operations/orders.ts';
import { Refund } from '../../src/admin/operations/refunds.ts';

/**
 * A recorded webhook payload as GraphQL gives the same record: gids for ids, times in UTC, enums in capitals, amounts
 * without the zeros at their end.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- a recorded payload, read at places the fixtures have
type Payload = Record<string, any>;

export function orderNode(payload: Payload): { order: Order; lines: Line[] } {
  const order = Order.parse({
    id: `gid://shopify/Order/${payload['id']}`,
    name: payload['name'],
    createdAt: utc(payload['created_at']),
    updatedAt: utc(payload['updated_at']),
    cancelledAt: payload['cancelled_at'] && utc(payload['cancelled_at']),
    cancelReason: payload['cancel_reason']?.toUpperCase() ?? null,
    test: payload['test'],
    currencyCode: payload['currency'],
    presentmentCurrencyCode: payload['presentment_currency'],
    displayFinancialStatus: payload['financial_status'].toUpperCase(),
    displayFulfillmentStatus: payload['fulfillment_status']?.toUpperCase() ?? 'UNFULFILLED',
    totalPriceSet: bag(payload['total_price_set']),
    currentTotalPriceSet: bag(payload['current_total_price_set']),
    subtotalPriceSet: bag(payload['subtotal_price_set']),
    totalTaxSet: bag(payload['total_tax_set']),
    totalDiscountsSet: bag(payload['total_discounts_set']),
    totalShippingPriceSet: bag(payload['total_shipping_price_set']),
    totalOutstandingSet: bag(both(payload['total_outstanding'], payload['currency'])),
    fulfillments: payload['fulfillments'].map((each: Payload) => ({
      createdAt: utc(each['created_at']),
      status: each['status'].toUpperCase(),
    })),
    transactions: ['paid', 'refunded', 'partially_refunded'].includes(payload['financial_status'])
      ? [{ kind: 'SALE', status: 'SUCCESS', processedAt: utc(payload['updated_at']) }]
      : [],
    refunds: payload['refunds'].map((each: Payload) => ({ id: `gid://shopify/Refund/${each['id']}` })),
    taxesIncluded: payload['taxes_included'],
    email: payload['email'],
    phone: payload['phone'],
    note: payload['note'],
    tags: payload['tags'].split(', ').filter(Boolean),
    sourceName: payload['source_name'],
    poNumber: payload['po_number'],
    customerLocale: payload['customer_locale'],
    clientIp: payload['browser_ip'],
    customerAcceptsMarketing: payload['buyer_accepts_marketing'],
    discountCodes: payload['discount_codes'].map((each: Payload) => each['code']),
    paymentGatewayNames: payload['payment_gateway_names'],
    taxLines: payload['tax_lines'].map(taxNode),
    shippingLine: payload['shipping_lines'][0] ?? null,
    billingAddress: addressNode(payload['billing_address']),
    shippingAddress: addressNode(payload['shipping_address']),
    customAttributes: payload['note_attributes'].map((each: Payload) => ({ key: each['name'], value: each['value'] })),
    customer: payload['customer'] && {
      id: `gid://shopify/Customer/${payload['customer'].id}`,
      firstName: payload['customer'].first_name,
      lastName: payload['customer'].last_name,
      defaultEmailAddress: payload['customer'].email && { emailAddress: payload['customer'].email },
      defaultPhoneNumber: payload['customer'].phone && { phoneNumber: payload['customer'].phone },
      defaultAddress: addressNode(payload['customer'].default_address),
    },
    customerJourneySummary: {
      lastVisit: payload['landing_site'] && {
        landingPage: `https://steep-and-co.example${payload['landing_site']}`,
        referrerUrl: payload['referring_site'] || null,
      },
    },
  });
  return { order, lines: payload['line_items'].map(lineNode) };
}

function lineNode(line: Payload): Line {
  return Line.parse({
    id: line['admin_graphql_api_id'],
    title: line['title'],
    variantTitle: line['variant_title'],
    sku: line['sku'],
    vendor: line['vendor'],
    quantity: line['quantity'],
    currentQuantity: line['current_quantity'],
    originalUnitPriceSet: bag(line['price_set']),
    totalDiscountSet: bag(line['total_discount_set']),
    discountAllocations: line['discount_allocations'].map((each: Payload) => ({ allocatedAmountSet: bag(each['amount_set']) })),
    taxLines: line['tax_lines'].map(taxNode),
    customAttributes: line['properties'].map((each: Payload) => ({ key: each['name'], value: each['value'] })),
  });
}

export function refundNode(payload: Payload): { refund: Refund; lines: Refund['refundLineItems']['nodes'] } {
  const refund = Refund.parse({
    id: payload['admin_graphql_api_id'],
    createdAt: utc(payload['created_at']),
    processedAt: utc(payload['processed_at']),
    updatedAt: utc(payload['processed_at']),
    note: payload['note'],
    order: { id: `gid://shopify/Order/${payload['order_id']}`, currencyCode: payload['total_duties_set'].shop_money.currency_code },
    duties: [],
    refundShippingLines: {
      nodes: payload['refund_shipping_lines'].map((each: Payload) => ({
        subtotalAmountSet: bag(each['subtotal_amount_set']),
        taxAmountSet: bag(each['tax_amount_set']),
      })),
    },
    transactions: {
      nodes: payload['transactions'].map((each: Payload) => ({
        kind: each['kind'].toUpperCase(),
        status: each['status'].toUpperCase(),
        test: each['test'],
        amountSet: bag(both(each['amount'], each['currency'])),
      })),
    },
    refundLineItems: {
      nodes: payload['refund_line_items'].map((each: Payload) => ({
        quantity: each['quantity'],
        restocked: each['restock_type'] !== 'no_restock',
        subtotalSet: bag(each['subtotal_set']),
        totalTaxSet: bag(each['total_tax_set']),
        lineItem: { id: each['line_item'].admin_graphql_api_id, title: each['line_item'].title, sku: each['line_item'].sku },
      })),
      pageInfo: { hasNextPage: false, endCursor: null },
    },
  });
  return { refund, lines: refund.refundLineItems.nodes };
}

/** A customer without consent, tags and orders, as today's `customers/*` tell of them, and with what is given beside. */
export function customerNode(payload: Payload, more: Partial<Customer> = {}): Customer {
  return {
    id: payload['admin_graphql_api_id'],
    createdAt: utc(payload['created_at']),
    updatedAt: utc(payload['updated_at']),
    firstName: payload['first_name'],
    lastName: payload['last_name'],
    state: payload['state'].toUpperCase(),
    note: payload['note'],
    verifiedEmail: payload['verified_email'],
    tags: [],
    numberOfOrders: 0,
    amountSpent: { amount: '0.0', currencyCode: payload['currency'] },
    defaultAddress: addressNode(payload['default_address']),
    defaultEmailAddress: payload['email'] && {
      emailAddress: payload['email'],
      marketingState: 'NOT_SUBSCRIBED',
      marketingOptInLevel: null,
      marketingUpdatedAt: null,
    },
    defaultPhoneNumber: payload['phone'] && { phoneNumber: payload['phone'], smsMarketingConsent: NEVER, whatsAppMarketingConsent: NEVER },
    ...more,
  };
}

export const NEVER = { state: 'NEVER_SUBSCRIBED', optInLevel: null, updatedAt: null, collectedFrom: null };

function addressNode(address: Payload | null | undefined): Address | null {
  if (address === null || address === undefined) return null;
  return {
    firstName: address['first_name'],
    lastName: address['last_name'],
    name: address['name'],
    company: address['company'],
    address1: address['address1'],
    address2: address['address2'],
    city: address['city'],
    province: address['province'],
    provinceCode: address['province_code'],
    zip: address['zip'],
    country: address['country'],
    countryCodeV2: address['country_code'],
    phone: address['phone'],
  };
}

function taxNode(tax: Payload) {
  return { title: tax['title'], rate: tax['rate'], priceSet: bag(tax['price_set']) };
}

function bag(set: Payload): MoneyBag {
  const money = (part: Payload) => ({ amount: decimal(part['amount']), currencyCode: part['currency_code'] });
  return { shopMoney: money(set['shop_money']), presentmentMoney: money(set['presentment_money']) };
}

function both(amount: string, currency: string): Payload {
  const money = { amount, currency_code: currency };
  return { shop_money: money, presentment_money: money };
}

/** GraphQL's Decimal: at least one digit after the point, and no more zeros than that. */
function decimal(amount: string): string {
  const [whole, fraction = ''] = amount.split('.');
  return `${whole}.${fraction.replace(/0+$/, '') || '0'}`;
}

function utc(time: string): string {
  return new Date(time).toISOString().replace('.000Z', 'Z');
}
