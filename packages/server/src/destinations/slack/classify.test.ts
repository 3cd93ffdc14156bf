import { describe, expect, it } from 'vitest';
import type { VendorResponse } from '../kit/index.ts';
import { classify } from './classify.ts';

const api = (body: Record<string, unknown>, headers: Record<string, string> = {}, status = 200): VendorResponse => ({
  status,
  headers,
  text: JSON.stringify(body),
  json: body,
});
const hook = (status: number, text: string): VendorResponse => ({
  status,
  headers: { 'content-type': 'text/plain' },
  text,
  json: undefined,
});

describe('answers of the Web API, which are HTTP 200 also when they fail', () => {
  it.each([
    ['ok', undefined, 'ok'],
    ['invalid_auth', false, 'reauth'],
    ['token_revoked', false, 'reauth'],
    ['account_inactive', false, 'reauth'],
    ['not_allowed_token_type', false, 'scope'],
    ['channel_not_found', false, 'permanent'],
    ['not_in_channel', false, 'permanent'],
    ['is_archived', false, 'permanent'],
    ['msg_too_long', false, 'permanent'],
    ['service_unavailable', false, 'retry'],
    ['ratelimited', false, 'retry'],
    ['internal_error', false, 'unknown'],
    ['fatal_error', false, 'unknown'],
    ['something_new', false, 'permanent'],
  ])('%s', (error, ok, kind) => {
    expect(classify(api(ok === undefined ? { ok: true } : { ok, error }), 0).kind).toBe(kind);
  });

  it('takes the hint to wait', () => {
    expect(classify(api({ ok: false, error: 'ratelimited' }, { 'retry-after': '12' }, 429), 0)).toMatchObject({
      kind: 'retry',
      afterMs: 12_000,
    });
    expect(classify(api({ ok: false, error: 'rate_limited' }), 0)).toMatchObject({ kind: 'retry', afterMs: 30_000 });
  });

  it('names the permissions that are needed', () => {
    expect(classify(api({ ok: false, error: 'missing_scope', needed: 'chat:write, channels:read', provided: '' }), 0)).toMatchObject({
      kind: 'scope',
      missing: ['chat:write', 'channels:read'],
    });
  });
});

describe('answers of a webhook, one word each', () => {
  it.each([
    [200, 'ok', 'ok'],
    [404, 'no_service', 'reauth'],
    [403, 'invalid_token', 'reauth'],
    [403, 'action_prohibited', 'reauth'],
    [410, 'channel_is_archived', 'reauth'],
    [400, 'invalid_payload', 'permanent'],
    [500, 'rollup_error', 'unknown'],
  ])('%i %s', (status, text, kind) => expect(classify(hook(status, text), 0).kind).toBe(kind));

  it('does not take a proxy for Slack', () => {
    expect(classify({ status: 200, headers: {}, text: '{"status":"fine"}', json: { status: 'fine' } }, 0).kind).toBe('unknown');
    expect(classify(hook(200, '<html>Sign in</html>'), 0).kind).not.toBe('ok');
    expect(classify(hook(200, 'okay'), 0).kind).not.toBe('ok');
  });
});
