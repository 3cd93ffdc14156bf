import { expect, test } from 'vitest';
import { compileMapping } from '../../mapping/compile.ts';
import { eventOfTrace, WHOLE_EVENT } from './server-sample.ts';

test('a preview of the whole event gives the event back', () => {
  const event = {
    type: 'order.paid',
    occurredAt: '2026-11-21T12:00:00Z',
    subject: { email: 'a@b.example' },
    data: { total: '0', note: '' },
    context: {},
  };
  const { trace } = compileMapping(WHOLE_EVENT).explain({ ...event, id: 'x' });
  expect(eventOfTrace(trace.map((field) => ({ ...field })))).toEqual(event);
});
