import { compileMapping } from '@handoff/shared/mapping';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCallContext, type CallContext, type RecordedExchange } from '../kit/index.ts';
import { describeDestination } from '../testing/contract.ts';
import { shopify } from '../testing/shopify.ts';
import { NOW } from '../testing/faults.ts';
import { refusalOf } from '../testing/refusal.ts';
import { contactForm7, formSubmitted, orderCreated } from '../testing/samples.ts';
import { examples, good } from './examples.ts';
import { telegram } from './index.ts';
import { sendMessage } from './send-message.ts';
import { Settings } from './settings.ts';
import { createTelegramTwin, telegramContract, TOKEN, type TelegramTwin } from './twin.ts';

const checkContract = telegramContract();

for (const [name, example] of Object.entries(examples)) describeDestination(name, example);

let twin: TelegramTwin;
let ctx: CallContext<Settings>;
let recorded: RecordedExchange[];

function start(settings: Partial<Settings> = {}): void {
  twin = createTelegramTwin({ checkContract });
  recorded = [];
  ctx = createCallContext({
    definition: telegram,
    settings: Settings.parse({ botToken: TOKEN, chatId: '4242', ...settings }),
    fetch: twin.fetch,
    idempotencyKey: 'delivery-1',
    eventId: 'event-1',
    now: () => NOW,
    dedupe: 'ledger',
    record: (exchange) => recorded.push(exchange),
  });
}

const send = (payload: Record<string, unknown>) => sendMessage.perform(ctx, sendMessage.payload.parse(payload));

const classified = async (work: Promise<unknown>) => (await refusalOf(work)).classification;

beforeEach(() => start());
afterEach(() => expect(twin.violations).toEqual([]));

describe('what a person reads', () => {
  it('shows a bold title, the text and a line for each value', async () => {
    const sent = await send({ ...good, lines: { ...good.lines, Newsletter: true, Nothing: '', Unset: null } });
    expect(twin.messages()).toEqual([
      {
        chat: 4242,
        text: 'New message\nMessage from Ada\n\nBudget: 10000\nTopics: engines, cards\nNewsletter: yes',
        bold: 'New message',
      },
    ]);
    expect(sent).toEqual({ id: '4242:1', effect: 'sent', output: { id: '4242:1', chatId: '4242', messageId: '1' } });
  });

  it.each([
    ['@myshop', 'https://t.me/myshop/1'],
    ['-1009876543210', 'https://t.me/c/9876543210/1'],
    ['-555', undefined],
  ])('links to the message in %s where it has an address', async (chatId, url) => {
    expect((await send({ text: 'Hello', chatId })).url).toBe(url);
  });

  it('lets no visitor mention anybody, format or unfold a preview', async () => {
    await send({ text: '@admin, *bold* <b>x</b> write to ada@example.com' });
    expect(twin.messages()[0]?.text).toBe('@\u200Badmin, *bold* <b>x</b> write to ada@example.com');
    expect(twin.requests[0]?.body).not.toHaveProperty('parse_mode');
    expect(twin.requests[0]?.body).toMatchObject({ link_preview_options: { is_disabled: true } });
  });

  it('stays within 4096 characters, never inside a character, and says what it cut', async () => {
    const { differences } = await send({ text: '🙂'.repeat(3000), lines: { 'a/b': 'left out' } });
    const text = twin.messages()[0]?.text ?? '';
    expect(text.length).toBeLessThanOrEqual(4096);
    expect(text).toMatch(/^(🙂)+…$/u);
    expect(differences?.map(({ path }) => path)).toEqual(['/text', '/lines/a~1b']);
  });

  it.each([
    ['form.submitted', formSubmitted, /^Contact\nMessage from Ada Lovelace\n\nYour name: Ada Lovelace\n.*Budget: 10000\nPage: https/s],
    [
      'order.created',
      orderCreated,
      /^Order #1042 created\n149\.90 EUR from Grace Hopper\n\nE-mail: grace.*First item: 1 × Difference engine/s,
    ],
  ])('summarises %s unedited', async (type, sample, words) => {
    const { payload } = compileMapping(sendMessage.defaultMapping(type, sample)).apply(sample);
    await send(payload);
    expect(twin.messages()[0]?.text).toMatch(words);
  });
});

it('keeps both answers of two questions with the same label, and has something to say for any event', () => {
  const sample = { ...formSubmitted, data: { fields: { a: '1', b: '2' }, labels: { a: 'Name', b: 'Name' } } };
  const map = (type: string, event?: typeof sample) =>
    compileMapping(sendMessage.defaultMapping(type, event)).apply(event ?? formSubmitted).payload;
  expect(map('form.submitted', sample)).toMatchObject({ title: 'New message from your website', lines: { Name: '1', b: '2' } });
  expect(map('form.submitted')).toMatchObject({ lines: { Phone: '+4930123456', Message: expect.stringContaining('offer') } });
  expect(map('payment.failed')).toMatchObject({ title: 'Payment failed', text: 'Ada Lovelace' });
});

describe('the first mapping, unedited', () => {
  it.each([
    ['a contact form', contactForm7, /^Contact form 1\nMessage from Ada Lovelace\n\n.*essage: Hello/s],
    ['an order', shopify('orders-create-company'), /^Order \S+ created\n[\d.]+ [A-Z]{3} from \S/],
    ['an order of a guest', shopify('orders-create-guest'), /^Order \S+ created\n[\d.]+ [A-Z]{3} from \S/],
    ['an order without protected data', shopify('orders-create-no-protected-data'), /^Order \S+ created\n[\d.]+ [A-Z]{3} from \S/],
  ])('tells of %s', async (_, event, words) => {
    for (const sample of [event, undefined]) {
      start();
      const { payload, problems } = compileMapping(sendMessage.defaultMapping(event.type, sample)).apply(event);
      expect(problems).toEqual([]);
      await send(payload);
      const told = twin.messages()[0]?.text ?? '';
      expect(told).toMatch(words);
      expect(told).not.toMatch(/undefined|null|\[object|: *$/m);
    }
  });
});

describe('refusals', () => {
  it.each([
    [403, 'Forbidden: bot was blocked by the user', 'blocked', /blocked the bot/],
    [403, 'Forbidden: user is deactivated', 'user_gone', /no longer has/],
    [403, 'Forbidden: bot was kicked from the supergroup chat', 'not_in_chat', /Add it again/],
    [403, 'Forbidden: bot is not a member of the channel chat', 'not_in_chat', /Add it again/],
    [403, "Forbidden: bot can't initiate conversation with a user", 'not_started', /press Start/],
    [403, 'Forbidden: something new', 'not_allowed_in_chat', /something new/],
    [400, 'Bad Request: not enough rights to send text messages to the chat', 'not_allowed_in_chat', /administrator/],
    [400, 'Bad Request: something new', 'refused', /something new/],
  ])('%i %s is for the owner to mend, in words', async (status, description, code, words) => {
    twin.refuse(4242, status, description);
    expect(await classified(send(good))).toMatchObject({ kind: 'permanent', code, message: expect.stringMatching(words) });
    expect(twin.messages()).toEqual([]);
  });

  it('names a chat that is not found', async () => {
    expect(await classified(send({ text: 'Hello', chatId: '777' }))).toMatchObject({
      kind: 'permanent',
      code: 'chat_not_found',
      problems: [{ path: '/chatId' }],
    });
  });

  it('tells the new number of a group that became a supergroup', async () => {
    twin.refuse(-555, 400, 'Bad Request: group chat was upgraded to a supergroup chat', { migrate_to_chat_id: -1001112223334 });
    expect(await classified(send({ text: 'Hello', chatId: '-555' }))).toMatchObject({
      kind: 'permanent',
      code: 'chat_moved',
      message: expect.stringContaining('-1001112223334'),
    });
  });

  it('waits as long as Telegram says', async () => {
    twin.refuse(4242, 429, 'Too Many Requests: retry after 34', { retry_after: 34 });
    expect(await classified(send(good))).toMatchObject({ kind: 'retry', code: 'rate_limited', afterMs: 34_000 });
  });

  it('holds the connection when the token was revoked or never was one', async () => {
    twin.revoke();
    expect(await classified(send(good))).toMatchObject({ kind: 'reauth' });
    start({ botToken: `${TOKEN.slice(0, -3)}xyz` });
    expect(await classified(send(good))).toMatchObject({ kind: 'reauth' });
    expect(await classified(telegram.testConnection(ctx))).toMatchObject({ kind: 'reauth' });
  });

  it('takes JSON that is not from Telegram for no proof of anything', () => {
    const meaning = telegram.classify({ status: 200, headers: {}, text: '{}', json: {} }, NOW);
    expect(meaning).toMatchObject({ kind: 'unknown', code: 'unexpected_answer' });
  });

  it('asks for a chat where none is chosen, before sending', async () => {
    start({ chatId: undefined });
    expect(await classified(send(good))).toMatchObject({ kind: 'permanent', problems: [{ path: '/chatId' }] });
    expect(twin.requests).toEqual([]);
  });
});

it('keeps the token out of everything recorded, though it is in every address', async () => {
  await send(good);
  await telegram.testConnection(ctx);
  twin.inject({ when: 'before', answer: 'reset' });
  await classified(send(good));
  twin.inject({ when: 'before', answer: { status: 502, body: `no route to /bot${TOKEN}/sendMessage, ${TOKEN.split(':')[1] ?? ''}` } });
  const refused = await classified(send(good));
  const kept = JSON.stringify([recorded, refused]);
  expect(recorded).toHaveLength(4);
  expect(recorded[0]?.request.url).toContain('/sendMessage');
  expect(kept).not.toContain(TOKEN);
  expect(kept).not.toContain(TOKEN.split(':')[1]);
});

describe('limits', () => {
  const limits = (chatId: string) =>
    sendMessage.limits?.(Settings.parse({ botToken: TOKEN, chatId }), sendMessage.payload.parse({ text: 'x' })) ?? [];

  it('counts a second for a chat, a minute for a group, and thirty a second for the bot, by its public number', () => {
    expect(limits('4242')).toEqual([{ scope: 'chat:123456789/4242', max: 1, windowMs: 1000 }]);
    expect(limits('-555').map(({ max, windowMs }) => [max, windowMs])).toEqual([
      [1, 1000],
      [20, 60_000],
    ]);
    expect(telegram.limits(ctx.settings)).toMatchObject([{ scope: 'bot:123456789', max: 30, windowMs: 1000 }]);
  });
});

it.each([
  ['a token without its number', { botToken: TOKEN.split(':')[1] }],
  ['a token with a path', { botToken: `${TOKEN}/../x` }],
  ['a chat by a name without @', { botToken: TOKEN, chatId: 'my shop' }],
])('refuses %s', (_, settings) => expect(Settings.safeParse(settings).success).toBe(false));
