import { expect, test } from 'vitest';
import { maskAddresses, maskQuoted } from './personal.ts';

test.each([
  ['Key (email)=(ada.l+news@example.co.uk) already exists', 'Key (email)=(…) already exists'],
  ['Property "ada@example.com" was not valid', 'Property "…" was not valid'],
  ['call +49 30 123 45 67 or 0049301234567', 'call … or …'],
  ['the number 030/1234567 is not one, nor (030) 123 45 67', 'the number … is not one, nor …'],
])('takes out who it is: %s', (text, masked) => expect(maskAddresses(text)).toBe(masked));

test.each([
  'event evt_01M7ZFNXKTG2RAKKCM2PN1KY24 failed at 2026-11-21T12:00:00.000Z',
  'took 1234567890 ns, run at 1795262400000',
  '127.0.0.1:8787 did not answer, 10.0.0.12 did',
  'file:///srv/handoff/packages/server/src/main.ts:120:15',
  'kysely@0.28.0 and pg@8.16.3 are used',
])('leaves alone what says nothing of people: %s', (text) => expect(maskAddresses(text)).toBe(text));

test('takes out what of a record is quoted, and leaves the words of the vendor', () => {
  const record = {
    email: 'ada@example.com',
    name: 'Ada Lovelace',
    note: { text: 'Do you repair clocks?' },
    status: 'new_lead',
    tag: 'VIP',
  };
  expect(maskQuoted('“Ada Lovelace” wrote “Do you repair clocks?”; status new_lead is unknown, VIP too.', record)).toBe(
    '“…” wrote “…”; status new_lead is unknown, VIP too.',
  );
});
