import { z } from 'zod';
import { OriginPayload } from './context.ts';
import { Id } from './ids.ts';
import { Decimal, MoneySet } from './money.ts';
import { AddressPayload, CustomerPayload } from './people.ts';

const text = z.string().nullish();
const money = MoneySet.nullish();
const amount = Decimal.nullish();

export const TaxLine = z.object({ title: text, rate: z.number().nullish(), price: amount, price_set: money });

/** `note_attributes` of an order, `properties` of a line: what the theme or an app asked the customer. */
export const NamedValue = z.object({ name: z.string(), value: z.unknown() });

export const LinePayload = z.object({
  id: Id,
  admin_graphql_api_id: text,
  product_id: Id.nullish(),
  variant_id: Id.nullish(),
  sku: text,
  title: z.string(),
  variant_title: text,
  vendor: text,
  quantity: z.number(),
  current_quantity: z.number().nullish(),
  price: amount,
  price_set: money,
  total_discount: amount,
  total_discount_set: money,
  discount_allocations: z.array(z.object({ amount: amount, amount_set: money })).nullish(),
  tax_lines: z.array(TaxLine).nullish(),
  properties: z.array(NamedValue).nullish(),
});
export type LinePayload = z.infer<typeof LinePayload>;

/** What is read of `orders/create`, `paid`, `updated`, `cancelled` and `fulfilled`. */
export const OrderPayload = z.object({
  id: Id,
  admin_graphql_api_id: text,
  name: text,
  order_number: z.number().nullish(),
  created_at: text,
  updated_at: text,
  cancelled_at: text,
  cancel_reason: text,
  financial_status: text,
  fulfillment_status: text,
  fulfillments: z.array(z.object({ created_at: text, status: text })).nullish(),
  test: z.boolean().nullish(),
  currency: z.string().length(3),
  presentment_currency: text,
  total_price: amount,
  total_price_set: money,
  current_total_price: amount,
  current_total_price_set: money,
  subtotal_price: amount,
  subtotal_price_set: money,
  total_tax: amount,
  total_tax_set: money,
  total_discounts: amount,
  total_discounts_set: money,
  total_shipping_price_set: money,
  total_outstanding: amount,
  taxes_included: z.boolean().nullish(),
  tax_lines: z.array(TaxLine).nullish(),
  discount_codes: z.array(z.object({ code: z.string() })).nullish(),
  line_items: z.array(LinePayload),
  shipping_lines: z.array(z.object({ title: text })).nullish(),
  billing_address: AddressPayload.nullish(),
  shipping_address: AddressPayload.nullish(),
  customer: CustomerPayload.nullish(),
  email: text,
  contact_email: text,
  phone: text,
  note: text,
  note_attributes: z.array(NamedValue).nullish(),
  tags: text,
  source_name: text,
  payment_gateway_names: z.array(z.string()).nullish(),
  po_number: text,
  buyer_accepts_marketing: z.boolean().nullish(),
  ...OriginPayload,
});
export type OrderPayload = z.infer<typeof OrderPayload>;
