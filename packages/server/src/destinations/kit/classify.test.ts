import { describe, expect, it } from 'vitest';
import { classifyHttp, expectJson, parseRetryAfter } from './classify.ts';
import type { VendorResponse } from './types.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const options = { service: 'Vendor', now: NOW };
const answer = (status: number, more: Partial<VendorResponse> = {}): VendorResponse => ({
  status,
  headers: {},
  text: '',
  json: undefined,
  ...more,
});

describe('parseRetryAfter', () => {
  it.each<[string | undefined, number | undefined]>([
    ['5', 5000],
    ['0', 0],
    ['1.5', 1500],
    ['-3', 0],
    [' 7 ', 7000],
    ['1e12', 86_400_000],
    ['Sat, 21 Nov 2026 12:01:30 GMT', 90_000],
    ['Sat, 21 Nov 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j is %j ms', (header, expected) => expect(parseRetryAfter(header, NOW)).toBe(expected));
});

describe('classifyHttp', () => {
  it.each([
    [200, 'ok'],
    [204, 'ok'],
    [302, 'permanent'],
    [400, 'permanent'],
    [401, 'reauth'],
    [403, 'scope'],
    [404, 'permanent'],
    [408, 'retry'],
    [409, 'permanent'],
    [410, 'permanent'],
    [413, 'permanent'],
    [422, 'permanent'],
    [425, 'retry'],
    [429, 'retry'],
    [500, 'retry'],
    [502, 'retry'],
    [503, 'retry'],
    [529, 'retry'],
  ])('%i is %s', (status, kind) => expect(classifyHttp(answer(status), options).kind).toBe(kind));

  it('passes on the hint to wait, what the vendor said, and problems with fields', () => {
    expect(classifyHttp(answer(503, { headers: { 'retry-after': '20' } }), options)).toMatchObject({ afterMs: 20_000 });
    expect(classifyHttp(answer(503), options)).not.toHaveProperty('afterMs');
    const problems = [{ path: '/email', message: 'Not an address.' }];
    expect(classifyHttp(answer(422), { ...options, problems, detail: 'Bad e-mail.' })).toMatchObject({
      problems,
      message: expect.stringContaining('Vendor says: Bad e-mail.'),
    });
  });
});

describe('expectJson', () => {
  it.each([
    ['a web page', answer(200, { text: '<!DOCTYPE html><p>Hi', headers: { 'content-type': 'text/html' } }), 'not_json'],
    ['a web page that calls itself JSON', answer(201, { text: '<html>', headers: { 'content-type': 'application/json' } }), 'not_json'],
    ['half an answer', answer(200, { text: '{"id":' }), 'not_json'],
    ['nothing', answer(200), 'not_json'],
    ['nothing, where nothing is due', answer(204), undefined],
    ['JSON', answer(200, { text: 'false', json: false }), undefined],
    ['an error, which is for others to read', answer(500, { text: '<html>' }), undefined],
  ])('%s', (_, response, code) => expect((expectJson(response, options) as { code: string } | undefined)?.code).toBe(code));
});
