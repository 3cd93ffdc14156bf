import { toAddress } from './customers.ts';
import { type Purse, toAmount, toSet, toUnits } from './money.ts';
import type { AddressRecord, LineRecord, OrderRecord } from './records.ts';
import { type ShopState, stamp } from './state.ts';

export interface LineInput {
  title?: string;
  sku?: string | null;
  variantTitle?: string | null;
  /** In the shop's currency, tax included. */
  price?: string;
  quantity?: number;
  properties?: { name: string; value: string }[];
}

export interface OrderInput {
  /** Of a customer who is there; null: nobody's. Absent: whoever has the e-mail address, or a new customer. */
  customerId?: number | null;
  email?: string | null;
  phone?: string | null;
  firstName?: string;
  lastName?: string;
  lines?: LineInput[];
  /** `0.19` */
  taxRate?: number;
  shipping?: string;
  discount?: { code: string; amount: string };
  /** What the customer saw where it is not the shop's currency. */
  presentment?: { currency: string; rate: number };
  financialStatus?: OrderRecord['financial_status'];
  address?: Partial<AddressRecord>;
  acceptsMarketing?: boolean;
  note?: string | null;
  attributes?: { name: string; value: string }[];
  tags?: string[];
  test?: boolean;
  landingSite?: string;
  checkoutToken?: string;
  /** When it was placed (epoch ms), for a shop with a past. Now where absent. */
  at?: number;
  /** Makes the record without a word to anyone, as if it had been there before the app was. */
  silent?: boolean;
}

/** An order as Shopify would hold it right after it was placed. */
export function buildOrder(shop: ShopState, input: OrderInput, customerId: number | null): OrderRecord {
  const id = shop.nextId();
  const at = stamp(shop, input.at);
  const { currency } = shop;
  const purse: Purse = { currency, presentment: input.presentment ?? { currency, rate: 1 } };
  const rate = input.taxRate ?? 0.19;
  const discount = input.discount === undefined ? 0 : toUnits(input.discount.amount, currency);
  const lines = (input.lines ?? [{}]).map((line) => newLine(shop, line, purse));
  const goods = lines.reduce((sum, { line, units }) => sum + units * line.quantity, 0);
  spread(
    lines.map(({ line }) => line),
    discount,
    goods,
    rate,
    purse,
  );
  const shipping = input.shipping === undefined ? 0 : toUnits(input.shipping, currency);
  const subtotal = goods - discount;
  const total = subtotal + shipping;
  const tax = included(total, rate);
  const paid = input.financialStatus === undefined || input.financialStatus === 'paid';
  const number = 1001 + shop.orders.size;
  const person = { first_name: input.firstName ?? null, last_name: input.lastName ?? null };
  const address = input.address === undefined && input.firstName === undefined ? null : toAddress({ ...person, ...input.address });
  const email = input.email === undefined ? (customerId === null ? null : (shop.customers.get(customerId)?.email ?? null)) : input.email;
  const both = (units: number) => [toAmount(units, currency), toSet(units, purse)] as const;
  const [total_price, total_price_set] = both(total);
  const [subtotal_price, subtotal_price_set] = both(subtotal);
  const [total_tax, total_tax_set] = both(tax);
  const [total_discounts, total_discounts_set] = both(discount);
  return {
    id,
    name: `#${number}`,
    order_number: number,
    created_at: at,
    processed_at: at,
    updated_at: at,
    cancelled_at: null,
    cancel_reason: null,
    closed_at: null,
    test: input.test ?? false,
    currency,
    presentment_currency: purse.presentment.currency,
    financial_status: input.financialStatus ?? 'paid',
    fulfillment_status: null,
    fulfillments: [],
    refunds: [],
    total_price,
    total_price_set,
    current_total_price: total_price,
    current_total_price_set: total_price_set,
    subtotal_price,
    subtotal_price_set,
    total_tax,
    total_tax_set,
    total_discounts,
    total_discounts_set,
    total_shipping_price_set: toSet(shipping, purse),
    total_outstanding: toAmount(paid ? 0 : total, currency),
    taxes_included: true,
    tax_lines: [{ title: 'VAT', price: total_tax, rate, price_set: total_tax_set, channel_liable: false }],
    discount_codes: input.discount === undefined ? [] : [{ ...input.discount, type: 'fixed_amount' }],
    discount_applications: [],
    line_items: lines.map(({ line }) => line),
    shipping_lines:
      input.shipping === undefined ? [] : [{ title: 'Standard', price: toAmount(shipping, currency), price_set: toSet(shipping, purse) }],
    billing_address: address,
    shipping_address: address,
    customer_id: customerId,
    email,
    contact_email: email,
    phone: input.phone ?? null,
    note: input.note ?? null,
    note_attributes: input.attributes ?? [],
    tags: (input.tags ?? []).join(', '),
    source_name: 'web',
    payment_gateway_names: ['shopify_payments'],
    po_number: null,
    buyer_accepts_marketing: input.acceptsMarketing ?? false,
    browser_ip: null,
    client_details: null,
    customer_locale: 'en',
    landing_site: input.landingSite ?? null,
    referring_site: null,
    checkout_token: input.checkoutToken ?? null,
    transactions: [],
  };
}

/** One line as it stands in a new order or is added to one. */
export function newLine(shop: ShopState, input: LineInput, purse: Purse): { line: LineRecord; units: number } {
  const units = toUnits(input.price ?? '24.90', purse.currency);
  const quantity = input.quantity ?? 1;
  const line: LineRecord = {
    id: shop.nextId(),
    product_id: shop.nextId(),
    variant_id: shop.nextId(),
    sku: input.sku === undefined ? 'SENCHA-250' : input.sku,
    title: input.title ?? 'Sencha',
    variant_title: input.variantTitle ?? null,
    vendor: shop.name,
    quantity,
    current_quantity: quantity,
    price: toAmount(units, purse.currency),
    price_set: toSet(units, purse),
    total_discount: toAmount(0, purse.currency),
    total_discount_set: toSet(0, purse),
    discount_allocations: [],
    tax_lines: [],
    properties: input.properties ?? [],
    gift_card: false,
    taxable: true,
    requires_shipping: true,
  };
  return { line, units };
}

/** Shares the discount over the lines, the last one taking what rounding left, and writes each line's tax. */
function spread(lines: readonly LineRecord[], discount: number, goods: number, rate: number, purse: Purse): void {
  let left = discount;
  for (const [index, line] of lines.entries()) {
    const worth = toUnits(line.price, purse.currency) * line.quantity;
    const share = index === lines.length - 1 ? left : Math.round((discount * worth) / Math.max(goods, 1));
    left -= share;
    if (discount > 0) {
      line.discount_allocations = [
        { amount: toAmount(share, purse.currency), amount_set: toSet(share, purse), discount_application_index: 0 },
      ];
    }
    const tax = included(worth - share, rate);
    line.tax_lines = [{ title: 'VAT', price: toAmount(tax, purse.currency), rate, price_set: toSet(tax, purse), channel_liable: false }];
  }
}

/** The tax in an amount that includes it. */
export function included(units: number, rate: number): number {
  return Math.round((units * rate) / (1 + rate));
}
