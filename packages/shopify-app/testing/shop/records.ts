/**
 * What a shop holds, in the words of its own webhooks: one shape for webhooks, where the record is sent as it is, and for
 * GraphQL, whose answers are read from it. Amounts are text, times ISO 8601 in the shop's zone to the second, as Shopify has them.
 */
export interface Money {
  amount: string;
  currency_code: string;
}

export interface MoneySet {
  shop_money: Money;
  presentment_money: Money;
}

export interface AddressRecord {
  first_name: string | null;
  last_name: string | null;
  name: string | null;
  company: string | null;
  address1: string | null;
  address2: string | null;
  zip: string | null;
  city: string | null;
  province: string | null;
  province_code: string | null;
  country: string | null;
  country_code: string | null;
  phone: string | null;
}

export type ConsentChannel = 'email' | 'sms' | 'whatsapp';
export type ConsentState = 'not_subscribed' | 'pending' | 'subscribed' | 'unsubscribed' | 'redacted' | 'invalid';

export interface ConsentRecord {
  state: ConsentState;
  opt_in_level: 'single_opt_in' | 'confirmed_opt_in' | 'unknown' | null;
  consent_updated_at: string | null;
  consent_collected_from: 'SHOPIFY' | 'OTHER' | null;
}

export interface CustomerRecord {
  id: number;
  created_at: string;
  updated_at: string;
  first_name: string | null;
  last_name: string | null;
  email: string | null;
  phone: string | null;
  state: 'disabled' | 'invited' | 'enabled' | 'declined';
  note: string | null;
  verified_email: boolean;
  tax_exempt: boolean;
  currency: string;
  locale: string;
  default_address: AddressRecord | null;
  tags: string[];
  consents: Record<ConsentChannel, ConsentRecord>;
}

export interface TaxRecord {
  title: string;
  price: string;
  rate: number;
  price_set: MoneySet;
  channel_liable: boolean;
}

export interface LineRecord {
  id: number;
  product_id: number | null;
  variant_id: number | null;
  sku: string | null;
  title: string;
  variant_title: string | null;
  vendor: string | null;
  quantity: number;
  current_quantity: number;
  price: string;
  price_set: MoneySet;
  total_discount: string;
  total_discount_set: MoneySet;
  discount_allocations: { amount: string; amount_set: MoneySet; discount_application_index: number }[];
  tax_lines: TaxRecord[];
  properties: { name: string; value: string }[];
  gift_card: boolean;
  taxable: boolean;
  requires_shipping: boolean;
}

export interface FulfillmentRecord {
  id: number;
  order_id: number;
  created_at: string;
  updated_at: string;
  status: 'success' | 'cancelled';
  tracking_company: string | null;
  tracking_number: string | null;
}

export interface TransactionRecord {
  id: number;
  order_id: number;
  parent_id: number | null;
  kind: 'sale' | 'refund';
  status: 'success' | 'pending';
  gateway: string;
  amount: string;
  currency: string;
  test: boolean;
  created_at: string;
  processed_at: string;
}

export interface RefundRecord {
  id: number;
  order_id: number;
  created_at: string;
  processed_at: string;
  note: string | null;
  restock: boolean;
  total_duties_set: MoneySet;
  refund_line_items: {
    id: number;
    line_item_id: number;
    quantity: number;
    restock_type: 'no_restock' | 'return' | 'cancel';
    subtotal_set: MoneySet;
    total_tax_set: MoneySet;
  }[];
  refund_shipping_lines: { id: number; subtotal_amount_set: MoneySet; tax_amount_set: MoneySet }[];
  transactions: TransactionRecord[];
}

export interface OrderRecord {
  id: number;
  name: string;
  order_number: number;
  created_at: string;
  processed_at: string;
  updated_at: string;
  cancelled_at: string | null;
  cancel_reason: 'customer' | 'declined' | 'fraud' | 'inventory' | 'other' | 'staff' | null;
  closed_at: string | null;
  test: boolean;
  currency: string;
  presentment_currency: string;
  financial_status: 'pending' | 'authorized' | 'paid' | 'partially_paid' | 'partially_refunded' | 'refunded' | 'voided';
  fulfillment_status: 'fulfilled' | 'partial' | null;
  fulfillments: FulfillmentRecord[];
  refunds: RefundRecord[];
  total_price: string;
  total_price_set: MoneySet;
  current_total_price: string;
  current_total_price_set: MoneySet;
  subtotal_price: string;
  subtotal_price_set: MoneySet;
  total_tax: string;
  total_tax_set: MoneySet;
  total_discounts: string;
  total_discounts_set: MoneySet;
  total_shipping_price_set: MoneySet;
  total_outstanding: string;
  taxes_included: boolean;
  tax_lines: TaxRecord[];
  discount_codes: { code: string; amount: string; type: string }[];
  discount_applications: Record<string, unknown>[];
  line_items: LineRecord[];
  shipping_lines: { title: string; price: string; price_set: MoneySet }[];
  billing_address: AddressRecord | null;
  shipping_address: AddressRecord | null;
  /** Null for an order nobody's record is behind. The payload holds the customer as of its making. */
  customer_id: number | null;
  email: string | null;
  contact_email: string | null;
  phone: string | null;
  note: string | null;
  note_attributes: { name: string; value: string }[];
  /** `vip, wholesale` */
  tags: string;
  source_name: string;
  payment_gateway_names: string[];
  po_number: string | null;
  buyer_accepts_marketing: boolean;
  browser_ip: string | null;
  client_details: { browser_ip: string | null; user_agent: string | null } | null;
  customer_locale: string | null;
  landing_site: string | null;
  referring_site: string | null;
  checkout_token: string | null;
  /** What was paid, and what went back; no part of a webhook. */
  transactions: TransactionRecord[];
}

export interface CheckoutRecord {
  id: number;
  token: string;
  cart_token: string;
  created_at: string;
  updated_at: string;
  completed_at: string | null;
  email: string | null;
  phone: string | null;
  currency: string;
  total_price: string;
  subtotal_price: string;
  total_tax: string;
  total_discounts: string;
  discount_codes: { code: string }[];
  line_items: { key: string; product_id: number; variant_id: number; sku: string | null; title: string; quantity: number; price: string }[];
  billing_address: AddressRecord | null;
  shipping_address: AddressRecord | null;
  customer_id: number | null;
  abandoned_checkout_url: string;
  buyer_accepts_marketing: boolean;
  landing_site: string | null;
  referring_site: string | null;
  customer_locale: string | null;
}
