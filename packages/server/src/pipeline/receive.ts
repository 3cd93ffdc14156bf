import { type Envelope, type Problem, isKnownEventType, parseEnvelope } from '@handoff/shared/event';
import { contactKey } from '../identity/contact-key.ts';
import { sameContent } from '../identity/same-content.ts';
import type { Logger } from '../observe/logger.ts';
import type { Metrics } from '../observe/metrics.ts';
import type { Readiness } from '../observe/readiness.ts';
import { createBatcher } from '../store/batcher.ts';
import { isStoreFault } from '../store/faults.ts';
import { type Accepted, acceptEvents, type NewEvent } from '../store/outbox/index.ts';
import type { Store } from '../store/store.ts';

/** A source whose signature was found good. */
export interface SignedSource {
  id: string;
  workspaceId: string;
}

export interface ParsedEvent {
  envelope: Envelope;
  problems: Problem[];
  /** The envelope's own bytes as text, kept as they came; without the members that were left out, where there were any. */
  body: string;
  /** Of the request that brought it; the envelope's own comes first. */
  traceparent?: string | undefined;
}

/** Group commit: the first wait that is worth it, the most events in one transaction. */
const COMMIT = { maxItems: 100, maxWaitMs: 2 };

/** How exact a source's "last event" is. */
const NOTE_EVERY_MS = 60_000;

/** Makes the one door by which events come in. Its promise resolves after the durable commit. */
export function createReceiver(
  store: Store,
  now: () => number,
  metrics: Pick<Metrics, 'accepted'>,
  logger: Pick<Logger, 'warn'>,
  readiness: Pick<Readiness, 'kept' | 'notKept'>,
): (source: SignedSource, events: ParsedEvent[]) => Promise<Accepted[]> {
  const noted = new Map<string, number>();
  const noteSources = async (events: NewEvent[]): Promise<void> => {
    const due = [...new Set(events.map((event) => event.sourceId))].filter((id) => now() - (noted.get(id) ?? 0) >= NOTE_EVERY_MS);
    if (due.length === 0) return;
    due.forEach((id) => noted.set(id, now()));
    try {
      await store.db.updateTable('sources').set({ last_event_at: now() }).where('id', 'in', due).execute();
    } catch (error) {
      // The events are kept already: a sender told otherwise would send them again for nothing.
      due.forEach((id) => noted.delete(id));
      logger.warn({ error: String(error) }, 'when sources were last heard of could not be noted; their events are kept');
    }
  };
  const accept = createBatcher<NewEvent, Accepted>(async (events) => {
    const accepted = await acceptEvents(store, events).catch((error: unknown) => {
      if (isStoreFault(error)) readiness.notKept();
      throw error;
    });
    readiness.kept();
    await noteSources(events);
    accepted.forEach(({ status }) => metrics.accepted(status));
    store.wake();
    return accepted;
  }, COMMIT);
  return (source, events) => Promise.all(events.map((event) => accept(toNewEvent(source, event, now()))));
}

function toNewEvent(source: SignedSource, { envelope, problems, body, traceparent }: ParsedEvent, now: number): NewEvent {
  return {
    workspaceId: source.workspaceId,
    sourceId: source.id,
    type: envelope.type,
    known: isKnownEventType(envelope.type),
    idempotencyKey: envelope.idempotencyKey,
    occurredAt: Date.parse(envelope.occurredAt),
    receivedAt: now,
    contactKey: contactKey(envelope, source.id),
    problems: problems.length === 0 ? undefined : JSON.stringify(problems),
    traceparent: envelope.context?.traceparent ?? traceparent,
    body,
    sameAs: (stored) => {
      const known = parseEnvelope(JSON.parse(stored));
      return known.ok && sameContent(known.envelope, envelope);
    },
  };
}
