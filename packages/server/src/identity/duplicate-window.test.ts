import { type Envelope, EVENT_TYPES, isScreenedEventType } from '@handoff/shared/event';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentFingerprint } from './duplicate-window.ts';
import { answers, anyEnvelope, formEvent, reversed } from './testing/envelopes.ts';

const key = new TextEncoder().encode('a workspace key of 32 bytes here');
const print = (envelope: Parameters<typeof contentFingerprint>[0]) => contentFingerprint(envelope, key);
const first = answers({ name: 'Ada', message: 'Hi, do you ship to Norway?' });

const consenting = (state: 'subscribed' | 'unsubscribed', at = '2026-03-01T10:00:00Z'): Envelope => ({
  ...first,
  consent: [{ channel: 'email', state, at }],
});

describe('the same content', () => {
  it.each([
    [
      'another id, time and context',
      { ...first, id: 'other', idempotencyKey: 'other', occurredAt: '2026-03-01T10:00:09Z', context: { ip: '192.0.2.1' } },
    ],
    ['another field order', answers({ message: 'Hi, do you ship to Norway?', name: 'Ada' })],
    ['other spacing and letter case', answers({ name: ' ADA', message: 'hi, do you\r\n ship to  Norway?\n' })],
    ['the address in capitals', { ...first, subject: { email: 'ADA@Example.com ', name: 'Ada Lovelace' } }],
    [
      'a fresh one-time token',
      answers({ ...(first.data.fields as object), _wpnonce: 'b71', 'g-recaptcha-response': 'xyz', csrf_token: '9' }),
    ],
    ['an empty field more', answers({ ...(first.data.fields as object), phone: '' })],
    ['the consent given once more', consenting('subscribed', '2026-03-01T10:00:07Z'), consenting('subscribed')],
    ['other labels', { ...first, data: { ...first.data, labels: { name: 'Your name' } } }],
  ])('is recognised with %s', (_, second, before: Envelope = first) => {
    expect(print(second)).toBe(print(before));
  });

  it('is recognised in a comment stored under another id', () => {
    const comment = (id: number, at: string) =>
      formEvent({ type: 'comment.posted', data: { commentId: id, postId: 3, content: 'Nice recipe', createdAt: at } });
    expect(print(comment(1, '10:00'))).toBe(print(comment(2, '10:01')));
    expect(print(comment(1, '10:00'))).toBeDefined();
  });
});

describe('other content', () => {
  it.each([
    ['another message', answers({ name: 'Ada', message: 'Hi, do you ship to Sweden?' })],
    ['consent taken back', { ...consenting('subscribed'), consent: consenting('unsubscribed').consent }, consenting('subscribed')],
    ['another person', { ...first, subject: { email: 'eve@example.com', name: 'Ada Lovelace' } }],
    ['another form', { ...first, data: { ...first.data, form: { id: '8' } } }],
    ['another type', { ...first, type: 'comment.posted' }],
    ['the answers in each other’s fields', answers({ name: 'Hi, do you ship to Norway?', message: 'Ada' })],
    ['another day asked for', answers({ ...(first.data.fields as object), date: '2026-04-01' })],
    ['a French advertisement number', answers({ ...(first.data.fields as object), annonce: '17' })],
  ])('is told apart by %s', (_, second, before: Envelope = first) => {
    expect(print(second)).toBeDefined();
    expect(print(second)).not.toBe(print(before));
  });

  it('is told apart by workspace', () => {
    expect(contentFingerprint(first, new Uint8Array(32))).not.toBe(print(first));
  });
});

it.each(EVENT_TYPES.filter((type) => !isScreenedEventType(type)))('never windows %s', (type) => {
  expect(print({ ...first, type })).toBeUndefined();
});

it('does not take two nameless strangers with a short answer for one', () => {
  const { subject: _, ...anonymous } = answers({ poll: 'yes' });
  expect(print(anonymous)).toBeUndefined();
  expect(print({ ...anonymous, data: { fields: { poll: 'I would like it to open on Sundays.' } } })).toBeDefined();
});

it('never throws, and does not depend on the order of members', () => {
  fc.assert(
    fc.property(anyEnvelope, (envelope) => {
      expect(print(reversed(envelope))).toBe(print(envelope));
    }),
  );
});

it('takes deeply nested answers', () => {
  let nested: unknown = 'deep';
  for (let level = 0; level < 20_000; level += 1) nested = { a: nested };
  expect(print(answers({ nested }))).toBeDefined();
  expect(print(answers({ nested }))).not.toBe(print(answers({})));
});
