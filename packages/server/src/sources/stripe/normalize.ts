import { type Envelope, type Problem, toProblems } from '@handoff/shared/event';
import type { z } from 'zod';
import { AppError } from '../../observe/app-error.ts';
import type { HookPost, NormalizedHook } from '../kit/hook.ts';
import { customer, invoice, subscription } from './customers.ts';
import { Charge, CheckoutSession, Customer, Dispute, Invoice, StripeEvent, Subscription } from './objects.ts';
import type { Told } from './parts.ts';
import { checkout, dispute, payment, refund } from './payments.ts';

type Reader = (event: StripeEvent) => { told: Told } | { problems: Problem[] };

/** Reads an event's object by its schema; one of another form is kept with what was not understood. */
function reading<S extends z.ZodType>(schema: S, tell: (object: z.infer<S>, event: StripeEvent) => Told): Reader {
  return (event) => {
    const parsed = schema.safeParse(event.data.object);
    return parsed.success ? { told: tell(parsed.data, event) } : { problems: toProblems(parsed.error, '/data/object') };
  };
}

const READERS: Record<string, Reader> = {
  'charge.succeeded': reading(Charge, (object, event) => payment('payment.succeeded', object, event)),
  'charge.failed': reading(Charge, (object, event) => payment('payment.failed', object, event)),
  'charge.refunded': reading(Charge, refund),
  'charge.dispute.created': reading(Dispute, (object, event) => dispute('payment.disputed', object, event)),
  'charge.dispute.closed': reading(Dispute, (object, event) => dispute('custom.dispute_closed', object, event)),
  'checkout.session.completed': reading(CheckoutSession, checkout),
  'customer.created': reading(Customer, (object, event) => customer('customer.created', object, event)),
  'customer.updated': reading(Customer, (object, event) => customer('customer.updated', object, event)),
  'customer.deleted': reading(Customer, (object, event) => customer('customer.deleted', object, event)),
  'customer.subscription.created': reading(Subscription, (object, event) => subscription('subscription.created', object, event)),
  'customer.subscription.updated': reading(Subscription, (object, event) => subscription('subscription.updated', object, event)),
  'customer.subscription.deleted': reading(Subscription, (object, event) => subscription('subscription.cancelled', object, event)),
  'customer.subscription.paused': reading(Subscription, (object, event) => subscription('subscription.paused', object, event)),
  'customer.subscription.resumed': reading(Subscription, (object, event) => subscription('subscription.resumed', object, event)),
  'customer.subscription.trial_will_end': reading(Subscription, (object, event) =>
    subscription('subscription.trial_ending', object, event),
  ),
  'invoice.paid': reading(Invoice, (object, event) => invoice(true, object, event)),
  'invoice.payment_failed': reading(Invoice, (object, event) => invoice(false, object, event)),
};

/** The events to choose for an endpoint in Stripe. Others are kept, and parked until a later version knows them. */
export const STRIPE_EVENTS: readonly string[] = Object.keys(READERS);

/** Makes an envelope of an event Stripe posted. */
export function normalizeStripe({ body }: HookPost): NormalizedHook {
  const parsed = StripeEvent.safeParse(body);
  if (!parsed.success) {
    throw new AppError(
      'invalid',
      'This was signed by Stripe but is no event with its object. Choose the payload style "Snapshot" for the endpoint in Stripe; the style "Thin" names an object only.',
      { problems: toProblems(parsed.error) },
    );
  }
  const event = parsed.data;
  const read = Object.hasOwn(READERS, event.type) ? READERS[event.type]?.(event) : undefined;
  const told = read !== undefined && 'told' in read ? read.told : unread(event);
  const envelope: Envelope = {
    id: event.id,
    idempotencyKey: [told.type, ...told.native].join(':'),
    type: told.type,
    occurredAt: new Date(event.created * 1000).toISOString(),
    source: { type: 'stripe', event: event.type, ...(event.account === undefined ? {} : { account: event.account }) },
    ...(told.subject === undefined ? {} : { subject: told.subject }),
    data: { ...told.data, object: withoutSecret(event.data.object) },
    ...(told.consent === undefined ? {} : { consent: told.consent }),
    ...(event.livemode ? {} : { context: { test: true } }),
  };
  return { envelope, problems: read !== undefined && 'problems' in read ? read.problems : [], kept: envelope };
}

/** An event of a type we do not read, or of a form we do not know: stored and parked. */
function unread(event: StripeEvent): Told {
  const type = `stripe.${event.type.toLowerCase().replaceAll(/[^a-z0-9_.]/g, '_')}`;
  return { type, native: [event.data.object.id ?? event.id, event.id], data: {} };
}

/** With a client secret a browser could go on with the payment; it is nobody's business here. */
function withoutSecret(object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== 'client_secret'));
}
