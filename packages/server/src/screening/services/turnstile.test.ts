import { expect, test } from 'vitest';
import type { Fault } from '../../destinations/testing/twin.ts';
import { type TokenQuestion, verifySecret, verifyToken } from './turnstile.ts';
import { createTurnstileTwin } from './twin-turnstile.ts';

const question = (token: string, more: Partial<TokenQuestion> = {}): TokenQuestion => ({
  secret: '0xSECRET',
  token,
  ip: '203.0.113.7',
  eventId: 'evt_1',
  host: 'bloom.example',
  ...more,
});

test('a visitor’s token is good once, and again only for the same event', async () => {
  const twin = createTurnstileTwin();
  const token = twin.issue();
  expect(await verifyToken(twin.fetch, question(token))).toBe('valid');
  expect(await verifyToken(twin.fetch, question(token))).toBe('valid');
  expect(await verifyToken(twin.fetch, question(token, { eventId: 'evt_2' }))).toBe('expired');
  expect(twin.requests[0]?.body).toMatchObject({ remoteip: '203.0.113.7', response: token });
  expect(twin.violations).toEqual([]);
});

test('one made up, too old or too long is worth nothing', async () => {
  const twin = createTurnstileTwin();
  expect(await verifyToken(twin.fetch, question('made-up'))).toBe('wrong');
  expect(await verifyToken(twin.fetch, question(twin.issue({ expired: true })))).toBe('expired');
  expect(await verifyToken(twin.fetch, question('x'.repeat(2049)))).toBe('wrong');
  expect(twin.requests).toHaveLength(2);
});

test('one made for another site or another purpose is told apart; www. is the same site', async () => {
  const twin = createTurnstileTwin();
  expect(await verifyToken(twin.fetch, question(twin.issue({ hostname: 'other.example' })))).toBe('elsewhere');
  expect(await verifyToken(twin.fetch, question(twin.issue({ action: 'login' })))).toBe('elsewhere');
  expect(await verifyToken(twin.fetch, question(twin.issue({ hostname: 'www.bloom.example' })))).toBe('valid');
  expect(await verifyToken(twin.fetch, question(twin.issue(), { host: 'WWW.bloom.example' }))).toBe('valid');
  expect(await verifyToken(twin.fetch, question(twin.issue({ hostname: 'other.example' }), { host: undefined }))).toBe('valid');
  expect(await verifyToken(twin.fetch, question(twin.issue({ action: 'login' }), { host: undefined }))).toBe('elsewhere');
});

test('an answer that was lost is asked for once more, and costs the visitor nothing', async () => {
  const twin = createTurnstileTwin();
  twin.inject({ when: 'after', answer: 'reset' });
  expect(await verifyToken(twin.fetch, question(twin.issue()))).toBe('valid');
  twin.inject({ when: 'before', answer: { status: 200, body: { success: false, 'error-codes': ['internal-error'] } } });
  expect(await verifyToken(twin.fetch, question(twin.issue(), { eventId: 'evt_2' }))).toBe('valid');
  expect(twin.requests).toHaveLength(4);
});

const refusal = (...codes: string[]) => ({ status: 200, body: { success: false, 'error-codes': codes } });
test.each<{ answer: Fault['answer']; why: string }>([
  { answer: refusal('missing-input-secret'), why: 'key' },
  { answer: refusal('invalid-input-secret'), why: 'key' },
  { answer: { ...refusal('invalid-input-secret'), status: 401 }, why: 'key' },
  { answer: { ...refusal('bad-request'), status: 400 }, why: 'unreadable' },
  { answer: refusal('some-new-code'), why: 'unreadable' },
  { answer: refusal(), why: 'unreadable' },
  { answer: { status: 200, body: '<html>Just a moment…</html>' }, why: 'unreadable' },
  { answer: { status: 200, body: { success: 'yes' } }, why: 'unreadable' },
  { answer: { status: 429, body: 'slow down' }, why: 'quota' },
  { answer: { status: 502, body: 'bad gateway' }, why: 'error' },
  { answer: refusal('internal-error'), why: 'error' },
  { answer: 'reset', why: 'unreachable' },
])('a visitor is not blamed for $answer', async ({ answer, why }) => {
  const twin = createTurnstileTwin();
  twin.inject({ when: 'before', answer }, { when: 'before', answer });
  await expect(verifyToken(twin.fetch, question(twin.issue()))).rejects.toMatchObject({ name: 'ServiceFailure', why });
});

test('a secret is known by the fault Cloudflare finds with a made-up token', async () => {
  const twin = createTurnstileTwin();
  expect(await verifySecret(twin.fetch, '0xSECRET')).toBe(true);
  expect(await verifySecret(twin.fetch, '0xOTHER')).toBe(false);
  twin.inject({ when: 'before', answer: refusal('internal-error') });
  await expect(verifySecret(twin.fetch, '0xSECRET')).rejects.toMatchObject({ why: 'error' });
  expect(twin.violations).toEqual([]);
});

test('the twin is strict: it refuses what Cloudflare would not understand', async () => {
  const twin = createTurnstileTwin();
  const post = (path: string, type: string, body: string) =>
    twin.fetch(new Request(`https://challenges.cloudflare.com${path}`, { method: 'POST', headers: { 'content-type': type }, body }));
  const url = '/turnstile/v0/siteverify';
  await post(url, 'text/plain', 'secret=a&response=b');
  await post(url, 'application/x-www-form-urlencoded', 'secret=a&token=b');
  await post(url, 'application/x-www-form-urlencoded', 'secret=a&response=b&idempotency_key=evt_1');
  await post('/siteverify', 'application/x-www-form-urlencoded', 'secret=a&response=b');
  expect(twin.violations).toHaveLength(4);
});
