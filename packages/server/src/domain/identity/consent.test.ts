import type { Consent, Envelope } from '@handoff/shared/event';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { phoneClue } from '../../identity/match/phone-clues.ts';
import { type ConsentHeard, type Consenting, consentsOf, keptConsents } from './consent.ts';
import { heldConsent } from './held.ts';

const DAY = 86_400_000;
const NOON = Date.parse('2026-11-10T12:00:00Z');
const WORDS = 'Yes, send me the newsletter.';
const on = (day: number) => new Date(NOON + day * DAY).toISOString();

/** Something that was said `day` days after noon, as one record of Ada. */
const record = (consent: Partial<Consent>[], day: number, more: Partial<Envelope> & { receivedDay?: number } = {}): Consenting => {
  const { receivedDay = day, subject = { email: 'ada@example.com' }, ...rest } = more;
  const stated = consent.map((one) => ({ channel: 'email' as const, state: 'subscribed' as const, ...one }));
  const envelope = {
    id: 'e',
    idempotencyKey: 'k',
    type: 'form.submitted',
    occurredAt: on(day),
    data: {},
    consent: stated,
    ...rest,
  } as Envelope;
  return {
    id: `rec_${day}_${subject.email}`,
    contact: { email: subject.email },
    details: {
      phone: phoneClue(subject.phone ?? '', 'DE') ?? null,
      consent: keptConsents(consentsOf(envelope, NOON + day * DAY, NOON + receivedDay * DAY)),
    },
  };
};
const optOut = (day: number, more = {}) => record([{ state: 'unsubscribed', at: on(day) }], day, more);
const agreed = (day: number, more = {}) => record([{ at: on(day), wording: WORDS }], day, more);
const state = (...records: Consenting[]) => heldConsent(records).find(({ channel }) => channel === 'email')?.state;

describe('an opt-out is lifted', () => {
  test('by a later agreement to words, and by a double opt-in, and it is told which', () => {
    expect(heldConsent([optOut(1), agreed(2)])).toMatchObject([{ state: 'subscribed', kind: 'agreed', at: on(2) }]);
    const confirmed = record([{ at: on(2), optInLevel: 'confirmed_opt_in' }], 2, { type: 'consent.updated' });
    expect(heldConsent([optOut(1), confirmed])).toMatchObject([{ state: 'subscribed', kind: 'confirmed' }]);
  });

  test('whichever of the two was heard first', () => {
    expect(state(agreed(2), optOut(1))).toBe('subscribed');
  });

  test('also where the address is written in other letters, or the number in another spelling', () => {
    expect(state(optOut(1), agreed(2, { subject: { email: 'ADA@Example.com' } }))).toBe('subscribed');
    const sms = { channel: 'sms' as const, at: on(1) };
    const stop = record([{ ...sms, state: 'unsubscribed' }], 1, { subject: { phone: '+49 30 901820' } });
    const start = record([{ ...sms, at: on(2), wording: WORDS }], 2, { subject: { phone: '030 901820' } });
    expect(heldConsent([stop, start])).toMatchObject([{ channel: 'sms', state: 'subscribed' }]);
  });
});

describe('an opt-out stays', () => {
  test.each([
    ['an older agreement', agreed(0)],
    ['one of the same moment', agreed(1, { subject: { email: 'ada@example.com', name: 'Ada' } })],
    ['one whose time is not told', record([{ wording: WORDS }], 2)],
    ['one without words', record([{ at: on(2) }], 2)],
    ['one with empty words', record([{ at: on(2), wording: ' ' }], 2)],
    ['one from a site’s history', agreed(2, { context: { silent: true } })],
    ['one from a quiet import', agreed(2, { context: { quiet: true } })],
    ['what an order tells of the customer', agreed(2, { type: 'order.created' })],
    ['what a customer’s data tell', agreed(2, { type: 'customer.updated' })],
    ['one for another address', agreed(2, { subject: { email: 'ada@work.example' } })],
    ['one for another channel', record([{ channel: 'sms', at: on(2), wording: WORDS }], 2)],
    ['one that is not confirmed yet', record([{ at: on(2), wording: WORDS, state: 'pending' }], 2)],
    ['one dated ahead of the day it was heard', agreed(9, { receivedDay: 0 })],
  ])('after %s', (_name, other) => {
    expect(state(optOut(1), other)).toBe('unsubscribed');
    expect(state(other, optOut(1))).toBe('unsubscribed');
  });

  test('where it came after the agreement, and where there is a second one after it', () => {
    expect(state(agreed(1), optOut(2))).toBe('unsubscribed');
    expect(state(optOut(1), agreed(2), optOut(3))).toBe('unsubscribed');
  });
});

test('what is kept of one record does not depend on the order in which it was heard', () => {
  const said = fc.record({
    channel: fc.constantFrom('email', 'sms'),
    state: fc.constantFrom('subscribed', 'unsubscribed', 'unknown'),
    at: fc.constant(undefined),
    time: fc.integer({ min: 0, max: 30 }),
    kind: fc.constantFrom('agreed' as const, undefined),
  });
  const heldOf = (heard: ConsentHeard[]) => {
    let kept: ConsentHeard[] = [];
    for (const one of heard) kept = keptConsents([...kept, one]);
    const held = heldConsent([{ id: 'rec', contact: {}, details: { phone: null, consent: kept } }]);
    return held
      .filter((one) => one.state === 'unsubscribed')
      .map(({ channel }) => channel)
      .toSorted();
  };
  fc.assert(
    fc.property(fc.array(said, { maxLength: 8 }), (drawn) => {
      const heard = drawn.map(({ kind, ...one }): ConsentHeard =>
        kind !== undefined && one.state === 'subscribed' ? { ...one, kind } : one,
      );
      expect(heldOf(heard)).toEqual(heldOf(heard.toReversed()));
    }),
  );
});
