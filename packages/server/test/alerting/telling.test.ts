import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { ALERT_KINDS, type AlertKind } from '../../src/observe/alert-kinds.ts';
import { en } from '../../src/words/en/index.ts';
import { type AlertBench, openAlertBench } from '../support/alert-bench.ts';
import { formSubmission } from '../support/harness.ts';
import { createDatabase } from '../support/postgres.ts';
import { FLOW } from '../support/shop.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 1440 * MINUTE;
/** Over days it is enough to look now and then. */
const SELDOM = { lookEveryMs: 10 * MINUTE };
const ANNA = 'anna@bloom.example';
const OLA = 'ola@bloom.example';

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the tests of alerts is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

describe.each(engines)('people are told of alerts, on $engine', ({ engine }) => {
  let bench: AlertBench;

  beforeEach(async () => {
    bench = await openAlertBench({ databaseUrl: engine === 'postgres' ? await createDatabase(admin as string) : undefined });
    await bench.addOwner(OLA);
  });
  afterEach(() => bench.shop.server.close());

  const own = (owner: string | null) =>
    bench.shop.server.store.db.updateTable('connections').set({ owner }).where('id', '=', bench.shop.connectionId).execute();
  const about = () => ({ kind: 'connection' as const, id: bench.shop.connectionId });
  const alerts = async () => (await bench.shop.server.client('listAlerts', { params: bench.shop.params })).items;

  test('a refused access reaches its owner within a minute of the fault: once, with cause, fix and where to go', async () => {
    await own(ANNA);
    await bench.shop.publish([{ key: 'contact' }]);
    bench.shop.crm.inject({ when: 'before', answer: { status: 401 } });
    await bench.shop.send(formSubmission());
    const at = bench.shop.server.clock.now();
    await bench.shop.server.drain();
    await bench.pass(MINUTE - (bench.shop.server.clock.now() - at));
    expect(bench.subjects()).toEqual([`${ANNA}: Bloom & Co: Our CRM: The access is refused`]);
    const [mail] = bench.mailbox.mails;
    expect(mail?.text).toMatch(/What happened: Our CRM: .+/);
    expect(mail?.text).toMatch(/What to do: Open the connection and sign in again/);
    expect(mail?.text).toContain(`https://handoff.test/console/workspaces/${bench.shop.params.workspaceId}#/alerts`);
    await bench.pass(DAY, SELDOM);
    expect(bench.mailbox.mails).toHaveLength(1);
    expect(await alerts()).toMatchObject([{ owner: ANNA, notices: [{ to: ANNA, kind: 'opened', state: 'sent' }] }]);
  });

  test('every kind of problem and warning is told within five minutes, once, to whoever owns it, with what to do', async () => {
    await own(ANNA);
    const kinds = Object.keys(ALERT_KINDS) as AlertKind[];
    const urgent = kinds.filter((kind) => ALERT_KINDS[kind] !== 'finding');
    for (const kind of kinds) await bench.open({ key: kind, kind, about: about() });
    await bench.pass(5 * MINUTE);
    expect(new Set(bench.mailbox.mails.map(({ to }) => to))).toEqual(new Set([ANNA]));
    const told = bench.mailbox.mails.flatMap(({ text }) => text.match(/(?<=^(Problem|Warning) · Our CRM \(connection\): ).+/gm) ?? []);
    expect(told.toSorted()).toEqual(urgent.map((kind) => en[`kind.${kind}`]).toSorted());
    for (const kind of urgent) {
      const fix = `What to do: ${en[`kind.${kind}.fix`]}`;
      expect(bench.mailbox.mails.filter(({ text }) => text.includes(fix))).toHaveLength(1);
    }
  });

  test('a dead letter is told within five minutes, and names nobody', async () => {
    await bench.shop.publish([{ key: 'contact' }]);
    await bench.shop.server.store.db.updateTable('flows').set({ owner: ANNA }).where('id', '=', FLOW).execute();
    bench.shop.crm.inject({ when: 'before', answer: { status: 422, body: 'Ada Lovelace <ada@example.com> is not wanted' } });
    await bench.shop.send(formSubmission());
    await bench.shop.server.drain();
    await bench.pass(5 * MINUTE);
    expect(bench.subjects()).toEqual([`${ANNA}: Bloom & Co: Contact form: Something could not be delivered`]);
    expect(JSON.stringify(bench.mailbox.mails)).not.toMatch(/Ada|ada\d*@/);
  });

  test('addresses and numbers in an alert stay on the server', async () => {
    await bench.open({ key: 'a', kind: 'auth', message: 'ada@example.com (+49 30 1234567) was signed out; it ended on 2026-11-20T10:00.' });
    await bench.pass(MINUTE);
    expect(bench.mailbox.mails[0]?.text).toContain('[address] ([number]) was signed out; it ended on 2026-11-20T10:00.');
  });

  test('one whose owner is a name goes to the owners of the workspace; managers and others hear nothing', async () => {
    await bench.addOwner('mia@bloom.example', 'manager');
    await own('Anna');
    await bench.open({ key: 'a', about: about() });
    await bench.pass(MINUTE);
    expect(bench.subjects()).toEqual([`${OLA}: Bloom & Co: Our CRM: It does not answer`]);
  });

  test('what opens within half a minute goes in one message, what is worst first', async () => {
    await bench.open({ key: 'a', kind: 'uncertain', message: 'One may be missing.' });
    await bench.pass(15 * SECOND);
    await bench.open({ key: 'b', kind: 'breaker', message: 'The CRM is away.', about: about() });
    await bench.open({ key: 'c', kind: 'breaker', message: 'The shop is away.' });
    await bench.pass(MINUTE);
    expect(bench.subjects()).toEqual([`${OLA}: Bloom & Co: 2 problems, 1 warning`]);
    expect(bench.mailbox.mails[0]?.text).toMatch(/The CRM is away[^]+The shop is away[^]+One may be missing/);
  });

  test('its end is told to those who heard of it, and to nobody else', async () => {
    await bench.open({ key: 'a', about: about() });
    await bench.pass(MINUTE);
    await bench.addOwner('new@bloom.example');
    await bench.resolve('a');
    await bench.pass(20 * MINUTE);
    expect(bench.subjects()).toEqual([
      `${OLA}: Bloom & Co: Our CRM: It does not answer`,
      `${OLA}: Bloom & Co: Over – Our CRM: It does not answer`,
    ]);
  });

  test('nor to who is no member any more', async () => {
    await bench.addOwner(ANNA);
    await bench.open({ key: 'a' });
    await bench.pass(MINUTE);
    const { server, params } = bench.shop;
    const { items } = await server.client('listMembers', { params });
    const memberId = items.find(({ email }) => email === ANNA)?.id ?? '';
    await server.client('removeMember', { params: { ...params, memberId } });
    await bench.resolve('a');
    await bench.pass(20 * MINUTE);
    expect(bench.subjects().filter((subject) => subject.includes('Over'))).toEqual([`${OLA}: Bloom & Co: Over – It does not answer`]);
  });

  test('what ends before it was told is not told at all', async () => {
    await bench.open({ key: 'a' });
    await bench.pass(15 * SECOND);
    await bench.resolve('a');
    await bench.pass(DAY, SELDOM);
    expect(bench.mailbox.mails).toEqual([]);
    expect(await alerts()).toMatchObject([{ notices: [{ state: 'dropped' }] }]);
  });

  test('what comes and goes is told once; the next message says that it came back, and its end comes when it stays away', async () => {
    await bench.open({ key: 'a', about: about() });
    await bench.pass(MINUTE);
    for (let time = 0; time < 3; time += 1) {
      await bench.resolve('a');
      await bench.pass(5 * MINUTE);
      await bench.open({ key: 'a', about: about() });
      await bench.pass(5 * MINUTE);
    }
    expect(bench.mailbox.mails).toHaveLength(1);
    await bench.open({ key: 'b' });
    await bench.pass(MINUTE);
    expect(bench.mailbox.mails[1]?.text).toMatch(/Again · Our CRM[^]+came back 3 times/);
    await bench.resolve('a');
    await bench.pass(20 * MINUTE);
    expect(bench.subjects().slice(2)).toEqual([`${OLA}: Bloom & Co: Over – Our CRM: It does not answer`]);
  });

  test('what comes back later is told anew', async () => {
    await bench.open({ key: 'a' });
    await bench.pass(MINUTE);
    await bench.resolve('a');
    await bench.pass(20 * MINUTE);
    await bench.open({ key: 'a' });
    await bench.pass(MINUTE);
    expect(bench.subjects().map((line) => line.replace(/.*Bloom & Co: /, ''))).toEqual([
      'It does not answer',
      'Over – It does not answer',
      'It does not answer',
    ]);
  });

  test('a problem that lasts is told again after three days, unless somebody sees to it', async () => {
    await bench.open({ key: 'a' });
    await bench.open({ key: 'b', kind: 'dead_letter', about: about() });
    await bench.pass(MINUTE);
    const seen = (await alerts()).find(({ kind }) => kind === 'dead_letter');
    await bench.shop.server.client('acknowledgeAlert', { params: { ...bench.shop.params, alertId: seen?.id ?? '' } });
    bench.shop.server.clock.advance(3 * DAY);
    await bench.pass(MINUTE);
    expect(bench.subjects().slice(1)).toEqual([`${OLA}: Bloom & Co: Still – It does not answer`]);
  });

  test('one that is muted sends nothing, also where it ends and comes back', async () => {
    await bench.open({ key: 'a' });
    const until = new Date(bench.shop.server.clock.now() + DAY).toISOString();
    await bench.shop.server.client('muteAlert', {
      params: { ...bench.shop.params, alertId: (await alerts())[0]?.id ?? '' },
      body: { until },
    });
    await bench.pass(MINUTE);
    await bench.resolve('a');
    await bench.pass(20 * MINUTE);
    await bench.open({ key: 'a' });
    await bench.pass(20 * MINUTE);
    expect(bench.mailbox.mails).toEqual([]);
  });

  test('what comes back while it is muted is told once the mute ends, or is lifted; what is over by then is not', async () => {
    const { client, clock } = bench.shop.server;
    const at = async (kind: string) => ({ ...bench.shop.params, alertId: (await alerts()).find((alert) => alert.kind === kind)?.id ?? '' });
    for (const kind of ['drift', 'flow', 'screener'] as const) {
      await bench.open({ key: kind, kind });
      await bench.pass(5 * MINUTE);
      const until = new Date(clock.now() + (kind === 'flow' ? 300 : 1) * DAY).toISOString();
      await client('muteAlert', { params: await at(kind), body: { until } });
      await bench.resolve(kind);
      await bench.pass(60 * MINUTE, SELDOM);
      await bench.open({ key: kind, kind });
    }
    await bench.pass(MINUTE);
    await bench.resolve('screener');
    const before = bench.mailbox.mails.length;
    await client('muteAlert', { params: await at('flow'), body: { until: null } });
    await bench.pass(MINUTE);
    expect(bench.subjects().slice(before)).toEqual([`${OLA}: Bloom & Co: It cannot be run`]);
    await bench.pass(DAY, SELDOM);
    expect(bench.subjects().slice(before + 1)).toEqual([`${OLA}: Bloom & Co: Fields of the destination have changed`]);
  });

  test('what is muted before it was told is told once the mute ends, where it is still there', async () => {
    for (const kind of ['drift', 'flow'] as const) await bench.open({ key: kind, kind });
    await bench.pass(15 * SECOND);
    for (const { id } of await alerts()) {
      const until = new Date(bench.shop.server.clock.now() + DAY).toISOString();
      await bench.shop.server.client('muteAlert', { params: { ...bench.shop.params, alertId: id }, body: { until } });
    }
    await bench.pass(60 * MINUTE, SELDOM);
    await bench.resolve('flow');
    expect(bench.mailbox.mails).toEqual([]);
    await bench.pass(DAY, SELDOM);
    expect(bench.subjects()).toEqual([`${OLA}: Bloom & Co: Fields of the destination have changed`]);
    await bench.pass(DAY, SELDOM);
    expect(bench.mailbox.mails).toHaveLength(1);
  });

  test('a problem whose long mute is lifted is told again after three days', async () => {
    await bench.open({ key: 'a' });
    await bench.pass(MINUTE);
    const mute = async (until: number | null) =>
      bench.shop.server.client('muteAlert', {
        params: { ...bench.shop.params, alertId: (await alerts())[0]?.id ?? '' },
        body: { until: until === null ? null : new Date(until).toISOString() },
      });
    await mute(bench.shop.server.clock.now() + 300 * DAY);
    await bench.pass(4 * DAY, { lookEveryMs: 60 * MINUTE });
    await mute(null);
    await bench.pass(2 * DAY, { lookEveryMs: 60 * MINUTE });
    expect(bench.mailbox.mails).toHaveLength(1);
    await bench.pass(DAY + MINUTE, { lookEveryMs: 60 * MINUTE });
    expect(bench.subjects().slice(1)).toEqual([`${OLA}: Bloom & Co: Still – It does not answer`]);
  });

  test('several servers tell once', async () => {
    for (const key of ['a', 'b', 'c', 'd']) await bench.open({ key, about: about() });
    await bench.pass(2 * MINUTE, { servers: 4 });
    for (const key of ['a', 'b', 'c', 'd']) await bench.resolve(key);
    await bench.pass(20 * MINUTE, { servers: 4 });
    const told = bench.mailbox.mails.flatMap(({ text }) => text.match(/^(Problem|Over) · /gm) ?? []);
    expect(told.toSorted()).toEqual([...Array<string>(4).fill('Over · '), ...Array<string>(4).fill('Problem · ')]);
    expect(bench.mailbox.tries()).toBe(bench.mailbox.mails.length);
  });

  test('a mail server that is away is asked again; afterwards all that waited comes in one mail', async () => {
    bench.mailbox.refuse(Object.assign(new Error('421 try later'), { responseCode: 421 }));
    await bench.open({ key: 'a' });
    await bench.pass(2 * MINUTE);
    await bench.open({ key: 'b', about: about() });
    await bench.pass(5 * MINUTE);
    expect((await alerts()).map(({ notices }) => notices[0])).toMatchObject([
      { state: 'pending', error: expect.stringContaining('421') as string },
      { state: 'pending', error: expect.stringContaining('421') as string },
    ]);
    bench.mailbox.refuse(undefined);
    await bench.pass(20 * MINUTE);
    expect(bench.subjects()).toEqual([`${OLA}: Bloom & Co: 2 problems`]);
  });

  test('a mail whose fate is unknown is repeated under its own id, so that a mailbox keeps it once', async () => {
    const { send } = bench.mailbox;
    const ids: (string | undefined)[] = [];
    bench.mailbox.send = async (mail) => {
      ids.push(mail.messageId);
      await send(mail);
      if (ids.length === 1) throw new Error('connection lost');
    };
    await bench.open({ key: 'a' });
    await bench.pass(MINUTE);
    await bench.open({ key: 'b' });
    await bench.pass(5 * MINUTE);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(2);
    expect(bench.mailbox.mails).toHaveLength(2);
  });

  test('findings come once a day', async () => {
    // It is noon in UTC; daily mails go out at eight.
    await bench.open({ key: 'a', kind: 'unowned', message: 'Nobody owns the flow.' });
    await bench.pass(MINUTE);
    await bench.open({ key: 'b', kind: 'unreviewed', message: 'Nobody looked at it.' });
    await bench.pass(19 * 60 * MINUTE, SELDOM);
    expect(bench.mailbox.mails).toEqual([]);
    await bench.pass(2 * 60 * MINUTE, SELDOM);
    expect(bench.subjects()).toEqual([`${OLA}: Bloom & Co: 2 things for a look`]);
  });
});
