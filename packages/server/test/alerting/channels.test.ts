import type { ChannelSettings } from '@handoff/shared/api';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { slack } from '../../src/destinations/slack/index.ts';
import { createSlackTwin } from '../../src/destinations/slack/twin.ts';
import { telegram } from '../../src/destinations/telegram/index.ts';
import { createTelegramTwin, TOKEN } from '../../src/destinations/telegram/twin.ts';
import { webhook } from '../../src/destinations/webhook/index.ts';
import { createWebhookTwin } from '../../src/destinations/webhook/twin.ts';
import { type AlertBench, openAlertBench } from '../support/alert-bench.ts';
import { formSubmission } from '../support/harness.ts';
import { createDatabase } from '../support/postgres.ts';
import { createCrm } from '../support/shop.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SELDOM = { lookEveryMs: 10 * MINUTE };
const CHAT = -1009876543210;
const OLA = 'ola@bloom.example';
const HOOK = 'https://ops.bloom.example/alerts?key=hook-secret-1';
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the tests of channels is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

describe.each(engines)('channels for alerts, on $engine', ({ engine }) => {
  let bench: AlertBench;
  let chat: ReturnType<typeof createSlackTwin>;
  let bot: ReturnType<typeof createTelegramTwin>;
  let hook: ReturnType<typeof createWebhookTwin>;

  beforeEach(async () => {
    chat = createSlackTwin();
    bot = createTelegramTwin();
    hook = createWebhookTwin({ url: HOOK, secret: SECRET, now: () => bench.shop.server.clock.now() });
    bench = await openAlertBench({
      databaseUrl: engine === 'postgres' ? await createDatabase(admin as string) : undefined,
      destinations: { crm: createCrm().definition, slack, telegram, webhook },
      fetch: (request) => {
        const { host } = new URL(request.url);
        return host.endsWith('slack.com') ? chat.fetch(request) : host.endsWith('telegram.org') ? bot.fetch(request) : hook.fetch(request);
      },
    });
  });
  afterEach(() => bench.shop.server.close());

  const client: AlertBench['shop']['server']['client'] = (...args) => bench.shop.server.client(...args);
  const connect = async (destination: string, settings: Record<string, unknown>) =>
    (await client('createConnection', { params: bench.shop.params, body: { destination, name: destination, settings } })).id;
  const toSlack = () => connect('slack', { botToken: chat.botToken, channel: '#sales' });
  const add = async (connectionId: string, settings: Partial<ChannelSettings> = {}) =>
    client('createAlertChannel', {
      params: bench.shop.params,
      body: { name: 'Ops', to: { kind: 'connection', connectionId }, settings },
    });
  const channels = () => client('listAlertChannels', { params: bench.shop.params });
  const titles = () => chat.messages().map(({ shown }) => shown[0]);

  test('Slack, Telegram and a webhook are told by their own operations, with cause, fix and link', async () => {
    await add(await toSlack());
    await add(await connect('telegram', { botToken: TOKEN, chatId: String(CHAT) }));
    await add(await connect('webhook', { url: HOOK, secret: SECRET }));
    await bench.open({ key: 'a', message: 'The CRM is away.', about: { kind: 'connection', id: bench.shop.connectionId } });
    await bench.pass(MINUTE);
    const link = `https://handoff.test/console/workspaces/${bench.shop.params.workspaceId}#/alerts`;
    const shown = chat.messages().map((message) => message.shown.join('\n'));
    for (const text of [...shown, ...bot.messages().map((message) => message.text)]) {
      expect(text).toContain('Bloom & Co: Our CRM: It does not answer');
      expect(text).toContain('The CRM is away.');
      expect(text).toContain('What to do: Nothing is lost');
      expect(text).toContain(link);
    }
    expect([shown.length, bot.messages().length]).toEqual([1, 1]);
    expect([...hook.received.values()]).toMatchObject([
      { type: 'handoff.alerts', link, alerts: [{ state: 'opened', kind: 'breaker', severity: 'problem', cause: 'The CRM is away.' }] },
    ]);
    expect([...chat.violations, ...bot.violations, ...hook.violations]).toEqual([]);
  });

  test('a test says whether it gets through, and why not', async () => {
    const { id } = await add(await toSlack());
    const of = { params: { ...bench.shop.params, channelId: id } };
    expect(await client('testAlertChannel', of)).toEqual({ ok: true, message: null });
    expect(titles()).toEqual(['Bloom & Co: Test of “Ops”']);
    chat.archive('sales');
    const refused = await client('testAlertChannel', of);
    expect(refused).toMatchObject({ ok: false, message: expect.stringMatching(/archived/i) as string });
    expect((await channels()).items).toMatchObject([{ failure: { message: refused.message } }]);
  });

  test('one that fails says so, holds up no other, and the owners are told in its place', async () => {
    await bench.addOwner(OLA);
    const { id } = await add(await toSlack());
    await add(await connect('telegram', { botToken: TOKEN, chatId: String(CHAT) }));
    chat.archive('sales');
    await bench.open({ key: 'a' });
    await bench.pass(MINUTE);
    expect(bot.messages()).toHaveLength(1);
    expect(bench.mailbox.mails).toEqual([]);
    expect((await channels()).items.find((channel) => channel.id === id)?.failure?.message).toMatch(/archived/i);
    await bench.pass(10 * MINUTE);
    expect(bench.subjects()).toEqual([`${OLA}: Bloom & Co: It does not answer`]);
    expect(bot.messages()).toHaveLength(1);
  });

  test('what goes along with the repeat of an older one counts for itself: its owners are told too, and it is not given up with it', async () => {
    await bench.addOwner(OLA);
    await add(await toSlack());
    chat.archive('sales');
    const atSlack = async () =>
      (await client('listAlerts', { params: bench.shop.params })).items.map(({ message, notices }) => [
        message,
        notices.find(({ to }) => to === 'Ops')?.state,
      ]);
    await bench.open({ key: 'a', message: 'first' });
    await bench.pass(5 * MINUTE);
    await bench.open({ key: 'b', kind: 'dead_letter', message: 'second' });
    await bench.pass(HOUR);
    const told = ['It does not answer', 'Something could not be delivered'].map((title) => `${OLA}: Bloom & Co: ${title}`);
    expect(bench.subjects()).toEqual(told);
    await bench.pass(22 * HOUR + 50 * MINUTE, SELDOM);
    await bench.open({ key: 'c', kind: 'flow', message: 'third' });
    await bench.pass(2 * HOUR);
    expect(await atSlack()).toEqual([
      ['third', 'pending'],
      ['second', 'failed'],
      ['first', 'failed'],
    ]);
    expect(bench.subjects()).toEqual([...told, `${OLA}: Bloom & Co: It cannot be run`]);
  });

  test('trouble with a connection is not told through that connection', async () => {
    await bench.addOwner(OLA);
    const connectionId = await toSlack();
    await add(connectionId);
    await bench.open({ key: 'a', kind: 'auth', about: { kind: 'connection', id: connectionId } });
    await bench.pass(MINUTE);
    expect(bench.subjects()).toEqual([`${OLA}: Bloom & Co: slack: The access is refused`]);
    expect(titles()).toEqual([]);
  });

  test('whoever owns it is told by e-mail alone, and the channel too where it asked for that', async () => {
    const about = { kind: 'connection' as const, id: bench.shop.connectionId };
    await bench.shop.server.store.db.updateTable('connections').set({ owner: 'anna@bloom.example' }).where('id', '=', about.id).execute();
    const { id, to, name } = await add(await toSlack());
    await bench.open({ key: 'a', about });
    await bench.pass(MINUTE);
    expect([bench.mailbox.mails.length, titles().length]).toEqual([1, 0]);
    const params = { ...bench.shop.params, channelId: id };
    await client('updateAlertChannel', { params, body: { name, to, settings: { owned: true } } });
    await bench.open({ key: 'b', about });
    await bench.pass(MINUTE);
    expect([bench.mailbox.mails.length, titles().length]).toEqual([2, 1]);
  });

  test('a channel gets the kinds and severities it asked for', async () => {
    await add(await toSlack(), { kinds: ['breaker', 'unowned'], findings: 'off' });
    await bench.open({ key: 'a', kind: 'dead_letter' });
    await bench.open({ key: 'b', kind: 'unowned' });
    await bench.open({ key: 'c', kind: 'breaker' });
    await bench.pass(24 * HOUR, SELDOM);
    expect(titles()).toEqual(['Bloom & Co: It does not answer']);
  });

  test('in quiet hours only what the channel lets through comes; the rest waits for their end, and what is over by then is not told', async () => {
    // It is noon in UTC, and one in Berlin.
    await add(await toSlack(), { zone: 'Europe/Berlin', quiet: { from: '12:30', to: '15:00', through: 'access' } });
    await bench.open({ key: 'a', kind: 'auth' });
    await bench.open({ key: 'b', kind: 'breaker' });
    await bench.open({ key: 'c', kind: 'backlog' });
    await bench.pass(MINUTE);
    expect(titles()).toEqual(['Bloom & Co: The access is refused']);
    await bench.resolve('c');
    await bench.pass(HOUR + 50 * MINUTE, SELDOM);
    expect(titles()).toHaveLength(1);
    await bench.pass(20 * MINUTE);
    expect(titles()).toEqual(['Bloom & Co: The access is refused', 'Bloom & Co: It does not answer']);
  });

  test('a channel that asked for it hears once a day how many messages were kept back, and of nobody who wrote them', async () => {
    await add(await toSlack(), { quarantine: true });
    await bench.pass(24 * HOUR, SELDOM);
    expect(titles()).toEqual([]);
    const { db } = bench.shop.server.store;
    const id = await bench.shop.send(formSubmission({ subject: { email: 'ada@example.com' } }));
    await db
      .updateTable('events')
      .set({ state: 'processed', verdict: 'quarantine', score: 9, reasons: '[]' })
      .where('id', '=', id)
      .execute();
    await bench.pass(24 * HOUR, SELDOM);
    expect(chat.messages()).toHaveLength(1);
    expect(chat.messages()[0]?.text).toContain('One message was kept back');
    expect(JSON.stringify(chat.messages())).not.toContain('ada@');
  });

  test.each([
    ['in the night in which clocks go back, where the day has 25 hours', '2026-10-24T03:00:00Z', 30 * MINUTE, 25 * HOUR],
    ['where no server ran when it was due', '2026-11-21T12:00:00Z', 2 * HOUR, 28 * HOUR],
  ])('the daily look misses nothing of its day: %s', async (_, from, keptAfter, lookAfter) => {
    const { clock, store } = bench.shop.server;
    clock.set(Date.parse(from));
    await add(await toSlack(), { quarantine: true, dailyAt: '08:00', zone: 'Europe/Berlin' });
    const { digest_at: first } = await store.db.selectFrom('alert_channels').select('digest_at').executeTakeFirstOrThrow();
    clock.set(first ?? 0);
    await bench.pass(MINUTE);
    clock.set((first ?? 0) + keptAfter);
    const id = await bench.shop.send(formSubmission());
    await store.db
      .updateTable('events')
      .set({ state: 'processed', verdict: 'quarantine', score: 9, reasons: '[]' })
      .where('id', '=', id)
      .execute();
    clock.set((first ?? 0) + lookAfter);
    await bench.pass(24 * HOUR, SELDOM);
    expect(chat.messages().map(({ text }) => text)).toEqual([expect.stringContaining('One message was kept back')]);
  });

  test('what was not sent yet goes nowhere once its channel is removed', async () => {
    const { id } = await add(await toSlack());
    await bench.open({ key: 'a' });
    await bench.pass(15_000);
    await client('removeAlertChannel', { params: { ...bench.shop.params, channelId: id } });
    await bench.pass(HOUR, SELDOM);
    expect(titles()).toEqual([]);
    expect((await channels()).items).toEqual([]);
  });

  test('a channel cannot be a connection of another workspace, nor one that reaches nobody', async () => {
    await expect(add(bench.shop.connectionId)).rejects.toMatchObject({ code: 'invalid' });
    const other = await client('createWorkspace', { body: { name: 'Other' } });
    const connectionId = await toSlack();
    const request = { params: { workspaceId: other.id }, body: { name: 'x', to: { kind: 'connection' as const, connectionId } } };
    await expect(client('createAlertChannel', request)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('every change is in the audit', async () => {
    const channel = await add(await toSlack());
    const params = { ...bench.shop.params, channelId: channel.id };
    await client('updateAlertChannel', { params, body: { name: 'Night', to: channel.to, settings: channel.settings } });
    await client('removeAlertChannel', { params });
    await bench.open({ key: 'a' });
    const [alert] = (await client('listAlerts', { params: bench.shop.params })).items;
    const of = { params: { ...bench.shop.params, alertId: alert?.id ?? '' } };
    await client('acknowledgeAlert', of);
    await client('acknowledgeAlert', of);
    await client('muteAlert', { ...of, body: { until: null } });
    const { items } = await client('listAudit', { params: bench.shop.params });
    expect(items.filter(({ action }) => action.startsWith('alert')).map(({ action }) => action)).toEqual([
      'alert.unmuted',
      'alert.acknowledged',
      'alert_channel.removed',
      'alert_channel.changed',
      'alert_channel.created',
    ]);
  });
});
