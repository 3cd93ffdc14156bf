import { type Meta, normalize } from '../normalize/index.ts';
import { collect, withPerson } from './collect.ts';
import type { CustomerRecord, RecordEvents } from './types.ts';

/** The events that webhooks should have brought of this customer: with the same keys, telling what they are now. */
export function eventsOfCustomer(customer: CustomerRecord, meta: () => Meta): RecordEvents {
  const { payload } = customer;
  const record = { kind: customer.kind, id: customer.id, version: customer.version };
  const found = collect([
    { topic: 'customers/create', record, normalized: normalize('customers/create', payload, meta()) },
    {
      topic: 'customers/update',
      record,
      normalized: normalize('customers/update', payload, meta()),
      ...(payload['updated_at'] === payload['created_at'] ? { unlessSame: true } : {}),
    },
  ]);
  const consents = collect(
    customer.consents.map(({ topic, kind, id, version, undated, payload: consent }) => ({
      topic,
      undated,
      record: { kind, id, version },
      // Where Shopify gave no time of the decision, the time of the last change stands in for it in the key.
      normalized: normalize(topic, consent, { ...meta(), triggeredAt: new Date(version).toISOString() }),
    })),
  );
  // Consent by phone names the number alone.
  const person = found.events[0]?.envelope.subject;
  return {
    events: [...found.events, ...consents.events.map((event) => withPerson(event, person))],
    problems: [...found.problems, ...consents.problems],
  };
}
