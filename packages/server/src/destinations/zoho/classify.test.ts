import { describe, expect, it } from 'vitest';
import type { VendorResponse } from '../kit/index.ts';
import { Outcome } from './answers.ts';
import { classify, classifyRecord } from './classify.ts';

const answer = (status: number, json: unknown, headers: Record<string, string> = {}): VendorResponse => ({
  status,
  headers,
  text: JSON.stringify(json),
  json,
});
const error = (status: number, code: string, message = '', details: object = {}, headers: Record<string, string> = {}) =>
  classify(answer(status, { code, details, message, status: 'error' }, headers), 0);
const record = (code: string, message = '', details: object = {}) =>
  classifyRecord(Outcome.parse({ code, status: 'error', message, details }));

describe('whole answers', () => {
  it.each([
    [401, 'INVALID_TOKEN', 'reauth', 'unauthorized'],
    [401, 'AUTHENTICATION_FAILURE', 'reauth', 'unauthorized'],
    [401, 'OAUTH_SCOPE_MISMATCH', 'scope', 'missing_scopes'],
    [403, 'NO_PERMISSION', 'scope', 'forbidden'],
    [500, 'INTERNAL_ERROR', 'retry', 'server_error'],
    [400, 'INVALID_MODULE', 'permanent', 'invalid_module'],
    [404, 'INVALID_URL_PATTERN', 'permanent', 'not_found'],
    [200, 'INVALID_DATA', 'permanent', 'invalid_data'],
    [200, 'INTERNAL_ERROR', 'retry', 'server_error'],
  ])('%i %s is %s', (status, code, kind, ours) => expect(error(status, code)).toMatchObject({ kind, code: ours }));

  it('wait as long as Zoho says, else some seconds for too many at once and an hour for the day', () => {
    expect(error(429, 'TOO_MANY_REQUESTS')).toMatchObject({ kind: 'retry', afterMs: 10_000 });
    expect(error(429, 'LIMIT_EXCEEDED')).toMatchObject({ kind: 'retry', code: 'daily_limit', afterMs: 3_600_000 });
    expect(error(429, 'TOO_MANY_REQUESTS', '', {}, { 'retry-after': '7' })).toMatchObject({ afterMs: 7000 });
  });

  it('that list records count as ok whatever their status, unless the server failed', () => {
    const body = { data: [{ code: 'INVALID_DATA', status: 'error', message: 'invalid data', details: {} }] };
    for (const status of [200, 201, 202, 207, 400]) expect(classify(answer(status, body), 0)).toEqual({ kind: 'ok' });
    expect(classify(answer(503, body), 0).kind).toBe('retry');
  });

  it('take nothing found for ok, and a page or nothing at all for no success', () => {
    expect(classify({ status: 204, headers: {}, text: '', json: undefined }, 0)).toEqual({ kind: 'ok' });
    expect(classify({ status: 200, headers: {}, text: '', json: undefined }, 0).kind).toBe('retry');
    expect(classify({ status: 200, headers: { 'content-type': 'text/html' }, text: '<html>', json: undefined }, 0).kind).toBe('retry');
  });
});

describe('single records', () => {
  it.each([
    ['MANDATORY_NOT_FOUND', 'required field not found', {}, 'demands a value'],
    ['INVALID_DATA', 'invalid data', { expected_data_type: 'date' }, 'a date like 2026-11-21'],
    ['INVALID_DATA', 'invalid data', { maximum_length: 30 }, 'at most 30 characters'],
    ['INVALID_DATA', 'the id given seems to be invalid', {}, 'id given seems to be invalid'],
    ['DUPLICATE_DATA', 'duplicate data', {}, 'must be unique'],
    ['PATTERN_NOT_MATCHED', '', {}, 'not written the way'],
    ['DEPENDENT_FIELD_MISSING', 'Dependent Fields missing', {}, 'together with another field'],
    ['MAPPING_MISMATCH', "Pipeline doesn't contain the Stage", {}, 'a stage with its pipeline'],
  ])('%s names its field: %s', (code, message, details, words) => {
    expect(record(code, message, { api_name: 'Stage', ...details })).toMatchObject({
      kind: 'permanent',
      problems: [{ path: '/fields/Stage', message: expect.stringContaining(words) }],
    });
  });

  it.each([
    ['CONVERTED_RECORD', 'Create or update a contact'],
    ['RECORD_IN_BLUEPRINT', 'blueprint'],
    ['NOT_APPROVED', 'approval'],
    ['STORAGE_SPACE_EXCEEDED', 'no room'],
    ['SOMETHING_NEW', 'SOMETHING_NEW'],
  ])('%s is told in words', (code, words) => {
    expect(record(code)).toMatchObject({ kind: 'permanent', problems: [], message: expect.stringContaining(words) });
  });

  it('are tried again where they were locked or Zoho failed, and held where the person may not', () => {
    expect(record('RECORD_LOCKED')).toMatchObject({ kind: 'retry', code: 'locked' });
    expect(record('INTERNAL_ERROR')).toMatchObject({ kind: 'retry' });
    expect(record('NO_PERMISSION')).toMatchObject({ kind: 'scope' });
  });
});
