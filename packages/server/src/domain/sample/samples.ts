import type { Envelope } from '@handoff/shared/event';
import { sampleCustomer } from './customers.ts';
import { sampleForm } from './forms.ts';
import { sampleOrder } from './orders.ts';

/**
 * good: all there and well-formed · edge: well-formed, but unusual wherever real events are (names, empty answers,
 * long texts, odd phone numbers) · bad: what a destination should refuse.
 */
export type SampleKind = 'good' | 'edge' | 'bad';

/** What a sample of any type is made of; the rest of the envelope is the same for all. */
export type SampleParts = Pick<Envelope, 'subject' | 'data' | 'context' | 'consent'>;

/** A made-up event, the same each time but for `now` (epoch milliseconds). Its people and addresses do not exist. */
export function sampleEvent(type: string, kind: SampleKind, now: number): Envelope {
  const occurredAt = new Date(now).toISOString();
  return { id: `sample-${kind}`, idempotencyKey: `${type}:sample-${kind}:1`, type, occurredAt, ...partsOf(type, kind, occurredAt) };
}

function partsOf(type: string, kind: SampleKind, at: string): SampleParts {
  if (type === 'form.submitted') return sampleForm(kind, at);
  if (type.startsWith('order.')) return sampleOrder(type, kind, at);
  if (type.startsWith('customer.')) return sampleCustomer(kind, at);
  // Whatever happened, it happened to somebody: the person is a form's, without the form's answers.
  const { subject, context, consent } = sampleForm(kind, at);
  return {
    ...(subject === undefined ? {} : { subject }),
    ...(context === undefined ? {} : { context }),
    ...(consent === undefined ? {} : { consent }),
    data: DATA[kind],
  };
}

const DATA: Record<SampleKind, Envelope['data']> = {
  good: {
    id: 'sample-1001',
    title: 'Autumn workshop',
    status: 'confirmed',
    amount: '49.00',
    currency: 'EUR',
    note: 'A window seat, please.',
  },
  edge: { id: 'sample-1002', title: 'Ateliér „Podzim“ 🍂', status: '', amount: '0', currency: 'JPY', note: '' },
  bad: {},
};
