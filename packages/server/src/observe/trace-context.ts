import { createHash } from 'node:crypto';
import { Traceparent } from '@handoff/shared/event';

/** A span's place, as W3C Trace Context has it: ids in lower-case hex (32 and 16 digits). */
export interface SpanPlace {
  traceId: string;
  spanId: string;
  /** Of the span it is under; undefined at the root. */
  parentId: string | undefined;
  sampled: boolean;
}

/** An event and the `traceparent` its sender gave, if any. */
export interface TracedEvent {
  eventId: string;
  traceparent: string | null;
}

/** A `traceparent` header as it came; a malformed one counts as none. */
export function readTraceparent(header: string | undefined): string | undefined {
  return Traceparent.safeParse(header).data;
}

/**
 * Ids follow from our own ids, so that any process can name the parent of what it does without asking for it. The trace is
 * the sender's where it gave one, else one of the event's own.
 */
export function eventPlace({ eventId, traceparent }: TracedEvent): SpanPlace {
  const spanId = digest(`event ${eventId}`, 8);
  if (traceparent === null) return { traceId: digest(`trace ${eventId}`, 16), spanId, parentId: undefined, sampled: true };
  const [, traceId, parentId, flags] = traceparent.split('-') as [string, string, string, string];
  return { traceId, spanId, parentId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

export function deliveryPlace(event: TracedEvent, deliveryId: string): SpanPlace {
  return under(eventPlace(event), digest(`delivery ${deliveryId}`, 8));
}

export function attemptPlace(event: TracedEvent, deliveryId: string, attemptId: string): SpanPlace {
  return under(deliveryPlace(event, deliveryId), digest(`attempt ${attemptId}`, 8));
}

/** For whoever is called within that span. */
export function traceparentOf({ traceId, spanId, sampled }: SpanPlace): string {
  return `00-${traceId}-${spanId}-${sampled ? '01' : '00'}`;
}

function under(parent: SpanPlace, spanId: string): SpanPlace {
  return { ...parent, spanId, parentId: parent.spanId };
}

function digest(text: string, bytes: number): string {
  return createHash('sha256')
    .update(text)
    .digest('hex')
    .slice(0, bytes * 2);
}
