import { expect, test } from 'vitest';
import type { Envelope } from '@handoff/shared/event';
import type { Fault } from '../../destinations/testing/twin.ts';
import { checkMessage, correct, verifyKey } from './akismet.ts';
import { postForm } from './call.ts';
import { messageFor } from './message.ts';
import { createAkismetTwin } from './twin-akismet.ts';

const account = { key: 'abc123def456', site: 'https://bloom.example' };

const envelope = (message: string, more: Partial<Envelope> = {}): Envelope => ({
  id: 'one',
  idempotencyKey: 'form.submitted:1:1',
  type: 'form.submitted',
  occurredAt: '2026-11-21T11:59:00Z',
  subject: { email: 'ada@example.com', name: 'Ada Lovelace', phone: '+43 1 234567' },
  data: { fields: { 'your-name': 'Ada Lovelace', phone: '+43 1 234567', 'your-message': message } },
  context: { ip: '203.0.113.7', userAgent: 'Mozilla/5.0', page: 'https://bloom.example/contact', locale: 'de_AT' },
  ...more,
});
const message = (text: string) => messageFor(envelope(text)) as Record<string, string>;

test('each documented answer to a message', async () => {
  const twin = createAkismetTwin();
  expect(await checkMessage(twin.fetch, account, message('Do you repair clocks?'))).toBe('ham');
  expect(await checkMessage(twin.fetch, account, message('Cheap viagra'))).toBe('spam');
  expect(await checkMessage(twin.fetch, account, message('viagra viagra'))).toBe('blatant');
  expect(twin.violations).toEqual([]);
});

test('it is told the message, its sender and where it came from, and nothing else of the form', () => {
  expect(messageFor(envelope('Do you repair clocks?'))).toEqual({
    user_ip: '203.0.113.7',
    user_agent: 'Mozilla/5.0',
    permalink: 'https://bloom.example/contact',
    comment_type: 'contact-form',
    comment_author: 'Ada Lovelace',
    comment_author_email: 'ada@example.com',
    comment_content: 'Do you repair clocks?',
    comment_date_gmt: '2026-11-21T11:59:00.000Z',
    blog_lang: 'de_at',
    blog_charset: 'UTF-8',
  });
});

test('without a network address, which it asks for, it is not asked', () => {
  expect(messageFor(envelope('Hello', { context: {} }))).toBeUndefined();
  expect(messageFor(envelope('Hello', { context: { ip: 'unknown' } }))).toBeUndefined();
});

test('a key is taken or not, for its site', async () => {
  const twin = createAkismetTwin();
  expect(await verifyKey(twin.fetch, account)).toBe(true);
  expect(await verifyKey(twin.fetch, { ...account, key: 'wrong' })).toBe(false);
  expect(await verifyKey(twin.fetch, { ...account, site: 'https://other.example' })).toBe(false);
  expect(twin.violations).toEqual([]);
});

test('corrections say the same as the question did', async () => {
  const twin = createAkismetTwin();
  const asked = message('Cheap viagra');
  await checkMessage(twin.fetch, account, asked);
  await correct(twin.fetch, account, asked, 'ham');
  await correct(twin.fetch, account, message('Buy now'), 'spam');
  expect(twin.corrected).toEqual([
    { as: 'ham', content: 'Cheap viagra' },
    { as: 'spam', content: 'Buy now' },
  ]);
  expect(twin.requests[1]?.body).toEqual(twin.requests[0]?.body);
  expect(twin.violations).toEqual([]);
});

test.each<{ answer: Fault['answer']; why: string }>([
  { answer: { status: 200, body: 'invalid' }, why: 'key' },
  { answer: { status: 200, body: 'invalid', headers: { 'X-akismet-debug-help': 'Empty "blog" value' } }, why: 'key' },
  { answer: { status: 200, body: 'true', headers: { 'X-akismet-alert-code': '10003', 'X-akismet-alert-msg': 'Upgrade' } }, why: 'quota' },
  { answer: { status: 200, body: '<html>Login to this network</html>' }, why: 'unreadable' },
  { answer: { status: 200, body: '' }, why: 'unreadable' },
  { answer: { status: 302, headers: { location: 'https://elsewhere.example' } }, why: 'error' },
  { answer: { status: 401 }, why: 'key' },
  { answer: { status: 403 }, why: 'key' },
  { answer: { status: 429 }, why: 'quota' },
  { answer: { status: 500 }, why: 'error' },
  { answer: { status: 503 }, why: 'error' },
  { answer: 'reset', why: 'unreachable' },
])('no verdict is made of $answer', async ({ answer, why }) => {
  const twin = createAkismetTwin();
  const calls = [
    () => checkMessage(twin.fetch, account, message('Hello')),
    () => correct(twin.fetch, account, message('Hello'), 'spam'),
    ...(why === 'key' && typeof answer === 'object' && answer.status === 200 ? [] : [() => verifyKey(twin.fetch, account)]),
  ];
  for (const call of calls) {
    twin.inject({ when: 'before', answer });
    await expect(call()).rejects.toMatchObject({ name: 'ServiceFailure', why });
  }
  expect(twin.corrected).toEqual([]);
});

test('an answer that does not come, or not to its end, is waited for no longer than allowed', async () => {
  const twin = createAkismetTwin();
  for (const answer of ['hang', 'stall'] as const) {
    twin.inject({ when: 'before', answer });
    await expect(postForm(twin.fetch, 'Akismet', 'https://rest.akismet.com/1.1/comment-check', {}, 5)).rejects.toMatchObject({
      why: 'slow',
      message: 'Akismet did not answer in time.',
    });
  }
});

test('what is said of a failure holds neither the key nor the message', async () => {
  const twin = createAkismetTwin();
  for (const answer of ['reset', { status: 500, body: 'abc123def456 Hello secret' }] as const) {
    twin.inject({ when: 'before', answer });
    const failure = await checkMessage(twin.fetch, account, message('secret')).catch((error: unknown) => error as Error);
    expect(String(failure)).not.toMatch(/abc123def456|secret/);
  }
});

test('the twin is strict: it refuses what Akismet would not understand', async () => {
  const twin = createAkismetTwin();
  const post = (path: string, type: string, body: string) =>
    twin.fetch(new Request(`https://rest.akismet.com${path}`, { method: 'POST', headers: { 'content-type': type }, body }));
  const form = new URLSearchParams({ ...message('Hi'), api_key: account.key, blog: account.site }).toString();
  await post('/1.1/comment-check', 'application/json', form);
  await post('/1.1/comment-check', 'application/x-www-form-urlencoded', form.replace('user_ip', 'ip'));
  await post('/1.2/comment-check', 'application/x-www-form-urlencoded', form);
  expect(twin.violations).toHaveLength(3);
  await expect(twin.fetch(new Request('https://akismet.com/1.1/comment-check', { method: 'POST' }))).rejects.toThrow('unexpected host');
});
