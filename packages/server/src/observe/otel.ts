import { type Attributes, type HrTime, SpanKind, type SpanContext, SpanStatusCode, TraceFlags } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, type ReadableSpan, type SpanExporter, type SpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { Logger } from './logger.ts';
import { attemptPlace, deliveryPlace, eventPlace, type SpanPlace, traceparentOf } from './trace-context.ts';
import type { DeliveryRef, Tracing } from './tracing.ts';

/** Spans that wait to be sent; more are dropped, so that a slow collector costs spans and never deliveries. */
const MOST_WAITING = 20_000;
/** For one batch with its retries. The last one is sent when the server stops, which a collector that is away must not hold up. */
const MOST_MS = 4000;

/** Sends spans by OTLP over HTTP (JSON) to `<url>/v1/traces`, in batches, beside the work. */
export function openOtlp(url: string, logger: Pick<Logger, 'warn'>, version: string): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${url}/v1/traces`, timeoutMillis: MOST_MS });
  return createOtelTracing(new BatchSpanProcessor(telling(exporter, logger), { maxQueueSize: MOST_WAITING }), version);
}

/** The library says nothing of spans it could not send. Only the kind of error is logged: its words may hold the address. */
function telling(exporter: SpanExporter, logger: Pick<Logger, 'warn'>): SpanExporter {
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        if (result.error !== undefined) {
          const { name, code } = result.error as Error & { code?: unknown };
          logger.warn({ spans: spans.length, error: name, code }, 'traces could not be sent to the collector; these are lost');
        }
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
  };
}

/**
 * Spans are made whole once their ends are known, because what one process begins another may end: the library's tracer
 * keeps a span in the process that began it and gives it ids at random, so only its exporting is used.
 */
export function createOtelTracing(processor: SpanProcessor, version: string): Tracing {
  const resource = resourceFromAttributes({ 'service.name': 'handoff', 'service.version': version });
  const instrumentationScope = { name: 'handoff', version };

  const record = (place: SpanPlace, { name, kind, from, to, failed, attributes }: Told): void => {
    const parentSpanContext = place.parentId === undefined ? undefined : contextOf(place, place.parentId);
    const span: ReadableSpan = {
      name,
      kind,
      spanContext: () => contextOf(place, place.spanId),
      ...(parentSpanContext === undefined ? {} : { parentSpanContext }),
      startTime: hrTime(from),
      endTime: hrTime(to),
      duration: hrTime(to - from),
      status: { code: failed ? SpanStatusCode.ERROR : SpanStatusCode.UNSET },
      attributes,
      links: [],
      events: [],
      ended: true,
      resource,
      instrumentationScope,
      droppedAttributesCount: 0,
      droppedEventsCount: 0,
      droppedLinksCount: 0,
    };
    processor.onEnd(span);
  };

  return {
    event: (event) =>
      record(eventPlace({ eventId: event.id, traceparent: event.traceparent }), {
        name: 'event',
        kind: SpanKind.SERVER,
        from: event.receivedAt,
        to: event.processedAt,
        failed: false,
        attributes: {
          'handoff.workspace': event.workspaceId,
          'handoff.event': event.id,
          'handoff.source': event.sourceId,
          'handoff.source.kind': event.sourceKind,
          'handoff.event.type': event.type,
          'handoff.verdict': event.verdict,
        },
      }),
    delivery: (delivery) =>
      record(deliveryPlace(delivery, delivery.id), {
        name: 'delivery',
        kind: SpanKind.INTERNAL,
        from: delivery.createdAt,
        to: delivery.endedAt,
        failed: delivery.state !== 'succeeded',
        attributes: { ...attributesOf(delivery), 'handoff.state': delivery.state, ...codeOf(delivery.code) },
      }),
    attempt: ({ id, delivery, startedAt, endedAt, outcome, code }) =>
      record(attemptPlace(delivery, delivery.id, id), {
        name: 'attempt',
        kind: SpanKind.CLIENT,
        from: startedAt,
        to: endedAt,
        failed: outcome !== 'ok' && outcome !== 'duplicate',
        attributes: { ...attributesOf(delivery), 'handoff.attempt': id, 'handoff.outcome': outcome, ...codeOf(code) },
      }),
    outgoing: (event, deliveryId, attemptId) => traceparentOf(attemptPlace(event, deliveryId, attemptId)),
    // What cannot be sent at the end is lost, and was told.
    close: () => processor.shutdown().catch(() => undefined),
  };
}

interface Told {
  name: string;
  kind: SpanKind;
  /** Epoch milliseconds. */
  from: number;
  to: number;
  failed: boolean;
  attributes: Attributes;
}

function attributesOf(delivery: DeliveryRef): Attributes {
  return {
    'handoff.workspace': delivery.workspaceId,
    'handoff.event': delivery.eventId,
    'handoff.delivery': delivery.id,
    'handoff.connection': delivery.connectionId,
    'handoff.destination': delivery.destination,
    'handoff.operation': delivery.operation,
  };
}

function codeOf(code: string | undefined): Attributes {
  return code === undefined ? {} : { 'handoff.code': code };
}

function contextOf({ traceId, sampled }: SpanPlace, spanId: string): SpanContext {
  return { traceId, spanId, traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE };
}

function hrTime(ms: number): HrTime {
  const seconds = Math.floor(ms / 1000);
  return [seconds, Math.round((ms - seconds * 1000) * 1e6)];
}
