import { Envelope } from '@handoff/shared/event';
import fc from 'fast-check';

/** A contact form's event; parts given replace the default's. */
export function formEvent(parts: Partial<Envelope> = {}): Envelope {
  return {
    id: '01J0000000000000000000000A',
    idempotencyKey: 'form.submitted:1:1',
    type: 'form.submitted',
    occurredAt: '2026-03-01T10:00:00Z',
    subject: { email: 'ada@example.com', name: 'Ada Lovelace' },
    data: { form: { id: '7', title: 'Contact' }, fields: { 'your-name': 'Ada Lovelace', 'your-message': 'Hi, do you ship to Norway?' } },
    ...parts,
  };
}

/** A contact form's event with these answers. */
export function answers(fields: Record<string, unknown>, parts: Partial<Envelope> = {}): Envelope {
  return formEvent({ data: { form: { id: '7' }, fields }, ...parts });
}

const text = fc.string({ unit: 'binary', maxLength: 60 });
const fragments = fc.constantFrom(
  'http://a.example ',
  'www.b.example',
  'casino',
  '\u0000',
  '\uD800',
  '@',
  '+49 30 1234567',
  'ada@example.com',
  '\u200B',
);
const typed = fc.oneof(
  text,
  fc.array(fc.oneof(text, fragments), { maxLength: 8 }).map((parts) => parts.join('')),
);
const fields = fc.dictionary(fc.oneof(text, fc.constantFrom('website', 'message', '__proto__', 'id')), fc.oneof(typed, fc.jsonValue()));
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const maybe = (parts: Record<string, fc.Arbitrary<unknown>>) => fc.record(parts, { requiredKeys: [] });

/** Anything that passes as an envelope, however odd. */
export const anyEnvelope: fc.Arbitrary<Envelope> = fc
  .record({
    id: fc.uuid(),
    idempotencyKey: fc.uuid(),
    type: fc.constantFrom('form.submitted', 'comment.posted', 'user.registered', 'order.created', 'custom.thing'),
    occurredAt: fc.constant('2026-03-01T10:00:00Z'),
    data: fc.oneof(fields, maybe({ form: fc.jsonValue(), fields, labels: fc.jsonValue(), types: fc.jsonValue() })),
    subject: optional(
      maybe({
        email: typed.map((email) => email.slice(0, 320)),
        phone: typed.map((phone) => phone.slice(0, 64)),
        name: text,
        country: fc.string({ maxLength: 2 }),
        externalIds: fc.dictionary(text, text),
      }),
    ),
    context: optional(
      maybe({
        honeypot: typed,
        page: typed,
        secondsToSubmit: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
        test: fc.boolean(),
      }),
    ),
    signals: optional(fc.array(fc.record({ tool: text, verdict: fc.constantFrom('spam', 'ham', 'unsure') }), { maxLength: 3 })),
  })
  .map((parts) => Envelope.parse(Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined))));

/** The same value with the members of every object in the other order. */
export function reversed<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, part]) => [key, reversed(part)]),
  ) as T;
}
