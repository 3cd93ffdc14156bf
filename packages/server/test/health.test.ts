import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { countRhythms } from '../src/domain/health/rhythm/count.ts';
import { watchBacklog } from '../src/domain/health/watches/backlog.ts';
import { createSilenceWatch } from '../src/domain/health/watches/silence.ts';
import { watchUpkeep } from '../src/domain/health/watches/upkeep.ts';
import { formSubmission } from './support/harness.ts';
import { createDatabase } from './support/postgres.ts';
import { FLOW, openShop, type Shop } from './support/shop.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const postgresUrl = inject('postgresUrl');
const engines = [
  { engine: 'SQLite', open: () => openShop() },
  ...(postgresUrl === undefined
    ? []
    : [{ engine: 'PostgreSQL', open: async () => openShop({ databaseUrl: await createDatabase(postgresUrl) }) }]),
];

describe.each(engines)('health on $engine', ({ open }) => {
  let shop: Shop;
  let watchSilence: () => Promise<void>;

  beforeEach(async () => {
    shop = await open();
    await shop.publish([{ key: 'contact' }]);
    await shop.server.client('updateFlow', { params: { ...shop.params, flowId: FLOW }, body: { owner: 'ada@bloom.example' } });
    await shop.server.client('updateConnection', {
      params: { ...shop.params, connectionId: shop.connectionId },
      body: { owner: 'ada@bloom.example' },
    });
    watchSilence = createSilenceWatch(shop.server.runtime.deps);
    // The first count notes where to begin.
    await countRhythms(shop.server.runtime.deps);
  });
  afterEach(() => shop.server.close());

  const deps = () => shop.server.runtime.deps;
  const report = () => shop.server.client('healthReport', { params: shop.params });
  const openNow = async () =>
    await shop.server.store.db
      .selectFrom('alerts')
      .select(['key', 'kind', 'message', 'severity'])
      .where('resolved_at', 'is', null)
      .orderBy('key')
      .execute();
  const kinds = async () => (await openNow()).map(({ kind }) => kind);

  const send = () => shop.send(formSubmission({ occurredAt: new Date(shop.server.clock.now()).toISOString() }));
  const advance = (ms: number) => shop.server.clock.advance(ms);
  /** What the chores do while nothing happens, minute by minute. */
  const watchFor = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 5 * MINUTE) {
      advance(5 * MINUTE);
      await watchSilence();
      await watchBacklog(deps());
    }
  };
  /** As if one event an hour had come by day for three weeks, the nights quiet, up to now: what counting leaves behind. */
  const usualDays = async () => {
    const { db } = shop.server.store;
    const now = Math.floor(shop.server.clock.now() / HOUR);
    const busy = Array.from({ length: 21 * 24 }, (_, ago) => now - ago).filter((hour) => hour % 24 >= 9 && hour % 24 < 18);
    await db
      .insertInto('rhythms')
      .values(
        busy.map((hour) => ({
          workspace_id: shop.params.workspaceId,
          subject: shop.site.sourceId,
          hour,
          good: 1,
          bad: 0,
          last_at: hour * HOUR,
        })),
      )
      .execute();
    await send();
    await shop.server.drain();
  };

  test('nothing has happened yet: all is idle, and says so', async () => {
    const health = await report();
    expect(health.state).toBe('idle');
    expect(health.sources[0]).toMatchObject({ state: 'idle', says: 'Nothing has come in yet.', lastEventAt: null, quiet: null });
    expect(health.flows[0]).toMatchObject({ state: 'idle', says: 'Nothing has gone through yet.', runs: 'published' });
    expect(health.connections[0]).toMatchObject({ state: 'idle', backlog: { count: 0, oldestAt: null } });
  });

  test('what went through is counted once, by whoever counts first', async () => {
    await send();
    await shop.server.drain();
    advance(2 * MINUTE);
    await Promise.all([countRhythms(deps()), countRhythms(deps()), countRhythms(deps())]);
    await countRhythms(deps());
    const health = await report();
    expect(health.sources[0]).toMatchObject({ state: 'ok', last24h: 1, says: 'Last heard from 2 minutes ago.' });
    expect(health.flows[0]).toMatchObject({ state: 'ok', last24h: { worked: 1, failed: 0 }, says: 'Last success 2 minutes ago.' });
    expect(health.connections[0]).toMatchObject({ state: 'ok', last24h: { worked: 1, failed: 0 } });
  });

  test('what was imported says nothing about what is usual', async () => {
    await shop.send(formSubmission({ occurredAt: new Date(shop.server.clock.now() - 3 * DAY).toISOString() }));
    await send();
    advance(MINUTE);
    await countRhythms(deps());
    expect((await report()).sources[0]?.last24h).toBe(1);
  });

  test('a source falls silent: told once, within three usual gaps, and resolved by the next event', async () => {
    await usualDays();
    const { quiet, state } = (await report()).sources[0] ?? {};
    expect(state).toBe('ok');
    // One an hour, as by the clock, until the evening.
    const silentAt = Date.parse(quiet?.silentAt ?? '');
    expect(silentAt).toBeGreaterThan(shop.server.clock.now());
    expect(silentAt).toBeLessThan(shop.server.clock.now() + 6 * HOUR);
    await watchFor(silentAt - shop.server.clock.now() - 10 * MINUTE);
    expect(await kinds()).toEqual([]);
    await watchFor(20 * MINUTE);
    expect(await openNow()).toMatchObject([{ kind: 'silence', severity: 'problem' }]);
    expect((await openNow())[0]?.message).toMatch(
      /^bloom\.example has sent nothing for \d hours\. At this time of the week it is usually heard from within [a-z0-9 ]+\.$/,
    );
    expect((await report()).sources[0]).toMatchObject({ state: 'problem', alerts: [{ kind: 'silence' }] });

    await send();
    await watchFor(5 * MINUTE);
    expect(await openNow()).toEqual([]);
    const all = await shop.server.store.db.selectFrom('alerts').select('id').where('kind', '=', 'silence').execute();
    expect(all).toHaveLength(1);
  });

  test('a server that was away does not take its own absence for silence', async () => {
    await usualDays();
    advance(4 * DAY);
    await watchFor(90 * MINUTE);
    expect(await kinds()).toEqual([]);
  });

  test('what waits for more than 15 minutes is told within five more, and resolved when it went out', async () => {
    for (let call = 0; call < 3; call += 1) shop.crm.inject({ when: 'before', answer: { status: 503 } });
    await send();
    await shop.server.drain();
    await watchFor(15 * MINUTE);
    expect(await kinds()).toEqual([]);
    await watchFor(5 * MINUTE);
    expect(await openNow()).toMatchObject([{ kind: 'backlog', key: `backlog:${shop.connectionId}` }]);
    const health = await report();
    expect(health.connections[0]).toMatchObject({ state: 'problem', says: 'One waits, for 20 minutes.', backlog: { count: 1 } });
    expect(health.flows[0]).toMatchObject({ state: 'watch', backlog: { count: 1, more: false } });
    for (let call = 0; call < 4; call += 1) {
      await shop.server.drain();
      advance(40 * MINUTE);
    }
    await shop.server.drain();
    await watchBacklog(deps());
    expect(await openNow()).toEqual([]);
  });

  test('a backlog that has an alert of its own, or that a person wanted, is not told again', async () => {
    shop.crm.inject({ when: 'before', answer: { status: 401 } });
    await send();
    await shop.server.drain();
    await watchFor(HOUR);
    expect(await kinds()).toEqual(['auth']);
    const params = { ...shop.params, connectionId: shop.connectionId };
    await shop.server.client('resumeConnection', { params });
    // It may go out again: from now on it has the same time as anything else.
    await watchFor(10 * MINUTE);
    expect(await kinds()).toEqual([]);
    await shop.server.client('holdConnection', { params, body: { reason: 'Summer break' } });
    await watchFor(HOUR);
    expect(await kinds()).toEqual([]);
    expect((await report()).connections[0]).toMatchObject({ says: expect.stringContaining('Summer break') });
  });

  test('events that nobody processes are told to the workspace', async () => {
    await send();
    await watchFor(20 * MINUTE);
    expect(await openNow()).toMatchObject([{ kind: 'backlog', key: 'backlog:processing' }]);
    expect((await report()).alerts).toMatchObject([{ kind: 'backlog' }]);
    await shop.server.drain();
    await watchBacklog(deps());
    expect(await openNow()).toEqual([]);
  });

  test('nobody answers for it: a finding, which leaves the state alone, until somebody does', async () => {
    const flow = { ...shop.params, flowId: FLOW };
    const connection = { ...shop.params, connectionId: shop.connectionId };
    await shop.server.client('updateFlow', { params: flow, body: { owner: null } });
    await shop.server.client('updateConnection', { params: connection, body: { owner: null } });
    await watchUpkeep(deps());
    await watchUpkeep(deps());
    expect((await openNow()).map(({ kind, severity }) => [kind, severity])).toEqual([
      ['unowned', 'finding'],
      ['unowned', 'finding'],
    ]);
    expect((await report()).flows[0]).toMatchObject({ state: 'idle', alerts: [{ kind: 'unowned' }] });
    await shop.server.client('updateFlow', { params: flow, body: { owner: 'ada@bloom.example' } });
    await shop.server.client('updateConnection', { params: connection, body: { owner: 'ada@bloom.example' } });
    expect(await kinds()).toEqual([]);
  });

  test('nobody looked through it for as long as the workspace says; a review ends it and is in the audit', async () => {
    advance(100 * DAY);
    await watchUpkeep(deps());
    expect(await kinds()).toEqual([]);
    await shop.server.client('setHealthSettings', { params: shop.params, body: { reviewEveryDays: 90, unusedAfterDays: 90 } });
    expect(await shop.server.client('getHealthSettings', { params: shop.params })).toEqual({ reviewEveryDays: 90, unusedAfterDays: 90 });
    await watchUpkeep(deps());
    expect(await kinds()).toEqual(['unreviewed', 'unreviewed']);
    const review = await shop.server.client('reviewFlow', { params: { ...shop.params, flowId: FLOW } });
    await shop.server.client('reviewConnection', { params: { ...shop.params, connectionId: shop.connectionId } });
    expect(await kinds()).toEqual([]);
    await watchUpkeep(deps());
    expect(await kinds()).toEqual([]);
    expect((await report()).flows[0]).toMatchObject({ reviewedAt: review.reviewedAt, reviewedBy: review.reviewedBy });
    const { items } = await shop.server.client('listAudit', { params: shop.params });
    expect(items.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['flow.reviewed', 'connection.reviewed', 'health.settings_changed']),
    );
    advance(91 * DAY);
    await shop.server.client('setHealthSettings', { params: shop.params, body: { reviewEveryDays: 0, unusedAfterDays: 90 } });
    await watchUpkeep(deps());
    expect(await kinds()).toEqual([]);
  });

  test('access that ends is told 14 and 3 days ahead, and resolved once it was renewed', async () => {
    const { keyring, store } = deps();
    const { clock } = shop.server;
    const oauth = { ...shop.crm.definition, auth: { kind: 'oauth2', refreshBeforeMs: 0 } } as unknown as typeof shop.crm.definition;
    const parts = { ...deps(), destinations: { crm: { ...oauth, type: 'crm-oauth' } } };
    const signIn = async (tokens: object) =>
      store.db
        .updateTable('connections')
        .set({ tokens: await keyring.seal(JSON.stringify(tokens)) })
        .where('id', '=', shop.connectionId)
        .execute();
    const now = clock.now();
    await signIn({ accessToken: 'a', refreshToken: 'r', expiresAt: now + HOUR, refreshExpiresAt: now + 20 * DAY });
    const keysAfter = async (days: number) => {
      clock.set(now + days * DAY);
      await watchUpkeep(parts);
      return (await openNow()).map(({ key }) => key);
    };
    expect(await keysAfter(5)).toEqual([]);
    expect(await keysAfter(7)).toEqual([`expiry:${shop.connectionId}:14`]);
    expect(await keysAfter(18)).toEqual([`expiry:${shop.connectionId}:14`, `expiry:${shop.connectionId}:3`]);
    await signIn({ accessToken: 'b', refreshToken: 's', expiresAt: now + 19 * DAY });
    expect(await keysAfter(18)).toEqual([]);
    // An access token that cannot be renewed ends with itself.
    await signIn({ accessToken: 'c', expiresAt: now + 19 * DAY });
    expect(await keysAfter(18)).toHaveLength(2);
  });

  test('a key that somebody entered is told before the day they said it ends on, until another is entered', async () => {
    const connection = { ...shop.params, connectionId: shop.connectionId };
    const now = shop.server.clock.now();
    const day = (days: number) => new Date(now + days * DAY).toISOString().slice(0, 10);
    const end = (secretEndsOn: string | null) => shop.server.client('updateConnection', { params: connection, body: { secretEndsOn } });
    expect(await end(day(20))).toMatchObject({ secretEndsOn: day(20) });
    const keysAfter = async (days: number) => {
      shop.server.clock.set(now + days * DAY);
      await watchUpkeep(deps());
      return (await openNow()).map(({ key }) => key);
    };
    expect(await keysAfter(5)).toEqual([]);
    expect(await keysAfter(6)).toEqual([`expiry:${shop.connectionId}:14`]);
    expect(await keysAfter(17)).toEqual([`expiry:${shop.connectionId}:14`, `expiry:${shop.connectionId}:3`]);
    const [told] = (await shop.server.client('listAlerts', { params: shop.params })).items;
    expect(told).toMatchObject({
      fix: expect.stringContaining('Make a new key'),
      message: expect.stringContaining('its access ends on 11 December 2026, in 3 days'),
    });
    expect((await report()).connections[0]).toMatchObject({ expiresAt: `${day(20)}T00:00:00.000Z` });
    const { connections } = await shop.server.client('getAccess', { params: shop.params });
    expect(connections).toMatchObject([{ expiresAt: `${day(20)}T00:00:00.000Z` }]);
    await end(day(400));
    expect(await keysAfter(17)).toEqual([]);
    expect(await end(null)).toMatchObject({ secretEndsOn: null });
    expect(await keysAfter(399)).not.toContain(`expiry:${shop.connectionId}:3`);
  });

  test('a vendor’s version that ends is told 60 and 14 days ahead', async () => {
    const now = shop.server.clock.now();
    const on = new Date(now + 70 * DAY).toISOString().slice(0, 10);
    const crm = { ...shop.crm.definition, apiVersionEnds: { on, source: 'https://crm.test/versions' } };
    const keysAfter = async (days: number) => {
      shop.server.clock.set(now + days * DAY);
      await watchUpkeep({ ...deps(), destinations: { crm } });
      return (await openNow()).map(({ key }) => key);
    };
    expect(await keysAfter(5)).toEqual([]);
    expect(await keysAfter(11)).toEqual([`version:${shop.connectionId}:60`]);
    expect(await keysAfter(57)).toEqual([`version:${shop.connectionId}:14`, `version:${shop.connectionId}:60`]);
    await watchUpkeep(deps());
    expect(await openNow()).toEqual([]);
  });

  test('tries that fail are worth a look', async () => {
    for (let call = 0; call < 3; call += 1) shop.crm.inject({ when: 'before', answer: { status: 503 } });
    await send();
    for (let call = 0; call < 4; call += 1) {
      await shop.server.drain();
      advance(8 * MINUTE);
    }
    await countRhythms(deps());
    expect((await report()).connections[0]).toMatchObject({
      state: 'watch',
      last24h: { worked: 1, failed: 3 },
      says: '3 of 4 tries failed in the last 24 hours.',
    });
  });
});
