import { describe, expect, it } from 'vitest';
import { isSecretName, redactHeaders, REDACTED, redactText, redactValue, secretNeedles } from './redact.ts';

const SECRET = 'pät-na1 "9+f/3&x"';

describe('isSecretName', () => {
  it.each([
    'Authorization',
    'X-API-Key',
    'api_key',
    'apiKey',
    'accessToken',
    'refresh_token',
    'client_secret',
    'password',
    'userPassword',
    'Set-Cookie',
    'Api-Token',
    'signingSecret',
    'appkey',
  ])('takes %s for a secret', (name) => expect(isSecretName(name)).toBe(true));
  it.each([
    'email',
    'idempotency-key',
    'key',
    'token_type',
    'expires_in',
    'tokenUrl',
    'passenger',
    'author',
    'webhook-signature',
    'keyboard',
    'merge_fields',
  ])('leaves %s alone', (name) => expect(isSecretName(name)).toBe(false));
});

describe('redactText', () => {
  const needles = secretNeedles([SECRET]);

  it.each([
    ['as it is', `key ${SECRET}!`],
    ['JSON-escaped', JSON.stringify({ note: SECRET })],
    ['URL-encoded', `https://api.test/x?a=${encodeURIComponent(SECRET)}`],
    ['form-encoded', new URLSearchParams({ a: SECRET }).toString()],
    ['Basic, one-letter user', `x ${Buffer.from(`a:${SECRET}`).toString('base64')}`],
    ['Basic, two-letter user', `x ${Buffer.from(`ab:${SECRET}`).toString('base64')}`],
    ['Basic, with a suffix', `x ${Buffer.from(`abc:${SECRET}:more`).toString('base64url')}`],
  ])('blanks a known secret %s', (_, text) => {
    const safe = redactText(text, needles);
    expect(safe).toContain(REDACTED);
    expect(safe).not.toContain(SECRET);
    expect(safe).not.toContain(encodeURIComponent(SECRET));
    for (const run of safe.match(/[A-Za-z0-9+/_-]{4,}/g) ?? []) expect(Buffer.from(run, 'base64').toString()).not.toContain('9+f/3');
  });

  it('blanks the path of a secret address', () => {
    const address = secretNeedles(['https://hooks.slack.com/services/T00/B00/abcdefgh']);
    expect(redactText('POST /services/T00/B00/abcdefgh failed', address)).toBe(`POST ${REDACTED} failed`);
  });

  it('blanks what is named like a secret, in JSON, also where it is cut off', () => {
    const safe = redactText('{"user":{"password":"hun\\"ter2","pin":1,"apiKey":12345},"name":"Ada","client_secret":"cut of');
    expect(safe).toBe(`{"user":{"password":"${REDACTED}","pin":1,"apiKey":"${REDACTED}"},"name":"Ada","client_secret":"${REDACTED}"`);
  });

  it('blanks parameters, bearer tokens and user names in addresses', () => {
    expect(redactText('GET https://u:p@api.test/x?page=2&access_token=abc#top')).toBe(
      `GET https://${REDACTED}@api.test/x?page=2&access_token=${REDACTED}#top`,
    );
    expect(redactText('sent Bearer abcdefghijkl to it')).toBe(`sent Bearer ${REDACTED} to it`);
  });

  it('leaves ordinary text as it is', () => {
    const text = '{"email":"ada@example.com","message":"My key is under the mat, token of thanks","page":"https://shop.test/a?b=c"}';
    expect(redactText(text, needles)).toBe(text);
  });

  it('stays quick on a long hostile text', () => {
    const hostile = `${'"a":"'.repeat(100_000)}${'token='.repeat(50_000)}`;
    expect(redactText(hostile, needles).length).toBeGreaterThan(0);
  });
});

it('redactHeaders blanks authorization and known secrets', () => {
  const safe = redactHeaders(
    [
      ['authorization', 'Bearer abc'],
      ['x-mine', 'pre-topsecret'],
      ['accept', '*/*'],
    ],
    secretNeedles(['topsecret']),
  );
  expect(safe).toEqual({ authorization: REDACTED, 'x-mine': `pre-${REDACTED}`, accept: '*/*' });
});

it('redactValue blanks members by name, values by content, and keeps the rest', () => {
  const safe = redactValue(
    { a: [{ token: 'x', count: 0 }], none: null, secret: undefined, text: 'topsecret', error: new Error('with topsecret') },
    secretNeedles(['topsecret']),
  );
  expect(safe).toMatchObject({
    a: [{ token: REDACTED, count: 0 }],
    none: null,
    secret: undefined,
    text: REDACTED,
    error: { message: `with ${REDACTED}` },
  });
  expect(JSON.stringify(safe)).not.toContain('topsecret');
});
