import { z } from 'zod';
import { OriginPayload, toContext } from './context.ts';
import { Id, readId } from './ids.ts';
import { Decimal } from './money.ts';
import { AddressPayload, CustomerPayload, toAddress, toSubject } from './people.ts';
import { compact, firstOf, occurredAt, readPayload } from './read.ts';
import type { Normaliser } from './types.ts';

const text = z.string().nullish();
const amount = Decimal.nullish();

const CheckoutPayload = z.object({
  token: z.string().min(1).max(255),
  created_at: text,
  updated_at: text,
  completed_at: text,
  email: text,
  phone: text,
  currency: z.string().length(3),
  total_price: amount,
  subtotal_price: amount,
  total_tax: amount,
  total_discounts: amount,
  discount_codes: z.array(z.object({ code: z.string() })).nullish(),
  line_items: z
    .array(
      z.object({
        key: text,
        product_id: Id.nullish(),
        variant_id: Id.nullish(),
        sku: text,
        title: text,
        variant_title: text,
        quantity: z.number(),
        price: amount,
      }),
    )
    .nullish(),
  billing_address: AddressPayload.nullish(),
  shipping_address: AddressPayload.nullish(),
  customer: CustomerPayload.nullish(),
  abandoned_checkout_url: text,
  ...OriginPayload,
});

/**
 * `checkouts/create` and `checkouts/update`. Shopify sends an update for every step, so a checkout gives one event when it
 * begins and one when it is first known whose it is, not one a keystroke. Amounts are in the shop's currency.
 * A missing e-mail is not reported here: at the start nobody has typed one yet.
 */
export const checkoutStarted: Normaliser = (payload, run) => {
  const checkout = readPayload(CheckoutPayload, payload, run);
  if (checkout === undefined) return 'unreadable';
  // A paid checkout is an order, which has its own events.
  if (firstOf(checkout.completed_at) !== undefined) return 'nothing';
  const subject = toSubject(
    { customer: checkout.customer, billing: checkout.billing_address, email: checkout.email, phone: checkout.phone },
    run,
  );
  const identified = subject.email !== undefined || subject.phone !== undefined;
  return {
    type: 'checkout.started',
    nativeId: checkout.token,
    nativeVersion: identified ? 'identified' : 'anonymous',
    occurredAt: identified ? occurredAt(run, checkout.updated_at, checkout.created_at) : occurredAt(run, checkout.created_at),
    subject,
    context: toContext(checkout, run),
    data: {
      checkoutId: checkout.token,
      currency: checkout.currency,
      lines: (checkout.line_items ?? []).map((line, index) => {
        const path = `/line_items/${index}`;
        return {
          quantity: line.quantity,
          ...compact({
            id: line.key,
            productId: line.product_id ? readId(line.product_id, undefined, `${path}/product_id`, run) : undefined,
            variantId: line.variant_id ? readId(line.variant_id, undefined, `${path}/variant_id`, run) : undefined,
            sku: line.sku,
            title: line.title,
            variantTitle: line.variant_title,
            unitPrice: line.price,
          }),
        };
      }),
      ...compact({
        total: checkout.total_price,
        subtotal: checkout.subtotal_price,
        tax: checkout.total_tax,
        discount: checkout.total_discounts,
        discountCodes: checkout.discount_codes?.map(({ code }) => code),
        billingAddress: toAddress(checkout.billing_address),
        shippingAddress: toAddress(checkout.shipping_address),
        recoveryUrl: checkout.abandoned_checkout_url,
      }),
    },
  };
};
