import { CustomerData, Envelope, OrderData } from '@handoff/shared/event';
import { compileMapping } from '@handoff/shared/mapping';
import { describe, expect, test } from 'vitest';
import { destinations } from '../src/destinations/registry.ts';
import { sampleEvent, type SampleKind } from '../src/domain/sample/samples.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const TYPES = [
  'form.submitted',
  'order.created',
  'order.paid',
  'customer.created',
  'refund.created',
  'user.registered',
  'custom.webinar_joined',
];
const KINDS: SampleKind[] = ['good', 'edge', 'bad'];
const sample = (type: string, kind: SampleKind) => sampleEvent(type, kind, NOW);

describe.each(TYPES)('samples of %s', (type) => {
  test.each(KINDS)('the %s one is an event of that type, the same each time', (kind) => {
    const event = sample(type, kind);
    expect(Envelope.safeParse(event).error).toBeUndefined();
    expect(event).toMatchObject({ type, occurredAt: '2026-11-21T12:00:00.000Z' });
    expect(sample(type, kind)).toEqual(event);
  });

  test('all are different, and name nobody who exists', () => {
    const texts = KINDS.map((kind) => JSON.stringify({ ...sample(type, kind), id: '', idempotencyKey: '' }));
    expect(new Set(texts).size).toBe(3);
    const addresses = KINDS.map((kind) => sample(type, kind).subject?.email?.toLowerCase());
    for (const address of addresses.slice(0, 2)) expect(address).toMatch(/@example\.com$/);
  });

  test('good and edge give an e-mail address and a phone number that mean something, bad does not', () => {
    const mapping = compileMapping({
      fields: {
        '/email': { do: 'email', from: { do: 'path', path: '/subject/email' } },
        '/phone': { do: 'e164', from: { do: 'path', path: '/subject/phone' } },
      },
    });
    const problemsOf = (kind: SampleKind) => mapping.apply(sample(type, kind)).problems.map(({ path }) => path);
    expect(problemsOf('good')).toEqual([]);
    expect(problemsOf('edge')).toEqual([]);
    expect(problemsOf('bad')).toEqual(['/email', '/phone']);
  });
});

test.each(['order.created', 'order.paid'])('good and edge samples of %s are orders, the bad one is none', (type) => {
  expect(KINDS.map((kind) => OrderData.safeParse(sample(type, kind).data).success)).toEqual([true, true, false]);
});

test('good and edge samples of a customer are customers, the bad one is none', () => {
  expect(KINDS.map((kind) => CustomerData.safeParse(sample('customer.created', kind).data).success)).toEqual([true, true, false]);
  expect(sample('order.paid', 'good').data['status']).toBe('paid');
});

describe.each(
  Object.values(destinations).flatMap(({ type, operations }) =>
    Object.entries(operations).map(([name, operation]) => ({ destination: type, name, operation })),
  ),
)('the first mapping of $destination $name', ({ operation }) => {
  test.each(['form.submitted', 'order.created'])('makes a fitting record of the good sample of %s', (type) => {
    const good = sample(type, 'good');
    const { payload, problems } = compileMapping(operation.defaultMapping(type, good)).apply(good);
    expect(problems).toEqual([]);
    expect(operation.payload.safeParse(payload).error).toBeUndefined();
  });
});
