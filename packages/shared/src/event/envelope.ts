import { z } from 'zod';
import { Consent } from './consent.ts';
import { Traceparent } from './traceparent.ts';
import { EventType } from './types.ts';

const text = (max: number) => z.string().max(max);
/** More of it says no more. */
export const HONEYPOT_CHARACTERS = 2000;

/** Who the event is about. All parts are as the source gave them; the server normalises copies, never these. */
export const Subject = z
  .looseObject({
    email: text(320).optional(),
    phone: text(64).optional(),
    name: text(300).optional(),
    firstName: text(150).optional(),
    lastName: text(150).optional(),
    company: text(300).optional(),
    /** ISO 3166-1 alpha-2, used to read phone numbers written without a country code. */
    country: text(2).optional(),
    externalIds: z.record(z.string(), z.string()).optional(),
  })
  .meta({ id: 'Subject' });
export type Subject = z.infer<typeof Subject>;

/** Where and how it was captured. */
export const Context = z
  .looseObject({
    ip: text(64).optional(),
    userAgent: text(1024).optional(),
    page: text(2048).optional(),
    referrer: text(2048).optional(),
    utm: z.record(z.string(), z.string()).optional(),
    locale: text(35).optional(),
    /** Seconds between the form being shown and being sent. */
    secondsToSubmit: z.number().nonnegative().optional(),
    /** Whether the visitor pressed a key, clicked or touched before the form was sent; absent where the page did not look. */
    interacted: z.boolean().optional(),
    /** The token the page fetched for this form, where the source asks for one. */
    formToken: text(500).optional(),
    /** ALTCHA's payload (base64 JSON of challenge and solution), where the source asks for a proof of work. */
    proofOfWork: text(4000).optional(),
    /** What Cloudflare's Turnstile gave the visitor's browser; empty where the form showed it and nothing came back, absent where it did not. */
    turnstile: text(2048).optional(),
    /** What a hidden field contained that people cannot see; empty for people. */
    honeypot: text(HONEYPOT_CHARACTERS).optional(),
    /** Set on test sends: stored and shown, never delivered to a live record unless asked. */
    test: z.boolean().optional(),
    /**
     * Set on events from a site's history (a backfill): stored, shown and remembered like any other, but no flow runs on
     * them. A person may release one, which pushes it once.
     */
    silent: z.boolean().optional(),
    /**
     * Set on events from a site's history that should fill destinations without telling anybody: steps that write
     * records run, steps that message people are skipped.
     */
    quiet: z.boolean().optional(),
    /** The W3C trace it is part of; comes before the header `traceparent` of the request that brings it. */
    traceparent: Traceparent.optional(),
  })
  .meta({ id: 'Context' });
export type Context = z.infer<typeof Context>;

/** A verdict that a tool on the site gave: `{tool:"akismet", verdict:"spam"}`. */
export const Signal = z
  .looseObject({ tool: text(100), verdict: z.enum(['spam', 'ham', 'unsure']), detail: text(500).optional() })
  .meta({ id: 'Signal' });
export type Signal = z.infer<typeof Signal>;

/** The form an event of type `form.submitted` came from. */
export const FormRef = z.looseObject({ id: text(200), title: text(300).optional(), plugin: text(100).optional() });

/**
 * What happened. Forms put their answers under `fields` (by the form's own keys) with `labels` and
 * `types` beside them; orders follow `OrderData`, refunds `RefundData`. Unknown members are kept.
 */
export const EventData = z.record(z.string(), z.unknown()).meta({ id: 'EventData' });
export type EventData = z.infer<typeof EventData>;

/** The parts without which a message is not an event at all: a sender gets 422 with the path. */
export const EnvelopeCore = z.looseObject({
  id: text(128).min(1),
  /** `type:nativeId:nativeVersion`, the same whichever path (hook, webhook, import, gap scan) brings it. */
  idempotencyKey: text(512).min(1),
  type: EventType,
  occurredAt: z.iso.datetime({ offset: true }),
  data: EventData,
});

/** One event as it travels. Unknown members are kept, never refused. */
export const Envelope = EnvelopeCore.extend({
  subject: Subject.optional(),
  context: Context.optional(),
  consent: z.array(Consent).max(50).optional(),
  signals: z.array(Signal).max(50).optional(),
}).meta({ id: 'Envelope', title: 'Event envelope' });
export type Envelope = z.infer<typeof Envelope>;

/** The most events one request may carry. */
export const MAX_BATCH = 100;
