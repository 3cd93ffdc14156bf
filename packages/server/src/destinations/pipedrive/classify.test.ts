import { expect, it } from 'vitest';
import { classify } from './classify.ts';

const read = (status: number, json?: unknown, headers: Record<string, string> = {}, text = JSON.stringify(json) ?? '') =>
  classify({ status, headers, text, json }, 0);

it('waits as long as Pipedrive says: two seconds, the window, or the day', () => {
  expect(read(429, { success: false })).toMatchObject({ kind: 'retry', code: 'rate_limited', afterMs: 2000 });
  expect(read(429, {}, { 'x-ratelimit-reset': '1' })).toMatchObject({ afterMs: 1000 });
  expect(read(429, {}, { 'x-ratelimit-reset': '1', 'retry-after': '5' })).toMatchObject({ afterMs: 5000 });
  const day = { kind: 'retry', code: 'daily_limit', afterMs: 3 * 3_600_000 };
  expect(read(429, { error: 'Daily API rate limit exceeded' })).toMatchObject(day);
  expect(read(429, {}, { 'x-daily-ratelimit-token-remaining': '0' })).toMatchObject(day);
  expect(read(429, {}, { 'x-daily-ratelimit-token-remaining': '-3' })).toMatchObject(day);
  expect(read(429, {}, { 'x-daily-ratelimit-token-remaining': '500' })).toMatchObject({ code: 'rate_limited' });
});

it('tells the firewall from a missing permission', () => {
  expect(read(403, undefined, { 'content-type': 'text/html' }, '<html>')).toMatchObject({ kind: 'retry', code: 'blocked' });
  expect(read(403, { success: false, error: 'You do not have permissions to do this' })).toMatchObject({ kind: 'scope' });
});

it('takes no success: false for a success', () => {
  expect(read(200, { success: false, error: 'Bad request' })).toMatchObject({ kind: 'permanent', code: 'refused' });
  expect(read(200, { success: true, data: {} })).toEqual({ kind: 'ok' });
});

it.each([
  ['Validation failed: emails.0.value: x is not an email', '/email'],
  ['Validation failed: org_id: organization does not exist', '/organizationId'],
  ['Validation failed: custom_fields.' + 'a'.repeat(40) + ': Expected number', `/customFields/${'a'.repeat(40)}`],
  ['"stage_id" must be a number', '/stageId'],
])('points from "%s" to %s', (error, path) => {
  expect(read(400, { success: false, error })).toMatchObject({ kind: 'permanent', problems: [{ path }] });
});

it.each([
  [401, 'reauth'],
  [402, 'reauth'],
  [404, 'permanent'],
  [410, 'permanent'],
  [500, 'retry'],
  [503, 'retry'],
])('%i is %s', (status, kind) => expect(read(status, { success: false, error: 'x' }).kind).toBe(kind));
