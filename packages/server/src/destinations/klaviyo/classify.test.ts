import { describe, expect, it } from 'vitest';
import type { VendorResponse } from '../kit/index.ts';
import { classify } from './classify.ts';
import { payloadPath } from './pointers.ts';

const answer = (status: number, json?: unknown, headers: Record<string, string> = {}): VendorResponse => ({
  status,
  headers,
  text: json === undefined ? '' : JSON.stringify(json),
  json,
});
const read = (status: number, errors?: object[], headers?: Record<string, string>) =>
  classify(answer(status, errors === undefined ? undefined : { errors }, headers), 0);
const throttled = {
  code: 'throttled',
  title: 'Request was throttled.',
  detail: 'Request was throttled. Expected available in 12 seconds.',
};

describe('what Klaviyo answers', () => {
  it('takes jobs and events in without a body', () => {
    expect(read(202)).toEqual({ kind: 'ok' });
    expect(classify({ status: 200, headers: {}, text: '', json: undefined }, 0)).toMatchObject({ kind: 'retry', code: 'not_json' });
  });

  it('says how long to wait in a header, in words, or by the window', () => {
    expect(read(429, [throttled], { 'retry-after': '3' })).toMatchObject({ kind: 'retry', afterMs: 3000 });
    expect(read(429, [throttled])).toMatchObject({ afterMs: 12_000 });
    expect(read(429, [], { 'ratelimit-reset': '7' })).toMatchObject({ afterMs: 7000 });
    expect(read(429, [], { 'ratelimit-reset': '0' })).toMatchObject({ afterMs: 1000 });
    expect(read(429)).toMatchObject({ afterMs: 60_000 });
  });

  it('tells a missing permission from the firewall in front', () => {
    expect(read(403, [{ code: 'forbidden', detail: 'Company is not able to process this.' }])).toMatchObject({
      kind: 'scope',
      message: expect.stringContaining('Company is not able'),
    });
    const page = {
      status: 403,
      headers: { 'content-type': 'text/html; charset=UTF-8', 'cf-mitigated': 'challenge' },
      text: '<html>',
      json: undefined,
    };
    expect(classify(page, 0)).toMatchObject({ kind: 'retry', code: 'challenged', afterMs: 120_000 });
    expect(read(401, [{ code: 'authentication_failed', detail: 'Incorrect authentication credentials.' }])).toMatchObject({
      kind: 'reauth',
    });
  });

  it('names the other profile of a conflict, and any other conflict as one', () => {
    const meta = { duplicate_profile_id: '01GDDKASAP8TKDDA2GRZDSVP4H' };
    expect(read(409, [{ code: 'duplicate_profile', meta }])).toMatchObject({ kind: 'duplicate', id: meta.duplicate_profile_id });
    expect(read(409, [{ code: 'duplicate_profile', meta: [] }])).toMatchObject({ kind: 'duplicate', id: '' });
    expect(read(409, [{ code: 'conflict', detail: 'Busy.' }])).toMatchObject({ kind: 'permanent', code: 'conflict' });
  });

  it('knows a list that is gone and a revision that is retired', () => {
    expect(read(400, [{ code: 'invalid', detail: 'Nope.', source: { pointer: '/data/relationships/list/data/id' } }])).toMatchObject({
      kind: 'permanent',
      code: 'list_not_found',
    });
    expect(read(400, [{ code: 'invalid', detail: 'The list X does not exist.' }])).toMatchObject({ code: 'list_not_found' });
    expect(read(410)).toMatchObject({ kind: 'permanent', message: expect.stringContaining('Update Handoff') });
  });

  it('speaks of fields where it can, and repeats Klaviyo where it cannot', () => {
    const phone = { code: 'invalid', detail: 'Invalid phone number format', source: { pointer: '/data/attributes/phone_number' } };
    expect(read(400, [phone])).toMatchObject({
      kind: 'permanent',
      code: 'invalid_record',
      problems: [{ path: '/phone', message: expect.stringMatching(/international form.*Klaviyo says: Invalid phone number format/) }],
    });
    expect(read(400, [{ code: 'invalid', detail: `Odd. ${'x'.repeat(400)}` }])).toMatchObject({
      problems: [],
      message: expect.stringMatching(/Klaviyo says: Odd\. x{290,}…$/),
    });
    expect(read(400)).toMatchObject({ kind: 'permanent', code: 'refused' });
    expect(read(500, [{ code: 'error' }])).toMatchObject({ kind: 'retry', code: 'server_error' });
    expect(read(413)).toMatchObject({ kind: 'permanent', code: 'too_large' });
  });
});

it.each([
  ['/data/attributes/email', '/email'],
  ['/data/attributes/first_name', '/firstName'],
  ['/data/attributes/location/zip', '/location/zip'],
  ['/data/attributes/properties/Budget', '/properties/Budget'],
  ['/data/attributes/profile/data/attributes/phone_number', '/phone'],
  ['/data/attributes/profiles/data/0/attributes/phone_number', '/phone'],
  ['/data/attributes/profiles/data/12/email', '/email'],
  ['/data/attributes/profiles/data/0/attributes/subscriptions/sms', '/consent'],
  ['/data/attributes/metric/data/attributes/name', '/metric'],
  ['/data/attributes/properties/Items/0/ItemPrice', '/items'],
  ['/data/attributes/value_currency', '/currency'],
  ['/data/attributes/unique_id', '/uniqueId'],
  ['/data/attributes', ''],
  ['/data/relationships/list/data/id', ''],
  ['/data', ''],
  ['', ''],
  [undefined, ''],
])('the pointer %s is our %s', (pointer, path) => {
  expect(payloadPath(pointer)).toBe(path);
});
