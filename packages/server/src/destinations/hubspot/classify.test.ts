import { describe, expect, it } from 'vitest';
import { classify, classifyRecordError } from './classify.ts';
import type { VendorResponse } from '../kit/types.ts';

const answer = (status: number, json: unknown, headers: Record<string, string> = {}): VendorResponse => ({
  status,
  headers,
  text: JSON.stringify(json) ?? '',
  json,
});
const page = (status: number): VendorResponse => ({
  status,
  headers: { 'content-type': 'text/html' },
  text: '<!doctype html><p>hello</p>',
  json: undefined,
});
const read = (response: VendorResponse) => classify(response, 0);

describe('refused values', () => {
  it('are read from the JSON inside the message, as older answers carry them', () => {
    const message =
      'Property values were not valid: [{"isValid":false,"message":"Property \\"tea\\" does not exist","error":"PROPERTY_DOESNT_EXIST","name":"tea"},{"isValid":false,"message":"x was not one of the allowed options","error":"INVALID_OPTION","name":"dealstage"}]';
    expect(read(answer(400, { category: 'VALIDATION_ERROR', message }))).toMatchObject({
      kind: 'permanent',
      problems: [{ path: '/properties/tea' }, { path: '/properties/dealstage', message: expect.stringContaining('x was not one of') }],
    });
  });

  it('are read from errors, and named once where both forms are there', () => {
    const message = 'Property values were not valid: [{"isValid":false,"message":"no","error":"READ_ONLY_VALUE","name":"createdate"}]';
    const errors = [{ message: 'no', code: 'READ_ONLY_VALUE', context: { propertyName: ['createdate'] } }];
    expect(read(answer(400, { message, errors }))).toMatchObject({
      problems: [{ path: '/properties/createdate', message: expect.stringContaining('itself') }],
    });
  });

  it('survive a message cut in the middle of its JSON', () => {
    expect(read(answer(400, { message: 'Property values were not valid: [{"isValid":false,"mess' }))).toMatchObject({
      kind: 'permanent',
      problems: [],
      message: expect.stringContaining('did not accept this record'),
    });
  });

  it('name the field whose value another record has', () => {
    const message = 'Cannot set PropertyValueCoordinates{portalId=1, propertyName=vat_number, value=DE1} on 12. 34 already has that value.';
    expect(read(answer(400, { category: 'VALIDATION_ERROR', message }))).toMatchObject({
      problems: [{ path: '/properties/vat_number', message: expect.stringContaining('unique') }],
    });
  });

  it('do not fill the page with hundreds of options', () => {
    const errors = [
      {
        message: `x was not one of the allowed options: [${'option, '.repeat(500)}]`,
        code: 'INVALID_OPTION',
        context: { propertyName: ['country'] },
      },
    ];
    const classification = read(answer(400, { message: 'no', errors }));
    expect('message' in classification && classification.message.length).toBeLessThan(600);
  });
});

describe('waiting', () => {
  it.each([
    [
      'the ten-second window, by its header',
      429,
      { policyName: 'TEN_SECONDLY_ROLLING' },
      { 'x-hubspot-ratelimit-interval-milliseconds': '8000' },
      8000,
      'rate_limited',
    ],
    ['the ten-second window, without a header', 429, { policyName: 'TEN_SECONDLY_ROLLING' }, {}, 10_000, 'rate_limited'],
    ['the one-second limit', 429, { policyName: 'SECONDLY' }, {}, 1000, 'rate_limited'],
    ['the day, by its policy', 429, { policyName: 'DAILY' }, {}, 3 * 3_600_000, 'daily_limit'],
    ['the day, by what remains', 429, {}, { 'x-hubspot-ratelimit-daily-remaining': '0' }, 3 * 3_600_000, 'daily_limit'],
    ['a lock', 423, { message: 'locked' }, {}, 2000, 'locked'],
    ['a migration, as long as it says', 477, {}, { 'retry-after': '3600' }, 3_600_000, 'migrating'],
    ["a firewall's page", 403, undefined, {}, 300_000, 'blocked'],
    ["someone else's change", 409, { category: 'CONFLICT', message: 'edited' }, {}, 5000, 'conflict'],
  ])('for %s', (_, status, json, headers, afterMs, code) => {
    expect(read(answer(status, json, headers as unknown as Record<string, string>))).toMatchObject({ kind: 'retry', code, afterMs });
  });

  it("prefers the vendor's own Retry-After", () => {
    expect(read(answer(429, { policyName: 'DAILY' }, { 'retry-after': '60' }))).toMatchObject({ kind: 'retry', afterMs: 60_000 });
  });
});

describe('permission', () => {
  it('lists the scopes HubSpot names, wherever it names them', () => {
    const errors = [
      { message: 'One or more…', context: { requiredGranularScopes: ['crm.objects.deals.write', 'crm.objects.deals.read'] } },
    ];
    expect(read(answer(403, { category: 'MISSING_SCOPES', message: 'no', errors }))).toMatchObject({
      kind: 'scope',
      code: 'missing_scopes',
      missing: ['crm.objects.deals.write', 'crm.objects.deals.read'],
      message: expect.stringContaining('crm.objects.deals.write, crm.objects.deals.read'),
    });
    expect(read(answer(403, { category: 'MISSING_SCOPES', message: 'no', context: { missingScopes: ['a.b'] } }))).toMatchObject({
      missing: ['a.b'],
    });
  });

  it('asks for a new sign-in when the token has run out', () => {
    expect(
      read(answer(401, { category: 'EXPIRED_AUTHENTICATION', message: 'The OAuth token used to make this call expired' })),
    ).toMatchObject({ kind: 'reauth' });
  });
});

describe('the rest', () => {
  it('reads the id out of a conflict', () => {
    expect(read(answer(409, { category: 'CONFLICT', message: 'Contact already exists. Existing ID: 901' }))).toMatchObject({
      kind: 'duplicate',
      id: '901',
    });
  });

  it('takes a page for no success and no record for gone', () => {
    expect(read(page(200)).kind).toBe('retry');
    expect(read(page(404))).toMatchObject({ kind: 'permanent' });
    expect(read(answer(404, { category: 'OBJECT_NOT_FOUND', message: 'resource not found' }))).toMatchObject({
      kind: 'permanent',
      code: 'not_found',
    });
    expect(read({ status: 204, headers: {}, text: '', json: undefined })).toEqual({ kind: 'ok' });
  });

  it('leaves the judgement of a 207 to its records, each by its category', () => {
    expect(read(answer(207, { results: [], errors: [{ category: 'VALIDATION_ERROR' }] }))).toEqual({ kind: 'ok' });
    expect(classifyRecordError({ category: 'CONFLICT', message: 'Existing ID: 5' }, 0)).toMatchObject({ kind: 'duplicate', id: '5' });
    expect(classifyRecordError({ category: 'OBJECT_NOT_FOUND' }, 0)).toMatchObject({ kind: 'permanent', code: 'not_found' });
    expect(classifyRecordError({}, 0)).toMatchObject({ kind: 'permanent', code: 'invalid_payload' });
  });
});
