import type { z } from 'zod';
import { toAmount } from './amount.ts';
import type { Charge, CheckoutSession, Dispute, StripeEvent } from './objects.ts';
import { addressOf, dashboardUrl, momentOf, orderIdOf, personOf, present, type Told } from './parts.ts';

type ChargeObject = z.infer<typeof Charge>;

/** A charge, which knows who paid; the payment intent beside it does not, so only one of the two makes a payment of ours. */
export function payment(type: 'payment.succeeded' | 'payment.failed', charge: ChargeObject, event: StripeEvent): Told {
  return { type, native: [charge.id, '1'], ...payer(charge), data: paymentData(charge, event) };
}

/** One event for each refund: the charge says how much was refunded in all, and before. */
export function refund(charge: ChargeObject, event: StripeEvent): Told {
  const before = event.data.previous_attributes?.['amount_refunded'];
  const units = charge.amount_refunded - (typeof before === 'number' ? before : 0);
  const [newest] = charge.refunds?.data ?? [];
  const refundId = newest?.id ?? `${charge.id}-${charge.amount_refunded}`;
  return {
    type: 'refund.created',
    native: [charge.id, String(charge.amount_refunded)],
    ...payer(charge),
    data: {
      ...paymentData(charge, event),
      refundId,
      orderId: orderIdOf(charge.metadata) ?? charge.payment_intent ?? charge.id,
      amount: toAmount(units, charge.currency),
      refundedInAll: toAmount(charge.amount_refunded, charge.currency),
      ...present({ reason: newest?.reason }),
      lines: [],
    },
  };
}

export function dispute(type: string, object: z.infer<typeof Dispute>, event: StripeEvent): Told {
  const { evidence } = object;
  return {
    type,
    native: [object.id, type === 'payment.disputed' ? '1' : event.id],
    ...personOf({ emails: [evidence?.customer_email_address], names: [evidence?.customer_name] }),
    data: {
      disputeId: object.id,
      amount: toAmount(object.amount, object.currency),
      currency: object.currency.toUpperCase(),
      adminUrl: dashboardUrl(event, `payments/${object.payment_intent ?? object.charge ?? ''}`),
      ...present({
        reason: object.reason,
        status: object.status,
        paymentId: object.charge,
        paymentIntentId: object.payment_intent,
        answerBy: momentOf(object.evidence_details?.due_by),
        orderId: orderIdOf(object.metadata),
        metadata: object.metadata,
      }),
    },
  };
}

/** A finished checkout, with what the person said about promotional mail; not ticking a box takes nothing back. */
export function checkout(session: z.infer<typeof CheckoutSession>, event: StripeEvent): Told {
  const { customer_details: details, currency } = session;
  const promotions = session.consent?.promotions;
  const at = momentOf(event.created);
  return {
    type: 'custom.checkout_completed',
    native: [session.id, '1'],
    ...personOf({
      customer: session.customer,
      emails: [details?.email],
      names: [details?.name],
      phones: [details?.phone],
      country: details?.address?.country,
    }),
    data: {
      checkoutId: session.id,
      ...(typeof session.amount_total === 'number' && typeof currency === 'string'
        ? { amount: toAmount(session.amount_total, currency) }
        : {}),
      ...present({
        currency: currency?.toUpperCase(),
        mode: session.mode,
        status: session.payment_status,
        orderId: session.client_reference_id ?? orderIdOf(session.metadata),
        paymentIntentId: session.payment_intent,
        subscriptionId: session.subscription,
        billingAddress: addressOf(details?.address, details?.name),
        metadata: session.metadata,
      }),
    },
    ...(promotions === 'opt_in' || promotions === 'opt_out'
      ? {
          consent: [
            {
              channel: 'email' as const,
              state: promotions === 'opt_in' ? ('subscribed' as const) : ('not_subscribed' as const),
              ...(at === undefined ? {} : { at }),
              evidence: `Stripe Checkout ${session.id}`,
            },
          ],
        }
      : {}),
  };
}

function payer(charge: ChargeObject): Pick<Told, 'subject'> {
  const { billing_details: billing, shipping } = charge;
  return personOf({
    customer: charge.customer,
    emails: [billing?.email, charge.receipt_email, charge.metadata?.['email']],
    names: [billing?.name, shipping?.name],
    phones: [billing?.phone, shipping?.phone],
    country: billing?.address?.country ?? shipping?.address?.country,
  });
}

function paymentData(charge: ChargeObject, event: StripeEvent): Record<string, unknown> {
  const { billing_details: billing, shipping } = charge;
  return {
    paymentId: charge.id,
    amount: toAmount(charge.amount, charge.currency),
    currency: charge.currency.toUpperCase(),
    adminUrl: dashboardUrl(event, `payments/${charge.payment_intent ?? charge.id}`),
    ...present({
      status: charge.status,
      description: charge.description,
      method: charge.payment_method_details?.type,
      paymentIntentId: charge.payment_intent,
      orderId: orderIdOf(charge.metadata),
      receiptUrl: charge.receipt_url,
      failureCode: charge.failure_code,
      failureMessage: charge.failure_message,
      billingAddress: addressOf(billing?.address, billing?.name),
      shippingAddress: addressOf(shipping?.address, shipping?.name),
      metadata: charge.metadata,
    }),
  };
}
