import { compileMapping } from '@handoff/shared/mapping';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCallContext, type CallContext, type RecordedExchange } from '../kit/index.ts';
import { describeDestination } from '../testing/contract.ts';
import { shopify } from '../testing/shopify.ts';
import { NOW } from '../testing/faults.ts';
import { refusalOf } from '../testing/refusal.ts';
import { contactForm7, formSubmitted, orderCreated } from '../testing/samples.ts';
import { examples } from './examples.ts';
import { sms } from './index.ts';
import { sendSms } from './send-sms.ts';
import { Settings } from './settings.ts';
import { ACCOUNT, createTwilioTwin, FROM, TOKEN, twilioContract, type TwilioTwin } from './twin.ts';

const checkContract = twilioContract();
const OWNER = '+4915735982345';
const CUSTOMER = '+12025550123';

for (const [name, example] of Object.entries(examples)) describeDestination(name, example);

let twin: TwilioTwin;
let ctx: CallContext<Settings>;
let recorded: RecordedExchange[];

function start(settings: Partial<Settings> = {}): void {
  twin = createTwilioTwin(NOW, { checkContract });
  recorded = [];
  ctx = createCallContext({
    definition: sms,
    settings: Settings.parse({ accountSid: ACCOUNT, authToken: TOKEN, from: FROM, to: OWNER, ...settings }),
    fetch: twin.fetch,
    idempotencyKey: 'delivery-1',
    // An id made two minutes before NOW.
    eventId: `evt_${timeOfUlid(NOW - 120_000)}0000000000000000`,
    now: () => NOW,
    dedupe: 'ledger',
    record: (exchange) => recorded.push(exchange),
  });
}

function timeOfUlid(at: number): string {
  const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  return Array.from({ length: 10 }, (_, place) => letters[Math.floor(at / 32 ** (9 - place)) % 32]).join('');
}

const send = (payload: Record<string, unknown>) => sendSms.perform(ctx, sendSms.payload.parse(payload));
const lookUp = async (payload: Record<string, unknown>) => sendSms.lookup?.(ctx, sendSms.payload.parse(payload));

const classified = async (work: Promise<unknown>) => (await refusalOf(work)).classification;

beforeEach(() => start());
afterEach(() => expect(twin.violations).toEqual([]));

describe('what is sent', () => {
  it('goes to the owner unless a number is mapped, which may be written with spaces', async () => {
    const sent = await send({ text: 'Hello' });
    await send({ text: 'Hello', to: '+1 (202) 555-0123' });
    expect(twin.messages.map(({ to, from, body }) => [to, from, body])).toEqual([
      [OWNER, FROM, 'Hello'],
      [CUSTOMER, FROM, 'Hello'],
    ]);
    expect(sent).toEqual({ id: twin.messages[0]?.sid, output: { id: twin.messages[0]?.sid }, effect: 'sent' });
  });

  it('goes through a Messaging Service', async () => {
    const from = `MG${'a'.repeat(32)}`;
    start({ from });
    await send({ text: 'Hello' });
    expect(twin.messages[0]).toMatchObject({ from: null, messaging_service_sid: from });
  });

  it('is shortened to what the connection allows to pay for, and says so', async () => {
    start({ longest: 100 });
    const { differences } = await send({ text: '🙂'.repeat(300) });
    expect(twin.messages[0]?.body).toMatch(/^(🙂){48}\.\.\.$/u);
    expect(differences).toEqual([{ path: '/text', message: expect.stringContaining('Shortened') }]);
  });

  it.each([
    ['trial', (text: string) => `Sent from your Twilio trial account - ${text}`],
    ['smart encoding', (text: string) => text.replace('–', '-')],
  ])('tells what Twilio changed: %s', async (words, change) => {
    twin.changeText(change);
    const { differences } = await send({ text: 'Order – paid' });
    expect(differences).toEqual([{ path: '/text', message: expect.stringContaining(words) }]);
  });

  it.each([
    ['form.submitted', formSubmitted, 'New message from Ada Lovelace\n+4930123456 ada@example.com\nI would like an offer for 3 engines.'],
    ['order.created', orderCreated, 'Order #1042 created: 149.90 EUR\nGrace Hopper\n+12025550123 grace@example.com'],
    ['payment.failed', formSubmitted, 'Payment failed: Ada Lovelace\n+4930123456 ada@example.com'],
  ])('tells the owner of %s unedited, and no customer', async (type, sample, text) => {
    const { payload } = compileMapping(sendSms.defaultMapping(type, sample)).apply(sample);
    await send(payload);
    expect(twin.messages).toMatchObject([{ to: OWNER, body: text }]);
  });
});

describe('the first mapping, unedited', () => {
  it.each([
    ['a contact form', contactForm7, /^New message from Ada Lovelace\nada@example.com\nHello$/],
    ['an order', shopify('orders-create-company'), /^Order \S+ created: [\d.]+ [A-Z]{3}\n\S/],
    ['an order of a guest', shopify('orders-create-guest'), /^Order \S+ created: [\d.]+ [A-Z]{3}\n\S/],
    ['an order without protected data', shopify('orders-create-no-protected-data'), /^Order \S+ created: [\d.]+ [A-Z]{3}\n\S/],
  ])('tells of %s', async (_, event, words) => {
    for (const sample of [event, undefined]) {
      start();
      const { payload, problems } = compileMapping(sendSms.defaultMapping(event.type, sample)).apply(event);
      expect(problems).toEqual([]);
      await send(payload);
      const told = twin.messages[0]?.body ?? '';
      expect(told).toMatch(words);
      expect(told).not.toMatch(/undefined|null|\[object|: *$/m);
    }
  });
});

describe('consent', () => {
  const consent = (state: string) => [
    { channel: 'email', state: 'subscribed' },
    { channel: 'sms', state },
  ];

  it.each([
    ['agreed', consent('subscribed'), 1],
    ['took it back', consent('unsubscribed'), 0],
    ['took it back, and another source says otherwise', [...consent('unsubscribed'), ...consent('subscribed')], 0],
    ['has not confirmed it', consent('pending'), 0],
    ['spoke of e-mail only', [{ channel: 'email', state: 'subscribed' }], 0],
    ['agreed, in one word', 'subscribed', 1],
  ])('where it is mapped, writes only to who agreed: %s', async (_, said, count) => {
    const sent = await send({ text: 'Hello', to: CUSTOMER, consent: said });
    expect(twin.messages).toHaveLength(count);
    if (count === 0) expect(sent).toMatchObject({ effect: 'unchanged', differences: [{ path: '/consent' }] });
    if (count === 0) expect(await lookUp({ text: 'Hello', to: CUSTOMER, consent: said })).toBeUndefined();
  });

  it('leaves to Twilio who answered STOP, and says that only they can undo it', async () => {
    twin.stop(CUSTOMER);
    expect(await classified(send({ text: 'Hello', to: CUSTOMER }))).toMatchObject({
      kind: 'permanent',
      code: 'twilio_21610',
      message: expect.stringMatching(/answered STOP.*START/),
      problems: [{ path: '/to' }],
    });
  });
});

describe('finding what an earlier try sent', () => {
  const minutesAgo = (minutes: number) => new Date(NOW - minutes * 60_000).toUTCString();

  it.each([
    ['as it is', (text: string) => text],
    ['behind a trial notice', (text: string) => `Sent from your Twilio trial account - ${text}`],
    ['after smart encoding', (text: string) => text.replace('–', '-')],
  ])('finds it %s', async (_, change) => {
    twin.changeText(change);
    twin.inject({ match: /^POST/, when: 'after', answer: 'reset' });
    expect(await classified(send({ text: 'Order – paid' }))).toMatchObject({ kind: 'unknown' });
    expect(await lookUp({ text: 'Order – paid' })).toMatchObject({ id: twin.messages[0]?.sid, effect: 'sent' });
  });

  it('takes no older message, no answer, and no other text for it', async () => {
    twin.had({ to: OWNER, body: 'Hello', date_created: minutesAgo(30) });
    twin.had({ to: OWNER, body: 'Hello', direction: 'inbound' });
    twin.had({ to: OWNER, body: 'Hello you' });
    twin.had({ to: OWNER, body: 'Say Hello' });
    twin.had({ to: CUSTOMER, body: 'Hello' });
    expect(await lookUp({ text: 'Hello' })).toBeUndefined();
  });

  it('does not swear that it is absent where texts are redacted or the list is longer than a page', async () => {
    twin.had({ to: OWNER, body: '' });
    expect(await classified(lookUp({ text: 'Hello' }))).toMatchObject({ kind: 'unknown', code: 'not_found_for_sure' });
    start();
    for (let count = 0; count < 201; count++) twin.had({ to: OWNER, body: `Other ${count}` });
    expect(await classified(lookUp({ text: 'Hello' }))).toMatchObject({ kind: 'unknown' });
    start();
    for (let count = 0; count < 201; count++) twin.had({ to: OWNER, body: 'Old', date_created: minutesAgo(60) });
    expect(await lookUp({ text: 'Hello' })).toBeUndefined();
  });

  it('waits where the list is no list', async () => {
    twin.inject({ when: 'before', answer: { status: 200, body: { hello: 1 } } });
    expect(await classified(lookUp({ text: 'Hello' }))).toMatchObject({ kind: 'retry' });
  });

  it('is in doubt where the answer to sending is not from Twilio', async () => {
    twin.inject({ when: 'before', answer: { status: 200, body: { hello: 1 } } });
    expect(await classified(send({ text: 'Hello' }))).toMatchObject({ kind: 'unknown', code: 'unexpected_answer' });
  });
});

describe('refusals', () => {
  it('holds nobody else up where the sender does not fit one recipient', async () => {
    start({ from: '+15005550009' });
    expect(await classified(send({ text: 'Hello' }))).toMatchObject({ kind: 'permanent', message: expect.stringContaining('sender') });
  });

  it('asks for a number where there is none, before sending', async () => {
    start({ to: undefined });
    expect(await classified(send({ text: 'Hello' }))).toMatchObject({ kind: 'permanent', problems: [{ path: '/to' }] });
    expect(twin.requests).toEqual([]);
  });
});

it('signs in with an API key where there is one', () => {
  start({ keySid: `SK${'b'.repeat(32)}` });
  const request = new Request('https://api.twilio.com/');
  if (sms.auth.kind === 'key') sms.auth.apply(ctx.settings, request);
  const name = Buffer.from((request.headers.get('authorization') ?? '').replace('Basic ', ''), 'base64').toString();
  expect(name).toBe(`SK${'b'.repeat(32)}:${TOKEN}`);
});

it("deletes a person's messages, harmlessly when they are gone, and waits for one on its way", async () => {
  twin.had({ to: CUSTOMER, body: 'Hello', status: 'delivered' });
  const [{ sid } = { sid: '' }] = twin.messages;
  const person = { records: [{ operation: 'sendSms', id: sid }] };
  await sms.erasePerson?.(ctx, person);
  await sms.erasePerson?.(ctx, person);
  expect(twin.messages).toEqual([]);
  twin.had({ to: CUSTOMER, body: 'Hello' });
  expect(await classified(sms.erasePerson?.(ctx, person) ?? Promise.resolve())).toMatchObject({ kind: 'retry' });
});

it('counts by account and sender', () => {
  expect(sms.limits(ctx.settings).map(({ scope, max }) => [scope, max])).toEqual([
    [`account:${ACCOUNT}`, 25],
    [`sender:${ACCOUNT}/${FROM}`, 1],
  ]);
});

it.each([
  ['an account of another kind', { accountSid: 'AB123' }],
  ['a sender without letters or digits', { from: '--' }],
  ['a name that is too long', { from: 'My wonderful shop' }],
  ['a number without its country', { to: '0157 35982345' }],
])('refuses %s', (_, settings) => {
  expect(Settings.safeParse({ accountSid: ACCOUNT, authToken: TOKEN, from: FROM, ...settings }).success).toBe(false);
});
