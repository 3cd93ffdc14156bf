import { z } from 'zod';

// Only what is read; everything else is kept as it came. Ids may be whole objects where Stripe was asked to expand them.

const Id = z.union([z.string(), z.looseObject({ id: z.string() }).transform(({ id }) => id)]);
const Text = z.string().nullish();
/** Seconds since 1970; to the year 9999, which is as far as a date is written. */
const Seconds = z.int().min(0).max(253_402_300_799);
const Time = Seconds.nullish();
const Metadata = z.record(z.string(), z.string()).nullish();

export const StripeAddress = z.looseObject({ line1: Text, line2: Text, city: Text, state: Text, postal_code: Text, country: Text });
export type StripeAddress = z.infer<typeof StripeAddress>;

const Contact = z.looseObject({ email: Text, name: Text, phone: Text, address: StripeAddress.nullish() });

/** An event as Stripe posts it, in the snapshot style: with the object it is about. */
export const StripeEvent = z.looseObject({
  id: z.string().min(1).max(128),
  object: z.literal('event'),
  type: z.string().max(80),
  created: Seconds,
  livemode: z.boolean().default(true),
  account: z.string().optional(),
  data: z.looseObject({
    object: z.looseObject({ id: z.string().optional() }),
    previous_attributes: z.record(z.string(), z.unknown()).optional(),
  }),
});
export type StripeEvent = z.infer<typeof StripeEvent>;

export const Charge = z.looseObject({
  id: z.string(),
  amount: z.int(),
  amount_refunded: z.int().default(0),
  currency: z.string(),
  status: Text,
  description: Text,
  customer: Id.nullish(),
  payment_intent: Id.nullish(),
  billing_details: Contact.nullish(),
  shipping: Contact.nullish(),
  receipt_email: Text,
  receipt_url: Text,
  failure_code: Text,
  failure_message: Text,
  payment_method_details: z.looseObject({ type: Text }).nullish(),
  refunds: z.looseObject({ data: z.array(z.looseObject({ id: z.string(), reason: Text })) }).nullish(),
  metadata: Metadata,
});

export const Dispute = z.looseObject({
  id: z.string(),
  amount: z.int(),
  currency: z.string(),
  reason: Text,
  status: Text,
  charge: Id.nullish(),
  payment_intent: Id.nullish(),
  evidence: z.looseObject({ customer_email_address: Text, customer_name: Text }).nullish(),
  evidence_details: z.looseObject({ due_by: Time }).nullish(),
  metadata: Metadata,
});

export const Customer = z.looseObject({
  id: z.string(),
  email: Text,
  name: Text,
  phone: Text,
  address: StripeAddress.nullish(),
  description: Text,
  currency: Text,
  metadata: Metadata,
});

export const Subscription = z.looseObject({
  id: z.string(),
  customer: Id,
  status: z.string(),
  currency: Text,
  cancel_at_period_end: z.boolean().nullish(),
  cancel_at: Time,
  canceled_at: Time,
  trial_end: Time,
  current_period_end: Time,
  items: z
    .looseObject({
      data: z.array(
        z.looseObject({
          quantity: z.int().nullish(),
          current_period_end: Time,
          price: z
            .looseObject({
              id: z.string(),
              nickname: Text,
              product: Id.nullish(),
              unit_amount: z.int().nullish(),
              currency: Text,
              recurring: z.looseObject({ interval: Text }).nullish(),
            })
            .nullish(),
        }),
      ),
    })
    .nullish(),
  metadata: Metadata,
});

export const Invoice = z.looseObject({
  id: z.string(),
  number: Text,
  currency: z.string(),
  amount_paid: z.int().default(0),
  amount_due: z.int().default(0),
  billing_reason: Text,
  customer: Id.nullish(),
  customer_email: Text,
  customer_name: Text,
  customer_phone: Text,
  customer_address: StripeAddress.nullish(),
  hosted_invoice_url: Text,
  invoice_pdf: Text,
  next_payment_attempt: Time,
  /** Until API version 2025-03-31; later ones name it under `parent`. */
  subscription: Id.nullish(),
  parent: z.looseObject({ subscription_details: z.looseObject({ subscription: Id.nullish() }).nullish() }).nullish(),
  metadata: Metadata,
});

export const CheckoutSession = z.looseObject({
  id: z.string(),
  amount_total: z.int().nullish(),
  currency: Text,
  mode: Text,
  payment_status: Text,
  client_reference_id: Text,
  customer: Id.nullish(),
  payment_intent: Id.nullish(),
  subscription: Id.nullish(),
  customer_details: Contact.nullish(),
  consent: z.looseObject({ promotions: Text }).nullish(),
  metadata: Metadata,
});
