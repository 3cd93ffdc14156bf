import { compileMapping } from '@handoff/shared/mapping';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCallContext, type CallContext, type RecordedExchange } from '../kit/index.ts';
import { describeDestination } from '../testing/contract.ts';
import { NOW } from '../testing/faults.ts';
import { refusalOf } from '../testing/refusal.ts';
import { formSubmitted, orderCreated } from '../testing/samples.ts';
import { examples, good, TOKEN, WEBHOOK } from './examples.ts';
import { slack } from './index.ts';
import { postMessage } from './post-message.ts';
import { Settings } from './settings.ts';
import { createSlackTwin, type SlackTwin, type SlackTwinOptions } from './twin.ts';
import { slackContract } from './twin/contract.ts';

const checkContract = slackContract();

for (const [name, example] of Object.entries(examples)) describeDestination(name, example);

let twin: SlackTwin;
let ctx: CallContext<Settings>;
let recorded: RecordedExchange[];

function start(settings: Partial<Settings> = { botToken: TOKEN, channel: '#sales' }, options: SlackTwinOptions = {}): void {
  twin = createSlackTwin({ checkContract, ...options });
  recorded = [];
  ctx = createCallContext({
    definition: slack,
    settings: Settings.parse(settings),
    fetch: twin.fetch,
    idempotencyKey: 'delivery-1',
    eventId: 'event-1',
    now: () => NOW,
    dedupe: 'ledger',
    record: (exchange) => recorded.push(exchange),
  });
}

const post = (payload: Record<string, unknown>) => postMessage.perform(ctx, postMessage.payload.parse(payload));

const classified = async (work: Promise<unknown>) => (await refusalOf(work)).classification;

beforeEach(() => start());
afterEach(() => expect(twin.violations).toEqual([]));

describe('erasing', () => {
  it('deletes the messages we posted, once and again, and no others', async () => {
    const { id = '' } = await post(good);
    await post({ ...good, text: 'Of somebody else' });
    for (let time = 0; time < 2; time += 1) await slack.erasePerson?.(ctx, { records: [{ operation: 'postMessage', id }] });
    expect(twin.messages().map(({ text }) => text)).toEqual(['Of somebody else']);
  });

  it('is left to the owner where a webhook posted', async () => {
    start({ webhookUrl: WEBHOOK });
    await post(good);
    const work = Promise.resolve(slack.erasePerson?.(ctx, { email: 'ada@example.com', records: [] }));
    expect(await classified(work)).toMatchObject({ kind: 'permanent', message: expect.stringContaining('delete the messages there') });
  });
});

describe('what a person reads', () => {
  it('shows title, text and a line for each value', async () => {
    const sent = await post({ ...good, lines: { ...good.lines, Newsletter: true, Nothing: '', Unset: null, Zero: 0 } });
    expect(twin.messages()).toEqual([
      {
        channel: 'sales',
        text: 'Message from Ada',
        shown: ['New message', 'Message from Ada', '*Budget:* 10000\n*Topics:* engines, cards\n*Newsletter:* yes\n*Zero:* 0'],
        via: 'bot',
      },
    ]);
    expect(sent).toMatchObject({
      id: 'C0SALES:1700000000.000001',
      effect: 'sent',
      output: { channel: 'C0SALES', ts: '1700000000.000001' },
    });
  });

  it('sends a plain text without blocks', async () => {
    await post({ text: 'Hello' });
    expect(twin.messages()[0]).toMatchObject({ text: 'Hello', shown: ['Hello'] });
  });

  it('lets no visitor mention anybody, hide a link or unfold a preview', async () => {
    const nasty = '<!channel> @here <https://evil.example|your bank> <@U123> & @Everyone';
    await post({ text: nasty, title: 'Hi', lines: { '<!here>': nasty } });
    const { text, shown } = twin.messages()[0] ?? { text: '', shown: [] };
    for (const part of [text, ...shown.slice(1)]) {
      expect(part).not.toMatch(/[<>]/);
      expect(part).not.toMatch(/@(here|channel|everyone)/i);
    }
    expect(text).toContain('&lt;!channel&gt; @\u200Bhere &lt;https://evil.example|your bank&gt;');
    expect(twin.requests[0]?.body).toMatchObject({ link_names: false, unfurl_links: false, unfurl_media: false });
  });

  it('shortens what Slack would refuse, never inside an escape, and says what it shortened', async () => {
    const { differences } = await post({
      text: '&'.repeat(2000),
      title: '🙂'.repeat(200),
      lines: { 'a/b': 'x'.repeat(5000), Short: 'kept' },
    });
    const [title = '', text = '', lines = ''] = twin.messages()[0]?.shown ?? [];
    expect(title).toMatch(/^(🙂)+…$/u);
    expect(text).toMatch(/^(&amp;)+…$/);
    expect(lines).toMatch(/x…\n\*Short:\* kept$/);
    expect(differences?.map(({ path }) => path)).toEqual(['/lines/a~1b', '/title', '/text']);
  });

  it('leaves lines out where the whole is too long', async () => {
    const lines = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`Field ${index}`, 'y'.repeat(400)]));
    const { differences = [] } = await post({ text: 'Long', lines });
    expect(twin.messages()).toHaveLength(1);
    expect(differences.length).toBeGreaterThan(20);
    expect(differences.at(-1)).toMatchObject({ path: '/lines/Field 59', message: expect.stringContaining('Left out') });
  });

  it('cuts a plain text at 40,000 characters', async () => {
    await post({ text: 'z'.repeat(50_000) });
    expect(twin.messages()[0]?.text).toHaveLength(40_000);
  });
});

describe('the first mapping', () => {
  it('summarises a form with the labels the visitor saw', async () => {
    const { payload } = compileMapping(postMessage.defaultMapping('form.submitted', formSubmitted)).apply(formSubmitted);
    await post(payload);
    const [title, text, lines] = twin.messages()[0]?.shown ?? [];
    expect(title).toBe('New: Contact');
    expect(text).toBe('Message from Ada Lovelace');
    expect(lines).toContain('*Your name:* Ada Lovelace');
    expect(lines).toContain('*Budget:* 10000');
    expect(lines).toContain('*Page:* https://studio.example/contact');
  });

  it('keeps both answers of two questions with the same label', () => {
    const sample = { ...formSubmitted, data: { fields: { a: '1', b: '2' }, labels: { a: 'Name', b: 'Name' } } };
    const { payload } = compileMapping(postMessage.defaultMapping('form.submitted', sample)).apply(sample);
    expect(payload).toMatchObject({ title: 'New message from your website', lines: { Name: '1', b: '2' } });
  });

  it('summarises an order', async () => {
    const { payload } = compileMapping(postMessage.defaultMapping('order.created', orderCreated)).apply(orderCreated);
    await post(payload);
    const [title, text, lines] = twin.messages()[0]?.shown ?? [];
    expect(title).toBe('Order #1042 created');
    expect(text).toBe('Grace Hopper – order created: 149.90 EUR');
    expect(lines).toContain('*First item:* 1 × Difference engine');
    expect(lines).toContain('*Open:* https://admin.shopify.com/store/engines/orders/5544332211');
  });

  it('has something to say for any event', () => {
    const event = { ...formSubmitted, type: 'payment.failed' };
    expect(compileMapping(postMessage.defaultMapping('payment.failed')).apply(event).payload).toMatchObject({
      title: 'Payment failed',
      text: 'payment failed: Ada Lovelace',
    });
  });
});

describe('refusals', () => {
  it.each([
    ['a channel the app is not in', { channel: '#other' }, /invite @Handoff/],
    ['a channel nobody knows', { channel: '#nowhere' }, /does not find this channel/],
  ])('names the channel for %s', async (_, more, words) => {
    const refused = await classified(post({ text: 'Hello', ...more }));
    expect(refused).toMatchObject({ kind: 'permanent', message: expect.stringMatching(words), problems: [{ path: '/channel' }] });
    expect(twin.messages()).toEqual([]);
  });

  it('asks for a channel where none is chosen, before sending', async () => {
    start({ botToken: TOKEN });
    expect(await classified(post({ text: 'Hello' }))).toMatchObject({ kind: 'permanent', problems: [{ path: '/channel' }] });
    expect(twin.requests).toEqual([]);
  });

  it('names the missing permission', async () => {
    start({ botToken: TOKEN, channel: 'sales' }, { scopes: ['channels:read'] });
    expect(await classified(post({ text: 'Hello' }))).toMatchObject({ kind: 'scope', missing: ['chat:write'] });
  });

  it('holds the connection when the app is removed', async () => {
    twin.removeApp();
    expect(await classified(post({ text: 'Hello' }))).toMatchObject({ kind: 'reauth', code: 'account_inactive' });
    expect(await classified(slack.testConnection(ctx))).toMatchObject({ kind: 'reauth' });
  });
});

describe('a webhook address', () => {
  beforeEach(() => start({ webhookUrl: WEBHOOK }));

  it('posts into its own channel and says that another was ignored', async () => {
    const { differences, effect } = await post({ text: 'Hello', channel: '#other' });
    expect(twin.messages()).toEqual([{ channel: 'sales', text: 'Hello', shown: ['Hello'], via: 'webhook' }]);
    expect(effect).toBe('sent');
    expect(differences?.map(({ path }) => path)).toEqual(['/channel']);
  });

  it('holds the connection when the address or its channel is gone', async () => {
    twin.archive('sales');
    expect(await classified(post({ text: 'Hello' }))).toMatchObject({
      kind: 'reauth',
      code: 'channel_is_archived',
      message: expect.stringContaining('Unarchive'),
    });
    twin.removeApp();
    expect(await classified(post({ text: 'Hello' }))).toMatchObject({
      kind: 'reauth',
      code: 'no_service',
      message: expect.stringContaining('new webhook address'),
    });
    expect(await classified(slack.testConnection(ctx))).toMatchObject({ kind: 'reauth', code: 'no_service' });
  });

  it('goes to the stand-in where the server allows another base address', async () => {
    twin = createSlackTwin({ origin: 'http://127.0.0.1:4010', checkContract });
    ctx = createCallContext({
      definition: slack,
      settings: Settings.parse({ webhookUrl: WEBHOOK }),
      baseUrlOverride: 'http://127.0.0.1:4010',
      fetch: twin.fetch,
      idempotencyKey: 'delivery-1',
      eventId: 'event-1',
      now: () => NOW,
      record: () => undefined,
    });
    await post({ text: 'Hello' });
    expect(twin.messages()).toHaveLength(1);
  });

  it('is not written into the records, and sends no token', async () => {
    await post({ text: 'Hello' });
    expect(JSON.stringify(recorded)).not.toContain('0123456789abcdefghijklmn');
    expect(recorded[0]?.request.headers).not.toHaveProperty('authorization');
  });
});

describe('limits', () => {
  const limits = (settings: Partial<Settings>, payload: Record<string, unknown> = { text: 'x' }) =>
    postMessage.limits?.(Settings.parse(settings), postMessage.payload.parse(payload)) ?? [];

  it('counts one message a second for each channel', () => {
    const byDefault = limits({ botToken: TOKEN, channel: '#sales' });
    expect(byDefault).toMatchObject([{ max: 1, windowMs: 1000 }]);
    expect(limits({ botToken: TOKEN, channel: '#sales' }, { text: 'x', channel: '#other' })[0]?.scope).not.toBe(byDefault[0]?.scope);
  });

  it('counts a webhook by its address, without its secret', () => {
    const [limit] = limits({ webhookUrl: WEBHOOK });
    expect(limit?.scope).toBe('channel:T0TWIN/B0TWIN');
    expect(JSON.stringify([limit, slack.limits(Settings.parse({ webhookUrl: WEBHOOK }))])).not.toContain('0123456789');
  });
});

describe('settings', () => {
  it.each([
    ['another host', { webhookUrl: 'https://hooks.slack.com.evil.example/services/T0/B0/x' }],
    ['plain http', { webhookUrl: 'http://hooks.slack.com/services/T0/B0/x' }],
    ['a user token', { botToken: 'xoxp-1-2-3' }],
    ['both ways at once', { webhookUrl: WEBHOOK, botToken: TOKEN }],
  ])('refuses %s', (_, settings) => expect(Settings.safeParse(settings).success).toBe(false));

  it('learns the workspace from the sign-in', async () => {
    const auth = slack.auth;
    if (auth.kind !== 'oauth2') throw new Error('Slack signs in by OAuth');
    const back = { settings: Settings.parse({}), callback: new URLSearchParams() };
    expect(await auth.settingsFromToken?.({ access_token: TOKEN, team: { id: 'T042' } }, twin.fetch, back)).toEqual({ teamId: 'T042' });
  });
});

it.skipIf(checkContract === undefined)('checks against a contract that does refuse (../shared/specs/slack)', () => {
  const ask = (path: string, body: unknown) =>
    checkContract?.({
      method: 'POST',
      path,
      query: new URLSearchParams(),
      headers: new Headers({ 'content-type': 'application/json' }),
      body,
    });
  expect(ask('/api/chat.postMessage', { channel: 'C0', text: 'x', colour: 'red' })?.join()).toMatch(/colour/);
  expect(ask('/api/chat.postMessage', { text: 'x' })?.join()).toMatch(/channel/);
  expect(ask('/services/T0/B0/x', { colour: 'red' })?.join()).toMatch(/text/);
});
