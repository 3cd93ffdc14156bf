import type { Envelope } from '@handoff/shared/event';
import { expect, test } from 'vitest';
import type { Held, HeldFields } from './held.ts';
import { personMembers } from './known.ts';

const envelope: Envelope = {
  id: 'sub-1',
  idempotencyKey: 'form.submitted:1:1',
  type: 'form.submitted',
  occurredAt: '2026-11-10T12:00:00Z',
  subject: { email: 'Ada@Example.com', phone: '030 1', company: 'Engines' },
  data: { fields: { phone: '030 1' } },
  consent: [
    { channel: 'email', state: 'subscribed' },
    { channel: 'sms', state: 'subscribed' },
  ],
};
const held = (value: string, at: string, rule: Held['rule'] = 'newest'): Held => ({
  value,
  recordId: 'rec_1',
  sourceId: 'src_1',
  eventId: null,
  at: Date.parse(at),
  rule,
});
const sent = (fields: HeldFields, consent: { channel: string; state: string }[] = []) =>
  personMembers(envelope, { id: 'per_1', fields, consent: consent.map((one) => ({ ...one, at: null, kind: null, recordId: 'rec_1' })) });

test('an event of nobody known goes as it came', () => {
  expect(personMembers(envelope, undefined)).toEqual({});
});

test('what was said later replaces what an older event says', () => {
  const later = { phone: held('030 2', '2026-11-11T12:00:00Z'), email: held('ada@example.com', '2026-11-11T12:00:00Z') };
  expect(sent(later)).toMatchObject({ subject: { email: 'Ada@Example.com', phone: '030 2', company: 'Engines' } });
});

test('what was said under one address is not sent under another', () => {
  const later = { phone: held('030 2', '2026-11-11T12:00:00Z'), email: held('ada@other.example', '2026-11-11T12:00:00Z') };
  expect(sent(later)).toMatchObject({ subject: { email: 'Ada@Example.com', phone: '030 1', company: 'Engines' } });
});

test('what was said before does not', () => {
  expect(sent({ phone: held('030 0', '2026-11-09T12:00:00Z') })).toMatchObject({ subject: { phone: '030 1' } });
});

test('what an event leaves out is not added, but mappings can read it', () => {
  const { subject, person } = sent({ country: held('DE', '2026-11-11T12:00:00Z') });
  expect(subject).not.toHaveProperty('country');
  expect(person).toEqual({ id: 'per_1', country: 'DE' });
});

test('a rule that keeps a value keeps it in what is sent, also from newer events', () => {
  expect(sent({ phone: held('030 0', '2026-11-01T12:00:00Z', 'fill_empty') })).toMatchObject({ subject: { phone: '030 0' } });
});

test('a channel that the person opted out of is opted out of in its place; the others stay in theirs', () => {
  expect(sent({}, [{ channel: 'email', state: 'unsubscribed' }])['consent']).toEqual([
    { channel: 'email', state: 'unsubscribed' },
    { channel: 'sms', state: 'subscribed' },
  ]);
});

test('an opt-out of a channel that the event says nothing of comes after what it says', () => {
  expect(sent({}, [{ channel: 'phone', state: 'unsubscribed' }])['consent']).toEqual([
    { channel: 'email', state: 'subscribed' },
    { channel: 'sms', state: 'subscribed' },
    { channel: 'phone', state: 'unsubscribed' },
  ]);
});

test('what an event says of one channel several times is overruled every time', () => {
  const said = [...(envelope.consent ?? []), { channel: 'email' as const, state: 'pending' as const }];
  const optOut = { channel: 'email', state: 'unsubscribed', at: null, kind: null, recordId: 'rec_1' };
  expect(personMembers({ ...envelope, consent: said }, { id: 'per_1', fields: {}, consent: [optOut] })['consent']).toEqual([
    { channel: 'email', state: 'unsubscribed' },
    { channel: 'sms', state: 'subscribed' },
    { channel: 'email', state: 'unsubscribed' },
  ]);
});
