import { expect, test } from 'vitest';
import { formEvent } from '../../identity/testing/envelopes.ts';
import { sightingKeys } from './keys.ts';

const contentKey = (message: string, ip?: string) => {
  const event = formEvent({ data: { fields: { message } }, context: ip === undefined ? {} : { ip } });
  return sightingKeys(new Uint8Array(32), 'one', event).content;
};
const LONG = 'We bring your web site to page one of every search engine, ask for our prices.';

test('a text of some length is the same wherever it comes from', () => {
  expect(contentKey(LONG, '185.10.10.1')).toBeDefined();
  expect(contentKey(LONG, '185.10.10.1')).toBe(contentKey(LONG, '91.20.20.2'));
  expect(contentKey(LONG)).toBe(contentKey(LONG, '91.20.20.2'));
});

test('a short one is the same only from one network, and the shortest never', () => {
  const short = 'Re: how are you?';
  expect(contentKey(short, '185.10.10.1')).toBeDefined();
  expect(contentKey(short, '185.10.10.1')).toBe(contentKey(short, '185.10.10.200'));
  expect(contentKey(short, '185.10.10.1')).not.toBe(contentKey(short, '91.20.20.2'));
  expect(contentKey(short)).toBeUndefined();
  expect(contentKey('Thank you', '185.10.10.1')).toBeUndefined();
});

test('IPv4 is the same written as IPv6, and IPv6 by its first 48 bits', () => {
  const networkKey = (ip: string) => sightingKeys(new Uint8Array(32), 'one', formEvent({ context: { ip } })).network;
  expect(networkKey('::ffff:185.10.10.1')).toBeDefined();
  expect(networkKey('::ffff:185.10.10.1')).toBe(networkKey('185.10.10.200'));
  expect(networkKey('::FFFF:b90a:0a01')).toBe(networkKey('185.10.10.200'));
  expect(networkKey('::ffff:185.10.10.1')).not.toBe(networkKey('::ffff:91.20.20.2'));
  expect(networkKey('2001:0DB8:1::7')).toBe(networkKey('2001:db8:1:ffff::1'));
  expect(networkKey('2001:db8:1::7')).not.toBe(networkKey('2001:db8:2::7'));
  for (const nobody of ['::ffff:10.0.0.1', '::ffff:127.0.0.1', '::1', 'fe80::1%eth0', '1', 'unknown'])
    expect(networkKey(nobody)).toBeUndefined();
});
