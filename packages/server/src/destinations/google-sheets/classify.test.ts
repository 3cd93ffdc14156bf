import { describe, expect, it } from 'vitest';
import { classify } from './classify.ts';

const NOW = Date.UTC(2026, 10, 21);
const refusal = (status: number, error: object, headers: Record<string, string> = {}) =>
  classify({ status, headers, text: JSON.stringify({ error }), json: { error: { code: status, ...error } } }, NOW);
const info = (reason: string) => ({ details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason }] });

describe('what Google Sheets answers', () => {
  it.each([
    [
      '429 without a hint',
      429,
      { status: 'RESOURCE_EXHAUSTED', message: 'Quota exceeded' },
      { kind: 'retry', code: 'rate_limited', afterMs: 60_000 },
    ],
    ['403 rateLimitExceeded', 403, { errors: [{ reason: 'rateLimitExceeded' }] }, { kind: 'retry', code: 'rate_limited' }],
    ['403 userRateLimitExceeded', 403, { errors: [{ reason: 'userRateLimitExceeded' }] }, { kind: 'retry', code: 'rate_limited' }],
    ['403 RATE_LIMIT_EXCEEDED', 403, info('RATE_LIMIT_EXCEEDED'), { kind: 'retry', code: 'rate_limited' }],
    [
      'a scope not given',
      403,
      info('ACCESS_TOKEN_SCOPE_INSUFFICIENT'),
      { kind: 'scope', missing: ['https://www.googleapis.com/auth/spreadsheets'] },
    ],
    ['the API not enabled', 403, info('SERVICE_DISABLED'), { kind: 'scope', code: 'api_disabled' }],
    [
      'a spreadsheet not shared',
      403,
      { status: 'PERMISSION_DENIED', message: 'The caller does not have permission' },
      { kind: 'scope', code: 'forbidden' },
    ],
    [
      'a spreadsheet that is gone',
      404,
      { status: 'NOT_FOUND', message: 'Requested entity was not found.' },
      { kind: 'permanent', code: 'not_found' },
    ],
    ['a tab that is gone', 400, { message: "Unable to parse range: 'Leads'!1:2" }, { kind: 'permanent', code: 'no_such_tab' }],
    [
      'an Excel file',
      400,
      { message: 'This operation is not supported for this document' },
      { kind: 'permanent', code: 'not_a_spreadsheet' },
    ],
    [
      'a full spreadsheet',
      400,
      { message: 'This action would increase the number of cells in the workbook above the limit of 10000000 cells.' },
      { kind: 'permanent', code: 'spreadsheet_full' },
    ],
    [
      'a protected range',
      400,
      { message: 'You are trying to edit a protected cell or object.' },
      { kind: 'scope', code: 'protected_range' },
    ],
    [
      'another bad request',
      400,
      { message: 'Invalid value' },
      { kind: 'permanent', code: 'refused', message: expect.stringContaining('Invalid value') },
    ],
    [
      'an expired token',
      401,
      { status: 'UNAUTHENTICATED', message: 'Request had invalid authentication credentials.' },
      { kind: 'reauth' },
    ],
    ['a change at the same moment', 409, { status: 'ABORTED' }, { kind: 'retry', code: 'aborted' }],
    ['a failure of its own', 500, { status: 'INTERNAL', message: 'Internal error encountered.' }, { kind: 'retry' }],
    ['a request that took too long', 504, { status: 'DEADLINE_EXCEEDED' }, { kind: 'retry' }],
  ])('reads %s', (_, status, error, expected) => {
    expect(refusal(status, error)).toMatchObject(expected);
  });

  it('takes a hint where there is one', () => {
    expect(refusal(429, {}, { 'retry-after': '7' })).toMatchObject({ afterMs: 7000 });
  });
});
