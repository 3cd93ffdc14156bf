import { compileMapping } from '@handoff/shared/mapping';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCallContext, type RecordedExchange } from '../kit/index.ts';
import { describeDestination } from '../testing/contract.ts';
import { NOW } from '../testing/faults.ts';
import { refusalOf } from '../testing/refusal.ts';
import { contactForm7, formSubmitted, orderCreated } from '../testing/samples.ts';
import { shopify } from '../testing/shopify.ts';
import { examples } from './examples.ts';
import { email } from './index.ts';
import { sendMail } from './send-mail.ts';
import { Settings } from './settings.ts';
import { createEmailTwin, HOST, PASSWORD, USER, type EmailTwin } from './twin/index.ts';

for (const [name, example] of Object.entries(examples)) describeDestination(name, example);

const OWNER = 'owner@engines.example';
const CUSTOMER = 'grace@example.com';

let twin: EmailTwin;
let recorded: RecordedExchange[];

beforeEach(() => {
  twin = createEmailTwin({ maxSize: 50_000 });
  recorded = [];
});
afterEach(() => {
  expect(twin.violations).toEqual([]);
  twin.server.close();
});

function contextFor(settings: Record<string, unknown> = {}, key = 'delivery-1') {
  return createCallContext<Settings>({
    definition: email,
    settings: Settings.parse({ host: HOST, encryption: 'none', user: USER, password: PASSWORD, from: USER, to: OWNER, ...settings }),
    fetch: twin.fetch,
    idempotencyKey: key,
    eventId: 'evt_01K9ZFORM',
    now: () => NOW,
    dedupe: 'ledger',
    record: (exchange) => recorded.push(exchange),
  });
}

const send = (payload: Record<string, unknown>, settings: Record<string, unknown> = {}, key?: string) =>
  sendMail.perform(contextFor(settings, key), sendMail.payload.parse({ subject: 'News', text: 'Hello', ...payload }));
const headers = () => twin.server.mails[0]?.headers ?? {};

describe('a mail', () => {
  it('goes to the owner unless an address is mapped, with the event in its id', async () => {
    const sent = await send({});
    await send({ to: CUSTOMER }, {}, 'delivery-2');
    expect(twin.server.mails.map(({ to }) => to)).toEqual([[OWNER], [CUSTOMER]]);
    expect(headers()['message-id']).toMatch(/^<evt_01K9ZFORM\.[0-9a-f]{12}@engines\.example>$/);
    expect(sent).toEqual({ id: headers()['message-id'], output: { id: headers()['message-id'] }, effect: 'sent' });
    expect(twin.server.mails[1]?.headers['message-id']).not.toBe(headers()['message-id']);
  });

  it('keeps its id when it is tried again', async () => {
    await send({});
    await send({});
    expect(new Set(twin.server.mails.map((mail) => mail.headers['message-id'])).size).toBe(1);
  });

  it('says who it is from, where answers go, and that a machine wrote it', async () => {
    await send({ replyTo: CUSTOMER, subject: 'Größe\nX-Evil: 1' }, { fromName: 'Engines, Ltd' });
    expect(headers()).toMatchObject({
      from: '"Engines, Ltd" <shop@engines.example>',
      'reply-to': CUSTOMER,
      'auto-submitted': 'auto-generated',
      date: 'Sat, 21 Nov 2026 12:00:00 +0000',
    });
    expect(headers()['x-evil']).toBeUndefined();
    expect(headers()['list-unsubscribe']).toBeUndefined();
  });

  it.each([
    [undefined, '<mailto:shop@engines.example?subject=unsubscribe>'],
    ['stop@engines.example', '<mailto:stop@engines.example?subject=unsubscribe>'],
    ['https://engines.example/stop', '<https://engines.example/stop>'],
  ])('to a customer offers to unsubscribe (%s)', async (unsubscribe, header) => {
    await send({ to: CUSTOMER }, { unsubscribe });
    expect(headers()['list-unsubscribe']).toBe(header);
  });

  it('has simple HTML beside its text, and says what was left out', async () => {
    const { differences } = await send({ html: '<p onclick="x()">Hello <b>you</b></p><script>x()</script>', subject: 'x'.repeat(300) });
    expect(differences?.map(({ path }) => path)).toEqual(['/html', '/subject']);
    expect(twin.server.mails[0]?.raw).toContain('<p>Hello <b>you</b></p>');
    expect(twin.server.mails[0]?.raw).not.toContain('<script');
    expect(headers()['content-type']).toMatch(/^multipart\/alternative/);
  });

  it('that is too large is refused with what to do', async () => {
    const { classification } = await refusalOf(send({ text: 'x '.repeat(40_000) }));
    expect(classification).toMatchObject({ kind: 'permanent', code: 'too_large', problems: [{ path: '/text' }] });
  });

  it('without anybody to go to is refused before anything is sent', async () => {
    const { classification } = await refusalOf(send({}, { to: undefined }));
    expect(classification).toMatchObject({ kind: 'permanent', problems: [{ path: '/to' }] });
    expect(twin.requests).toEqual([]);
  });
});

describe('consent', () => {
  const consent = (state: string) => [
    { channel: 'sms', state: 'subscribed' },
    { channel: 'email', state },
  ];

  it.each([
    ['agreed', consent('subscribed'), 1],
    ['agreed, in one word', 'subscribed', 1],
    ['took it back', consent('unsubscribed'), 0],
    ['took it back, and another source says otherwise', [...consent('unsubscribed'), ...consent('subscribed')], 0],
    ['has not confirmed it', consent('pending'), 0],
    ['said nothing of e-mail', [{ channel: 'sms', state: 'subscribed' }], 0],
  ])('where it is mapped, only who %s gets a mail', async (_, said, count) => {
    const sent = await send({ to: CUSTOMER, consent: said });
    expect(twin.server.mails).toHaveLength(count);
    if (count === 0) expect(sent).toMatchObject({ effect: 'unchanged', differences: [{ path: '/consent' }] });
  });
});

describe('doubt', () => {
  it.each(['connect', 'EHLO', 'AUTH', 'MAIL', 'RCPT', 'DATA'] as const)('there is none when the connection breaks at %s', async (at) => {
    twin.server.faults.push({ at, does: 'drop' });
    expect((await refusalOf(send({}))).classification).toMatchObject({ kind: 'retry', code: 'connection_lost' });
  });

  it.each(['text', 'kept'] as const)('there is when it breaks after the text (%s)', async (at) => {
    twin.server.faults.push({ at, does: 'drop' });
    expect((await refusalOf(send({}))).classification).toMatchObject({ kind: 'unknown', code: 'connection_lost' });
  });

  it('cannot be looked up', () => expect(sendMail.lookup).toBeUndefined());
});

it('records what was said, without the password', async () => {
  await send({});
  expect(recorded).toMatchObject([
    {
      request: { method: 'POST', url: `smtp-plain://${HOST}:587/mails`, body: expect.stringContaining('"subject":"News"') },
      response: { status: 250, body: '250 2.0.0 Ok: queued as 1' },
    },
  ]);
  const kept = JSON.stringify(recorded);
  expect(kept).not.toContain(PASSWORD);
  expect(kept).not.toContain(Buffer.from(`${USER}:${PASSWORD}`).toString('base64'));
});

describe('the first mapping, unedited', () => {
  it.each([
    ['a contact form', contactForm7, 'Contact form 1 from Ada Lovelace', /your-message: Hello\n/],
    ['a form with labels', formSubmitted, 'Contact from Ada Lovelace', /Your name: Ada Lovelace\n.*Budget: 10000\n/s],
    ['an order', orderCreated, 'Order #1042 created – 149.90 EUR', /Grace Hopper\ngrace@example\.com \+12025550123\nhttps/],
    ['a company order', shopify('orders-create-company'), /^Order \S+ created – [\d.]+ [A-Z]{3}$/, /\S/],
    ['an order without protected data', shopify('orders-create-no-protected-data'), /^Order \S+ created – [\d.]+ [A-Z]{3}$/, /\S/],
  ])('tells the owner of %s, who can answer', async (_, event, subject, text) => {
    for (const sample of [event, undefined]) {
      const { payload, problems } = compileMapping(sendMail.defaultMapping(event.type, sample)).apply(event);
      expect(problems).toEqual([]);
      await send(payload);
      expect(payload).toMatchObject({ subject: expect.stringMatching(subject) });
      if (sample !== undefined) expect(payload['text']).toMatch(text);
      expect(payload['replyTo']).toBe(event.subject?.email?.toLowerCase());
      expect(JSON.stringify(payload)).not.toMatch(/undefined|\[object/);
    }
    expect(twin.server.mails.map(({ to }) => to)).toEqual([[OWNER], [OWNER]]);
  });

  it.each(['ada at example', 'jörg@müller.de'])('tells the owner also of somebody who cannot be answered: %s', async (address) => {
    const event = { ...formSubmitted, subject: { ...formSubmitted.subject, email: address } };
    const { payload, problems } = compileMapping(sendMail.defaultMapping(event.type, formSubmitted)).apply(event);
    expect(problems).toEqual([]);
    const { differences } = await send(payload);
    expect(differences).toMatchObject([{ path: '/replyTo', message: expect.stringContaining(address) }]);
    expect(headers()['reply-to']).toBeUndefined();
    expect(payload['text']).toContain(address);
  });
});

it('counts by mailbox', () => {
  const settings = Settings.parse({ host: 'SMTP.example.com', user: 'me', password: 'x', from: USER });
  expect(email.limits(settings)).toEqual([{ scope: 'mailbox:smtp.example.com/me', max: 20, windowMs: 60_000, concurrency: 2 }]);
  expect([email.baseUrl(settings), email.baseUrl({ ...settings, encryption: 'tls', port: 465 })]).toEqual([
    'smtp://smtp.example.com:587',
    'smtps://smtp.example.com:465',
  ]);
});

it.each([
  ['an address for a name', { host: 'https://smtp.example.com' }],
  ['a user without a password', { user: 'me' }],
  ['a page to unsubscribe that is not encrypted', { unsubscribe: 'http://engines.example/stop' }],
])('refuses %s', (_, settings) => {
  expect(Settings.safeParse({ host: HOST, from: USER, ...settings }).success).toBe(false);
});
