import type { Config } from '../config/config.ts';
import type { Schema } from '../store/schema.ts';
import type { Logger } from './logger.ts';
import type { TracedEvent } from './trace-context.ts';

/** An event that got its verdict. Times here and below are epoch milliseconds. */
export interface EventSeen {
  id: string;
  workspaceId: string;
  sourceId: string;
  sourceKind: string;
  type: string;
  traceparent: string | null;
  receivedAt: number;
  processedAt: number;
  verdict: NonNullable<Schema['events']['verdict']>;
}

/** A delivery: whose, of which event, to where. */
export interface DeliveryRef extends TracedEvent {
  id: string;
  workspaceId: string;
  connectionId: string;
  destination: string;
  operation: string;
}

/** A delivery that came to its end. `code` says why it could not be delivered. */
export interface DeliverySeen extends DeliveryRef {
  createdAt: number;
  endedAt: number;
  state: string;
  code: string | undefined;
}

/** A call to a destination that came to its end, or was refused on its way. */
export interface AttemptSeen {
  id: string;
  delivery: DeliveryRef;
  startedAt: number;
  endedAt: number;
  /** The kind of its classification: `ok`, `retry`, … */
  outcome: string;
  code: string | undefined;
}

/** Tells a tracing backend what became of events. Takes ids and words from fixed lists only: nothing personal, no address, no payload. */
export interface Tracing {
  event: (event: EventSeen) => void;
  delivery: (delivery: DeliverySeen) => void;
  attempt: (attempt: AttemptSeen) => void;
  /** What a receiver that takes part in the trace is given as `traceparent`. */
  outgoing: (event: TracedEvent, deliveryId: string, attemptId: string) => string | undefined;
  /** Sends what is not sent yet. */
  close: () => Promise<void>;
}

/** Tells nothing. A trace the sender began is handed on as it came, as the standard asks of those who take no part. */
export const noTracing: Tracing = {
  event: () => {},
  delivery: () => {},
  attempt: () => {},
  outgoing: ({ traceparent }) => traceparent ?? undefined,
  close: () => Promise.resolve(),
};

/** The tracing of the configuration. OpenTelemetry is loaded only where it is wanted. */
export async function openTracing({ otlpUrl }: Pick<Config, 'otlpUrl'>, logger: Pick<Logger, 'warn'>, version: string): Promise<Tracing> {
  if (otlpUrl === undefined) return noTracing;
  const { openOtlp } = await import('./otel.ts');
  return openOtlp(otlpUrl, logger, version);
}
