import { describe, expect, it } from 'vitest';
import type { VendorResponse } from '../kit/index.ts';
import { classify } from './classify.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const answer = (status: number, json?: unknown, headers: Record<string, string> = {}): VendorResponse => ({
  status,
  headers,
  text: json === undefined ? '' : JSON.stringify(json),
  json,
});
const read = (status: number, json?: unknown, headers?: Record<string, string>) => classify(answer(status, json, headers), NOW);
const says = (code: string, message: string, metadata?: unknown) => ({ code, message, ...(metadata === undefined ? {} : { metadata }) });

describe('what Brevo answers', () => {
  it('takes nothing for success only where nothing is due', () => {
    expect(read(204)).toEqual({ kind: 'ok' });
    expect(read(201)).toEqual({ kind: 'ok' });
    expect(read(201, { id: 1 })).toEqual({ kind: 'ok' });
    expect(read(200)).toMatchObject({ kind: 'retry', code: 'not_json' });
    expect(classify({ ...answer(201), text: '<html>' }, NOW)).toMatchObject({ kind: 'retry', code: 'not_json' });
  });

  it.each<[Record<string, string>, number | undefined]>([
    [{ 'x-sib-ratelimit-reset': '45' }, 45_000],
    [{ 'x-sib-ratelimit-reset': '0.5' }, 500],
    [{ 'x-sib-ratelimit-reset': '45', 'retry-after': '7' }, 7000],
    [{ 'x-sib-ratelimit-reset': '1795262445' }, undefined],
    [{ 'x-sib-ratelimit-reset': '' }, undefined],
    [{}, undefined],
  ])('waits as long as %j says', (headers, afterMs) => {
    const meaning = read(429, says('too_many_requests', 'slow down'), headers);
    expect(meaning).toMatchObject({ kind: 'retry', code: 'rate_limited' });
    expect(meaning).toHaveProperty('message');
    expect('afterMs' in meaning ? meaning.afterMs : undefined).toBe(afterMs);
  });

  it.each([
    [401, says('unauthorized', 'Key not found'), 'reauth', 'unauthorized'],
    [400, says('api-key not found', ''), 'reauth', 'unauthorized'],
    [401, says('unauthorized', 'We have detected you are using an unrecognised IP address 203.0.113.7.'), 'reauth', 'ip_not_authorized'],
    [402, says('not_enough_credits', 'Upgrade'), 'scope', 'not_enough_credits'],
    [400, says('not_enough_credits', 'Upgrade'), 'scope', 'not_enough_credits'],
    [403, says('permission_denied', 'No'), 'scope', 'permission_denied'],
    [403, says('account_under_validation', 'Wait'), 'scope', 'account_under_validation'],
    [404, says('document_not_found', 'List does not exist'), 'permanent', 'not_found'],
    [405, says('method_not_allowed', 'No'), 'permanent', 'refused'],
    [400, says('duplicate_parameter', 'x', { duplicate_identifiers: ['SMS'] }), 'permanent', 'phone_refused'],
    [400, says('duplicate_parameter', 'SMS is already associated with another Contact'), 'permanent', 'phone_refused'],
    [400, says('invalid_parameter', 'Unable to update contact', { duplicate_identifiers: ['email'] }), 'retry', 'email_taken'],
    [400, says('duplicate_parameter', 'Contact already exist'), 'retry', 'email_taken'],
    [400, says('invalid_parameter', 'Invalid phone number'), 'permanent', 'phone_refused'],
    [400, says('invalid_parameter', 'An active DOI template does not exist'), 'permanent', 'template_not_usable'],
    [400, says('invalid_parameter', 'Invalid redirectionUrl'), 'permanent', 'redirect_not_usable'],
    [400, says('invalid_parameter', 'Invalid email address'), 'permanent', 'invalid_email'],
    [400, says('invalid_parameter', 'List ID 9 does not exist'), 'permanent', 'invalid_list'],
    [400, says('invalid_parameter', 'Attribute "BUDGET" not found'), 'permanent', 'invalid_attribute'],
    [400, says('bad_request', 'Something else'), 'permanent', 'refused'],
    [400, undefined, 'permanent', 'refused'],
    [425, says('too_early', 'Wait'), 'retry', 'too_early'],
    [500, says('internal_error', 'already exists'), 'retry', 'server_error'],
  ])('%i %j is %s (%s)', (status, body, kind, code) => {
    expect(read(status, body)).toMatchObject({ kind, code });
  });

  it('points into our payload and repeats what Brevo said', () => {
    expect(read(400, says('invalid_parameter', 'Attribute "BUDGET" not found'))).toMatchObject({
      problems: [{ path: '/attributes/BUDGET', message: expect.stringContaining('BUDGET') }],
    });
    expect(read(400, says('bad_request', 'Something else'))).toMatchObject({
      message: expect.stringContaining('Brevo says: Something else'),
    });
  });
});
