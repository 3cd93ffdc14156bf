import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { purgeDue } from '../src/domain/retention/purge.ts';
import { createOtelTracing } from '../src/observe/otel.ts';
import { createRuntime } from '../src/runtime.ts';
import { formSubmission } from './support/harness.ts';
import { openShop, type Shop } from './support/shop.ts';

const GIVEN = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };
const HEADER = `00-${GIVEN.traceId}-${GIVEN.spanId}-01`;
const OTHER = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;

let shop: Shop;
let exporter: InMemorySpanExporter;

beforeEach(async () => {
  exporter = new InMemorySpanExporter();
  shop = await openShop({ tracing: createOtelTracing(new SimpleSpanProcessor(exporter), '0.0.0-test') });
  await shop.publish([{ key: 'contact' }]);
});
afterEach(() => shop.server.close());

async function spansAfter(event: object, headers: Record<string, string> = {}): Promise<ReadableSpan[]> {
  const answer = await shop.site.post(event, { headers });
  expect(answer.status).toBe(202);
  await shop.server.drain();
  return exporter.getFinishedSpans();
}

function one(spans: ReadableSpan[], name: string): ReadableSpan {
  const found = spans.filter((span) => span.name === name);
  expect(found).toHaveLength(1);
  return found[0] as ReadableSpan;
}

const idOf = (span: ReadableSpan) => span.spanContext().spanId;
const traces = (spans: ReadableSpan[]) => [...new Set(spans.map((span) => span.spanContext().traceId))];

test('a submitted form is one trace of three levels', async () => {
  const spans = await spansAfter(formSubmission());
  const [event, delivery, attempt] = [one(spans, 'event'), one(spans, 'delivery'), one(spans, 'attempt')];
  expect(spans).toHaveLength(3);
  expect(traces(spans)).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
  expect(event.parentSpanContext).toBeUndefined();
  expect(delivery.parentSpanContext?.spanId).toBe(idOf(event));
  expect(attempt.parentSpanContext?.spanId).toBe(idOf(delivery));
  expect(event.attributes).toMatchObject({
    'handoff.source.kind': 'wordpress',
    'handoff.event.type': 'form.submitted',
    'handoff.verdict': 'accept',
  });
  expect(delivery.attributes).toMatchObject({ 'handoff.destination': 'crm', 'handoff.operation': 'contact', 'handoff.state': 'succeeded' });
  expect(attempt.attributes).toMatchObject({ 'handoff.workspace': shop.server.workspaceId, 'handoff.outcome': 'ok' });
  expect(event.startTime).toEqual([shop.server.clock.now() / 1000, 0]);
});

test('two events are two traces', async () => {
  await spansAfter(formSubmission());
  expect(traces(await spansAfter(formSubmission()))).toHaveLength(2);
});

test('the trace of the request goes on, for a batch too', async () => {
  for (const body of [formSubmission(), { events: [formSubmission()] }]) {
    exporter.reset();
    const spans = await spansAfter(body, { traceparent: HEADER });
    expect(spans).toHaveLength(3);
    expect(traces(spans)).toEqual([GIVEN.traceId]);
    expect(one(spans, 'event').parentSpanContext?.spanId).toBe(GIVEN.spanId);
  }
});

test('the trace in the envelope comes before that of the request', async () => {
  expect(traces(await spansAfter(formSubmission({ context: { traceparent: HEADER } }), { traceparent: OTHER }))).toEqual([GIVEN.traceId]);
});

test.each(['nonsense', `00-${'0'.repeat(32)}-${GIVEN.spanId}-01`, HEADER.toUpperCase(), `ff${HEADER.slice(2)}`])(
  'a malformed trace is ignored, in the header and in the envelope: %s',
  async (traceparent) => {
    await spansAfter(formSubmission(), { traceparent });
    const spans = await spansAfter(formSubmission({ context: { traceparent, test: false } }));
    expect(spans).toHaveLength(6);
    expect(traces(spans)).toHaveLength(2);
    expect(traces(spans)).not.toContain(GIVEN.traceId);
  },
);

test('a sender that does not sample its trace is not traced', async () => {
  expect(await spansAfter(formSubmission(), { traceparent: HEADER.replace(/01$/, '00') })).toEqual([]);
  expect(shop.crm.contacts).toHaveLength(1);
});

test('retries stand side by side under their delivery, which ends once', async () => {
  shop.crm.inject({ when: 'before', answer: { status: 503 } });
  const first = await spansAfter(formSubmission());
  expect(first.map(({ name }) => name)).toEqual(['event', 'attempt']);
  shop.server.clock.advance(3_600_000);
  await shop.server.drain();
  const spans = exporter.getFinishedSpans();
  const delivery = one(spans, 'delivery');
  const attempts = spans.filter(({ name }) => name === 'attempt');
  expect(attempts.map(({ attributes }) => attributes['handoff.outcome'])).toEqual(['retry', 'ok']);
  expect(attempts.map(({ status }) => status.code)).toEqual([2, 0]);
  expect(attempts.map(({ parentSpanContext }) => parentSpanContext?.spanId)).toEqual([idOf(delivery), idOf(delivery)]);
  expect(new Set(attempts.map(idOf)).size).toBe(2);
  expect(delivery.duration).toEqual([3600, 0]);
});

test('what the destination would not take is a failed delivery with its code', async () => {
  await spansAfter(formSubmission({ subject: { name: 'Ada' } }));
  const spans = exporter.getFinishedSpans();
  expect(spans.map(({ name }) => name)).toEqual(['event', 'delivery']);
  expect(one(spans, 'delivery')).toMatchObject({
    status: { code: 2 },
    attributes: { 'handoff.state': 'dead', 'handoff.code': 'invalid_payload' },
  });
});

test('spans hold nothing an event says, also where the destination quotes it', async () => {
  shop.crm.inject({ when: 'before', answer: { status: 422, body: { message: 'grace@example.com is no address of Grace Hopper' } } });
  const spans = await spansAfter(
    formSubmission(
      { subject: { email: 'grace@example.com', name: 'Grace Hopper' }, context: { page: 'https://bloom.example/?token=s3cret' } },
      { 'your-name': 'Grace Hopper' },
    ),
  );
  expect(spans).toHaveLength(3);
  expect(JSON.stringify(spans.map(({ name, attributes, status, events }) => ({ name, attributes, status, events })))).not.toMatch(
    /grace|hopper|s3cret|bloom\.example|crm\.test/i,
  );
});

test('another process finds the same parents: ids follow from ids', async () => {
  shop.crm.inject({ when: 'before', answer: { status: 503 } });
  const [event] = await spansAfter(formSubmission());
  const elsewhere = new InMemorySpanExporter();
  const tracing = createOtelTracing(new SimpleSpanProcessor(elsewhere), '0.0.0-test');
  const row = await shop.server.store.db.selectFrom('deliveries').selectAll().executeTakeFirstOrThrow();
  tracing.delivery({
    id: row.id,
    eventId: row.event_id,
    traceparent: null,
    workspaceId: row.workspace_id,
    connectionId: row.connection_id,
    destination: 'crm',
    operation: row.operation,
    createdAt: 0,
    endedAt: 1,
    state: 'succeeded',
    code: undefined,
  });
  const [delivery] = elsewhere.getFinishedSpans();
  expect(delivery?.parentSpanContext).toEqual(event?.spanContext());
});

test('an attempt whose process is gone ends with its lease, once, and the next one stands beside it', async () => {
  let answer: (response: Response) => void = () => {};
  const answered = new Promise<Response>((resolve) => (answer = resolve));
  await shop.server.close();
  let calls = 0;
  shop = await openShop({
    tracing: createOtelTracing(new SimpleSpanProcessor(exporter), '0.0.0-test'),
    fetch: () => ((calls += 1), answered),
  });
  await shop.publish([{ key: 'contact' }]);
  await shop.send(formSubmission());
  const stuck = shop.server.drain();
  await expect.poll(() => calls).toBe(1);
  shop.server.clock.advance(61_000);
  const second = await createRuntime({ ...shop.server.runtime.deps, fetch: () => Promise.resolve(Response.json({ id: 'c1' })) });
  await second.worker.drain();
  const lost = exporter.getFinishedSpans().filter(({ attributes }) => attributes['handoff.code'] === 'lease_lost');
  expect(lost).toMatchObject([{ name: 'attempt', status: { code: 2 }, attributes: { 'handoff.outcome': 'unknown' } }]);
  answer(Response.json({ id: 'c1' }));
  await stuck;
  const spans = exporter.getFinishedSpans();
  const attempts = spans.filter(({ name }) => name === 'attempt');
  expect(attempts.map(({ attributes }) => attributes['handoff.outcome'])).toEqual(['unknown', 'ok']);
  expect(new Set(attempts.map(idOf)).size).toBe(2);
  expect(attempts.map(({ parentSpanContext }) => parentSpanContext?.spanId)).toEqual(attempts.map(() => idOf(one(spans, 'delivery'))));
});

describe('a delivery that is cancelled ends with its span:', () => {
  const waiting = async () => {
    const params = { ...shop.params, connectionId: shop.connectionId };
    await shop.server.client('holdConnection', { params, body: {} });
    const eventId = await shop.send(formSubmission({ subject: { email: 'ada@example.com' } }));
    await shop.server.drain();
    return { params, eventId };
  };
  const expectEnded = (code: string) =>
    expect(one(exporter.getFinishedSpans(), 'delivery')).toMatchObject({
      status: { code: 2 },
      attributes: { 'handoff.state': 'cancelled', 'handoff.code': code, 'handoff.destination': 'crm' },
    });

  test('its connection is removed', async () => {
    const { params } = await waiting();
    await shop.server.store.db.updateTable('flow_versions').set({ state: 'superseded' }).execute();
    await shop.server.client('removeConnection', { params });
    expectEnded('connection_removed');
  });

  test('its person, or all of its source, is erased', async () => {
    await waiting();
    await shop.server.client('erasePerson', { params: shop.params, body: { email: 'ada@example.com' } });
    expectEnded('erased');
    expect(JSON.stringify(exporter.getFinishedSpans().map(({ attributes }) => attributes))).not.toContain('ada@');
    exporter.reset();
    await shop.send(formSubmission());
    await shop.server.drain();
    await shop.server.client('eraseSource', { params: { ...shop.params, sourceId: shop.site.sourceId }, body: {} });
    expectEnded('erased');
  });

  test('the step before it is given up by age', async () => {
    await shop.publish([{ key: 'contact' }, { key: 'deal', operation: 'deal', after: 'contact' }]);
    shop.crm.refuse();
    await shop.send(formSubmission());
    await shop.server.drain();
    one(exporter.getFinishedSpans(), 'delivery');
    exporter.reset();
    shop.server.clock.advance(181 * 86_400_000);
    await purgeDue({ ...shop.server.runtime.deps, pause: () => Promise.resolve() });
    expectEnded('given_up');
  });
});

test('a vendor is told nothing of the trace', async () => {
  let headers: Headers | undefined;
  await shop.server.close();
  shop = await openShop({ fetch: (request) => ((headers = request.headers), Promise.resolve(Response.json({ id: 'c1' }))) });
  await shop.publish([{ key: 'contact' }]);
  await spansAfter(formSubmission(), { traceparent: HEADER });
  expect(headers?.get('idempotency-key')).toBeTruthy();
  expect(headers?.has('traceparent')).toBe(false);
});
