import { z } from 'zod';

/** Every event type Handoff understands. Others are stored and parked until a later version knows them. */
export const EVENT_TYPES = [
  'form.submitted',
  'order.created',
  'order.paid',
  'order.updated',
  'order.edited',
  'order.cancelled',
  'order.fulfilled',
  'refund.created',
  'customer.created',
  'customer.updated',
  'customer.deleted',
  'customer.merged',
  'customer.tagged',
  'consent.updated',
  'checkout.started',
  'checkout.abandoned',
  'comment.posted',
  'user.registered',
  'payment.succeeded',
  'payment.failed',
  'payment.disputed',
  'subscription.created',
  'subscription.updated',
  'subscription.renewed',
  'subscription.cancelled',
  'booking.created',
  'booking.updated',
  'booking.cancelled',
] as const;

export type KnownEventType = (typeof EVENT_TYPES)[number];

/** Families whose members a source may name itself: `custom.webinar_joined`, `subscription.paused`, `booking.no_show`. */
export const OPEN_EVENT_FAMILIES = ['custom', 'subscription', 'booking'] as const;

const known: ReadonlySet<string> = new Set(EVENT_TYPES);
const open: ReadonlySet<string> = new Set(OPEN_EVENT_FAMILIES);

/** A well-formed event type: lower-case words joined by dots, at most 100 characters. */
export const EventType = z
  .string()
  .max(100)
  .regex(/^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$/, 'An event type looks like "form.submitted".')
  .meta({ id: 'EventType', examples: ['form.submitted', 'order.paid', 'custom.webinar_joined'] });

/** Whether this version processes `type`; if not, the event is stored and parked. */
export function isKnownEventType(type: string): boolean {
  return known.has(type) || open.has(type.slice(0, type.indexOf('.')));
}

/** What strangers type into public forms. */
export const SCREENED_EVENT_TYPES = ['form.submitted', 'comment.posted', 'user.registered'] as const;

const screened: ReadonlySet<string> = new Set(SCREENED_EVENT_TYPES);

/**
 * Whether a stranger typed this event into a public form. Only these are scored for spam;
 * orders, payments and other signed transactional events skip scoring.
 */
export function isScreenedEventType(type: string): boolean {
  return screened.has(type);
}
