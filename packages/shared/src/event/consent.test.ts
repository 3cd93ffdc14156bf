import { expect, test } from 'vitest';
import { type Consent, consentFor } from './consent.ts';

const email = (state: Consent['state'], at?: string): Consent => ({ channel: 'email', state, ...(at === undefined ? {} : { at }) });

test('an opt-out wins, whenever it was said', () => {
  const said = [email('unsubscribed', '2026-11-01T12:00:00Z'), email('subscribed', '2026-11-02T12:00:00Z')];
  expect(consentFor(said, 'email')).toEqual(said[0]);
});

test('the latest statement is the one of the latest moment, whatever offsets the times are written with', () => {
  // Half past ten in the morning by UTC.
  const inAuckland = email('subscribed', '2026-11-21T23:30:00+13:00');
  const later = email('not_subscribed', '2026-11-21T12:00:00Z');
  expect(consentFor([inAuckland, later], 'email')).toEqual(later);
  expect(consentFor([later, inAuckland], 'email')).toEqual(later);
});

test('one with a time is later than one without; of two alike the last counts; other channels do not', () => {
  const timed = email('subscribed', '2026-11-21T12:00:00Z');
  expect(consentFor([timed, email('pending')], 'email')).toEqual(timed);
  expect(consentFor([email('subscribed'), email('pending')], 'email')).toEqual(email('pending'));
  expect(consentFor([timed], 'sms')).toBeUndefined();
  expect(consentFor(undefined, 'email')).toBeUndefined();
});
