import type { Consent, Envelope, KnownEventType, Problem } from '@handoff/shared/event';
import { z } from 'zod';

/** What came with a payload: the webhook's headers, or for an import what the importer knows in their place. */
export const Meta = z.object({
  /** `example.myshopify.com`. The caller has checked that the message really is this shop's. */
  shop: z.string().min(1).max(255),
  /** The delivery (`X-Shopify-Webhook-Id`), the same on every retry; becomes the envelope's `id`. */
  webhookId: z.string().min(1).max(128),
  /** The happening (`X-Shopify-Event-Id`), shared by all deliveries it caused. */
  eventId: z.string().max(128).optional(),
  /** When Shopify sent it (`X-Shopify-Triggered-At`), ISO 8601 with offset. */
  triggeredAt: z.iso.datetime({ offset: true }),
  apiVersion: z.string().max(20),
});
export type Meta = z.infer<typeof Meta>;

/**
 * `ok: false` means that nothing could be made of the payload: keep it and show the problems. `ok: true` may still
 * carry problems (something left out or doubtful), and no envelope at all where nothing happened (a merge that failed).
 */
export type Normalized = { ok: true; envelopes: Envelope[]; problems: Problem[] } | { ok: false; problems: Problem[] };

/** One normalisation: what came with the payload, and the problems found on the way. */
export interface Run {
  meta: Meta;
  problems: Problem[];
}

/** What Shopify tells beyond the common events is in the family every source may name its own members of. */
export type EventName = KnownEventType | `custom.${string}`;

/** An event before it gets its envelope. */
export interface Draft {
  type: EventName;
  nativeId: string;
  /** Tells two events of one type about one thing apart; absent where there can be only one. */
  nativeVersion?: string;
  /** ISO 8601, UTC. */
  occurredAt: string;
  subject: Record<string, unknown>;
  data: Record<string, unknown>;
  context?: Record<string, unknown>;
  consent?: Consent[];
}

/** `unreadable`: the problems say why. `nothing`: understood, and nothing happened that is worth an event. */
export type Normaliser = (payload: unknown, run: Run) => Draft | 'nothing' | 'unreadable';
