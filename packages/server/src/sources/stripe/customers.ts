import type { z } from 'zod';
import { toAmount } from './amount.ts';
import type { Customer, Invoice, StripeEvent, Subscription } from './objects.ts';
import { addressOf, dashboardUrl, momentOf, personOf, present, type Told } from './parts.ts';

/** A fact that happens once for an object has the version 1; a change has the event's own id. */
const versionOf = (type: string, event: StripeEvent): string => (/\.(created|deleted|cancelled)$/.test(type) ? '1' : event.id);

/** Which members a change touched. */
const changesOf = (event: StripeEvent) =>
  present({ changed: event.data.previous_attributes && Object.keys(event.data.previous_attributes) });

export function customer(type: string, object: z.infer<typeof Customer>, event: StripeEvent): Told {
  return {
    type,
    native: [object.id, versionOf(type, event)],
    ...personOf({
      customer: object.id,
      emails: [object.email],
      names: [object.name],
      phones: [object.phone],
      country: object.address?.country,
    }),
    data: {
      customerId: object.id,
      adminUrl: dashboardUrl(event, `customers/${object.id}`),
      ...present({
        note: object.description,
        address: addressOf(object.address, object.name),
        currency: object.currency?.toUpperCase(),
        metadata: object.metadata,
      }),
      ...changesOf(event),
    },
  };
}

/** Stripe names the customer by id only. A shop that writes the address into the subscription's own fields is understood. */
export function subscription(type: string, object: z.infer<typeof Subscription>, event: StripeEvent): Told {
  const [item] = object.items?.data ?? [];
  const price = item?.price;
  const currency = price?.currency ?? object.currency;
  const quantity = item?.quantity ?? 1;
  const amount =
    typeof price?.unit_amount === 'number' && typeof currency === 'string' ? toAmount(price.unit_amount * quantity, currency) : undefined;
  return {
    type,
    native: [object.id, versionOf(type, event)],
    ...personOf({ customer: object.customer, emails: [object.metadata?.['email']], names: [object.metadata?.['name']] }),
    data: {
      subscriptionId: object.id,
      customerId: object.customer,
      status: object.status,
      adminUrl: dashboardUrl(event, `subscriptions/${object.id}`),
      ...present({
        plan: price?.nickname ?? price?.id,
        priceId: price?.id,
        productId: price?.product,
        quantity: item === undefined ? undefined : quantity,
        amount,
        currency: currency?.toUpperCase(),
        interval: price?.recurring?.interval,
        periodEnd: momentOf(item?.current_period_end ?? object.current_period_end),
        trialEnd: momentOf(object.trial_end),
        cancelAt: momentOf(object.cancel_at),
        cancelledAt: momentOf(object.canceled_at),
        cancelAtPeriodEnd: object.cancel_at_period_end,
        metadata: object.metadata,
      }),
      ...changesOf(event),
    },
  };
}

/** An invoice for a further period renews its subscription; others are events of their own, so that no first payment counts twice. */
export function invoice(paid: boolean, object: z.infer<typeof Invoice>, event: StripeEvent): Told {
  const subscriptionId = object.parent?.subscription_details?.subscription ?? object.subscription;
  const renews = paid && object.billing_reason === 'subscription_cycle' && typeof subscriptionId === 'string';
  const type = renews ? 'subscription.renewed' : paid ? 'custom.invoice_paid' : 'custom.invoice_payment_failed';
  return {
    type,
    // A payment may fail several times, and each is told.
    native: renews ? [subscriptionId, object.id] : [object.id, paid ? '1' : event.id],
    ...personOf({
      customer: object.customer,
      emails: [object.customer_email],
      names: [object.customer_name],
      phones: [object.customer_phone],
      country: object.customer_address?.country,
    }),
    data: {
      invoiceId: object.id,
      amount: toAmount(paid ? object.amount_paid : object.amount_due, object.currency),
      currency: object.currency.toUpperCase(),
      adminUrl: dashboardUrl(event, `invoices/${object.id}`),
      ...present({
        number: object.number,
        subscriptionId,
        customerId: object.customer,
        reason: object.billing_reason,
        invoiceUrl: object.hosted_invoice_url,
        pdfUrl: object.invoice_pdf,
        nextAttempt: momentOf(object.next_payment_attempt),
        billingAddress: addressOf(object.customer_address, object.customer_name),
        metadata: object.metadata,
      }),
    },
  };
}
