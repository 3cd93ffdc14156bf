import { compileMapping } from '@handoff/shared/mapping';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCallContext, type CallContext, type RecordedExchange } from '../kit/index.ts';
import { describeDestination } from '../testing/contract.ts';
import { NOW } from '../testing/faults.ts';
import { refusalOf } from '../testing/refusal.ts';
import { contactForm7, orderCreated } from '../testing/samples.ts';
import { examples, good } from './examples.ts';
import { discord } from './index.ts';
import { postMessage } from './post-message.ts';
import { Settings, tokenOf } from './settings.ts';
import { createDiscordTwin, WEBHOOK_URL, type DiscordTwin } from './twin.ts';

for (const [name, example] of Object.entries(examples)) describeDestination(name, example);

let twin: DiscordTwin;
let ctx: CallContext<Settings>;
let recorded: RecordedExchange[];

function start(webhookUrl = WEBHOOK_URL): void {
  twin = createDiscordTwin();
  recorded = [];
  ctx = createCallContext({
    definition: discord,
    settings: Settings.parse({ webhookUrl }),
    fetch: twin.fetch,
    idempotencyKey: 'delivery-1',
    eventId: 'event-1',
    now: () => NOW,
    dedupe: 'ledger',
    record: (exchange) => recorded.push(exchange),
  });
}
beforeEach(() => start());
afterEach(() => expect(twin.violations).toEqual([]));

const post = (payload: Record<string, unknown>) => postMessage.perform(ctx, postMessage.payload.parse(payload));
const refusal = async (work: Promise<unknown>) => (await refusalOf(work)).classification;

describe('what a person reads', () => {
  it('is a bold title, a text and a field for each value', async () => {
    await post({ ...good, lines: { ...good.lines, News: true, Nothing: '', Unset: null } });
    expect([...twin.messages.values()]).toEqual([
      {
        title: 'New message',
        description: 'Message from Ada',
        fields: [
          { name: 'Budget', value: '10000', inline: true },
          { name: 'Topics', value: 'engines, cards', inline: true },
          { name: 'News', value: 'yes', inline: true },
        ],
      },
    ]);
  });

  it('lets no visitor call people, format, or hide a link', async () => {
    await post({ text: '@everyone **win** [shop](https://evil.example) first_name@example.com' });
    const [message] = twin.messages.values();
    expect(message?.description).toBe('@everyone \\*\\*win\\*\\* \\[shop\\](https://evil.example) first_name@example.com');
    expect(twin.requests[0]?.body).toMatchObject({ allowed_mentions: { parse: [] } });
  });

  it.each([
    ['https://bloom.example/~ada/#contact', 'https://bloom.example/~ada/#contact'],
    ['See HTTPS://a.example/x?y=_z_&q=a*b, *now*', 'See HTTPS://a.example/x?y=_z_&q=a*b, \\*now\\*'],
    ['https://[shop](https://evil.example/~a)', 'https://\\[shop\\](https://evil.example/~a)'],
    ['https://a.example/[shop](https://evil.example)', 'https://a.example/\\[shop\\](https://evil.example)'],
    ['<https://a.example/~b>', '\\<https://a.example/~b\\>'],
    ['https://a.example/`b` https://a.example/||c||', 'https://a.example/\\`b\\` https://a.example/\\|\\|c\\|\\|'],
  ])('keeps addresses whole: %s', async (typed, shown) => {
    await post({ text: typed, lines: { Page: typed } });
    expect([...twin.messages.values()]).toMatchObject([{ description: shown, fields: [{ value: shown }] }]);
  });

  it('fits into what Discord takes, and what is cut is named', async () => {
    const lines = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`Answer ${n}`, 'x'.repeat(n === 0 ? 2000 : 20)]));
    const { differences } = await post({ title: 't'.repeat(300), text: '🎈'.repeat(3000), lines });
    expect(differences?.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/title', '/text', '/lines/Answer 0', '/lines/Answer 29']),
    );
    expect([...twin.messages.values()][0]?.description).toMatch(/^(🎈)+…$/u);
  });

  it.each([
    ['a contact form', contactForm7, /Message from Ada Lovelace/],
    ['an order', orderCreated, /149\.90 EUR from Grace Hopper/],
  ])('is right for %s without editing', async (_, event, text) => {
    const { payload } = compileMapping(postMessage.defaultMapping(event.type, event)).apply(event);
    await post(payload);
    expect([...twin.messages.values()][0]?.description).toMatch(text);
  });
});

it.each([
  ['https://discordapp.com/api/webhooks/', 'the old host'],
  ['https://canary.discord.com/api/v9/webhooks/', 'a test client and another version'],
])('takes an address copied with %s', async (host) => {
  start(WEBHOOK_URL.replace('https://discord.com/api/webhooks/', host));
  expect((await post(good)).id).toBe([...twin.messages.keys()][0]);
});

it.each(['https://discord.com.evil.example/api/webhooks/1234567890123456789/', 'http://discord.com/api/webhooks/1234567890123456789/'])(
  'refuses %s…',
  (address) => expect(Settings.safeParse({ webhookUrl: address + 'x'.repeat(68) }).success).toBe(false),
);

it('asks for a new webhook when somebody deleted this one, and keeps its token out of what is recorded', async () => {
  twin.remove();
  expect(await refusal(post(good))).toMatchObject({ kind: 'reauth', code: 'webhook_gone' });
  expect(JSON.stringify(recorded)).not.toContain(tokenOf({ webhookUrl: WEBHOOK_URL }));
});

it('waits the fraction of a second that the body of a 429 names', async () => {
  twin.inject({ when: 'before', answer: { status: 429, headers: { 'retry-after': '1' }, body: { retry_after: 0.3, global: false } } });
  expect(await refusal(post(good))).toMatchObject({ kind: 'retry', afterMs: 300 });
});

it('says what Discord says of a message it refuses', async () => {
  const errors = { embeds: { 0: { description: { _errors: [{ code: 'X', message: 'This field is required' }] } } } };
  twin.inject({ when: 'before', answer: { status: 400, body: { message: 'Invalid Form Body', code: 50035, errors } } });
  expect(await refusal(post(good))).toMatchObject({ kind: 'permanent', message: expect.stringContaining('This field is required') });
});

it('deletes what it posted about a person; what is gone is done', async () => {
  const { id = '' } = await post(good);
  const person = { records: [{ operation: 'postMessage', id }] };
  await discord.erasePerson?.(ctx, person);
  expect(twin.messages.size).toBe(0);
  await discord.erasePerson?.(ctx, person);
});
