import { z } from 'zod';

/** A decimal amount as text (`"12.50"`), so that no cent is lost to binary fractions. */
export const Amount = z.string().regex(/^-?\d+(\.\d+)?$/);

export const Address = z.looseObject({
  name: z.string().optional(),
  company: z.string().optional(),
  line1: z.string().optional(),
  line2: z.string().optional(),
  city: z.string().optional(),
  region: z.string().optional(),
  postalCode: z.string().optional(),
  country: z.string().optional(),
  phone: z.string().optional(),
});
export type Address = z.infer<typeof Address>;

export const LineItem = z.looseObject({
  id: z.string(),
  productId: z.string().optional(),
  variantId: z.string().optional(),
  sku: z.string().optional(),
  title: z.string(),
  quantity: z.number(),
  unitPrice: Amount,
  discount: Amount.optional(),
  amount: Amount.optional().meta({ description: 'What the whole line came to after its discount, where the shop tells it.' }),
  tax: Amount.optional().meta({ description: 'Of the whole line; "0.00" where it bears none, left out where nobody knows.' }),
});
export type LineItem = z.infer<typeof LineItem>;

/** One tax that occurs in an order. */
const Tax = z.looseObject({
  title: z.string().optional(),
  rate: z.number().optional().meta({ description: 'A fraction: 0.19 for 19 %.' }),
  amount: Amount.optional(),
});

/** What was charged besides goods and shipping, such as for cash on delivery. Below zero it is a discount. */
const Fee = z.looseObject({ title: z.string().optional(), amount: Amount, tax: Amount.optional() });

/** `data` of every `order.*` event, whichever shop it came from. */
export const OrderData = z
  .looseObject({
    orderId: z.string(),
    number: z.string(),
    status: z.enum(['open', 'paid', 'partially_paid', 'partially_refunded', 'refunded', 'fulfilled', 'cancelled', 'pending']),
    currency: z.string().length(3),
    total: Amount,
    subtotal: Amount.optional(),
    tax: Amount.optional(),
    shipping: Amount.optional(),
    discount: Amount.optional(),
    discountCodes: z.array(z.string()).optional(),
    lines: z.array(LineItem),
    fees: z.array(Fee).optional(),
    taxesIncluded: z.boolean().optional().meta({ description: 'Whether the amounts of lines, fees and shipping hold their tax.' }),
    taxes: z.array(Tax).optional(),
    billingAddress: Address.optional(),
    shippingAddress: Address.optional(),
    note: z.string().optional(),
    tags: z.array(z.string()).optional(),
    adminUrl: z.string().optional(),
    test: z.boolean().optional(),
  })
  .meta({ id: 'OrderData' });
export type OrderData = z.infer<typeof OrderData>;

/** `data` of `refund.created`. */
export const RefundData = z
  .looseObject({
    refundId: z.string(),
    orderId: z.string(),
    currency: z.string().length(3),
    amount: Amount,
    reason: z.string().optional(),
    lines: z.array(z.looseObject({ lineItemId: z.string(), quantity: z.number(), amount: Amount })),
    fees: z.array(Fee).optional(),
  })
  .meta({ id: 'RefundData' });
export type RefundData = z.infer<typeof RefundData>;

/** `data` of every `customer.*` event. */
export const CustomerData = z
  .looseObject({
    customerId: z.string(),
    state: z.string().optional(),
    note: z.string().optional(),
    tags: z.array(z.string()).optional(),
    address: Address.optional(),
    ordersCount: z.number().optional(),
    totalSpent: Amount.optional(),
    currency: z.string().optional(),
    verifiedEmail: z.boolean().optional(),
  })
  .meta({ id: 'CustomerData' });
export type CustomerData = z.infer<typeof CustomerData>;
