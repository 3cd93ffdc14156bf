import { createClient, type Client, type endpoints } from '@handoff/shared/api';
import { importSigningKey } from '@handoff/shared/event';
import { SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import type { z } from 'zod';
import { formSubmission, type TestSite } from './support/harness.ts';
import { createDatabase } from './support/postgres.ts';
import { openShop, type Shop } from './support/shop.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the activity tests is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

describe.each(engines)('what became of events, on $engine', ({ engine }) => {
  let shop: Shop;

  beforeEach(async () => {
    shop = await openShop({ databaseUrl: engine === 'postgres' ? await createDatabase(admin as string) : undefined });
    await shop.publish([{ key: 'contact' }]);
  });
  afterEach(() => shop.server.close());

  type Query = z.input<typeof endpoints.listEvents.query>;
  const list = (query: Query = {}) => shop.server.client('listEvents', { params: shop.params, query });
  const idsOf = async (query: Query) => (await list(query)).items.map(({ id }) => id);
  const get = (eventId: string) => shop.server.client('getEvent', { params: { ...shop.params, eventId } });
  const kinds = async (eventId: string) => (await get(eventId)).timeline.map(({ kind }) => kind);

  test('pages run from the latest to the first, each event once, also while new ones come in', async () => {
    const sent: string[] = [];
    for (let index = 0; index < 7; index += 1) sent.push(await shop.send(formSubmission()));
    await shop.server.drain();
    const first = await list({ limit: 3 });
    await shop.send(formSubmission());
    const second = await list({ limit: 3, before: first.next! });
    const third = await list({ limit: 3, before: second.next! });
    expect([first, second, third].flatMap(({ items }) => items.map(({ id }) => id))).toEqual(sent.toReversed());
    expect(third.next).toBeNull();
    expect((await list({ limit: 8 })).next).toBeNull();
  });

  test('each line counts its deliveries by state', async () => {
    await shop.publish([{ key: 'message', operation: 'message' }], { flowId: 'flw_other' });
    shop.crm.inject({ match: /contacts/, when: 'before', answer: { status: 422 } });
    const eventId = await shop.send(formSubmission());
    await shop.server.drain();
    const { items } = await list();
    const { connectionId } = (await get(eventId)).deliveryList[0]!;
    expect(items).toMatchObject([{ id: eventId, deliveries: { dead: 1, succeeded: 1 } }]);
    expect(items[0]!.targets.toSorted((a, b) => a.state.localeCompare(b.state))).toEqual([
      { connectionId, state: 'dead', count: 1 },
      { connectionId, state: 'succeeded', count: 1 },
    ]);
    expect((await get(eventId)).targets).toEqual(expect.arrayContaining(items[0]!.targets));
    await shop.server.client('replayDeliveries', { params: shop.params, body: { filter: { states: ['dead'] } } });
    await shop.server.drain();
    const [after] = (await list()).items;
    expect(after).toMatchObject({ deliveries: { cancelled: 1, succeeded: 2 }, targets: [{ connectionId, state: 'succeeded', count: 2 }] });
  });

  test('each line has what the event said, where that is asked for', async () => {
    const envelope = formSubmission({ data: { fields: { question: 'Do you ship to Graz?' } } });
    await shop.send(envelope);
    expect((await list({ include: 'envelope' })).items[0]!.envelope).toEqual(envelope);
    expect((await list()).items[0]).not.toHaveProperty('envelope');
  });

  test('filters by verdict, state, source, type and contact', async () => {
    const plain = await shop.send(formSubmission({ subject: { email: 'Ada@Example.com' } }));
    const spam = await shop.send(formSubmission({ context: { honeypot: 'x' } }));
    const parked = await shop.send(formSubmission({ type: 'spaceship.launched' }));
    const other = await shop.server.pair('second.example');
    const elsewhere = ((await (await other.post(formSubmission({ subject: { phone: '+49 30 1234567' } }))).json()) as { eventId: string })
      .eventId;
    await shop.server.drain();
    const waiting = await shop.send(formSubmission());
    expect(await idsOf({ verdict: 'quarantine' })).toEqual([spam]);
    expect(await idsOf({ state: 'parked' })).toEqual([parked]);
    expect(await idsOf({ state: 'received' })).toEqual([waiting]);
    expect(await idsOf({ sourceId: other.sourceId })).toEqual([elsewhere]);
    expect(await idsOf({ type: 'spaceship.launched' })).toEqual([parked]);
    expect(await idsOf({ contact: 'ada@example.com' })).toEqual([plain]);
    expect(await idsOf({ contact: '+49301234567' })).toEqual([elsewhere]);
    const [line] = (await list({ contact: 'ada@example.com' })).items;
    expect(await idsOf({ contact: line!.contact! })).toEqual([plain]);
    expect(await idsOf({ verdict: 'duplicate' })).toEqual([]);
    await shop.server.client('markEvents', { params: shop.params, body: { eventIds: [spam], as: 'spam' } });
    expect(await idsOf({ marked: 'spam' })).toEqual([spam]);
    expect(await idsOf({ marked: 'not_spam' })).toEqual([]);
    expect(await idsOf({ marked: 'none', type: 'form.submitted' })).toEqual([waiting, elsewhere, plain]);
  });

  test('an event shows its envelope as received and its whole way, in order', async () => {
    await shop.publish([{ key: 'contact' }, { key: 'deal', operation: 'deal', after: 'contact' }]);
    shop.crm.inject(
      { match: /contacts/, when: 'before', answer: { status: 503 } },
      { match: /deals/, when: 'before', answer: { status: 422 } },
    );
    const envelope = { ...formSubmission(), unknownMember: { kept: true } };
    const eventId = await shop.send(envelope);
    await shop.server.drain();
    shop.server.clock.advance(10_000);
    await shop.server.drain();
    shop.server.clock.advance(10_000);
    const dead = (await shop.deliveries()).find((row) => row.state === 'dead')!;
    await shop.server.client('replayDeliveries', { params: shop.params, body: { deliveryIds: [dead.id] } });
    shop.server.clock.advance(10_000);
    await shop.server.drain();
    const event = await get(eventId);
    expect(event.envelope).toEqual(envelope);
    expect(event.deliveryList.map(({ step, state }) => [step, state])).toEqual([
      ['contact', 'succeeded'],
      ['deal', 'cancelled'],
      ['deal', 'succeeded'],
    ]);
    expect(event.timeline.map(({ kind }) => kind)).toEqual([
      'received',
      'verdict',
      'queued',
      'attempt',
      'queued',
      'attempt',
      'succeeded',
      'attempt',
      'cancelled',
      'replayed',
      'attempt',
      'succeeded',
    ]);
    const said = event.timeline.map(({ message }) => message);
    expect(said[0]).toBe('Received from bloom.example.');
    expect(said).toContain('Our CRM: arrived (created, c1).');
    expect(event.timeline.map(({ at }) => at)).toEqual(event.timeline.map(({ at }) => at).toSorted());
  });

  test('the verdict says its reasons, a release who did it', async () => {
    const eventId = await shop.send(formSubmission({ context: { honeypot: 'x' } }));
    await shop.server.drain();
    const verdict = (await get(eventId)).timeline.find(({ kind }) => kind === 'verdict')!;
    const { reasons } = await get(eventId);
    expect(verdict.message).toBe(`Kept back: this looks like spam. ${reasons.map(({ evidence }) => evidence).join(' ')}`);
    shop.server.clock.advance(60_000);
    await shop.server.client('releaseEvents', { params: shop.params, body: { eventIds: [eventId] } });
    await shop.server.drain();
    expect((await kinds(eventId)).slice(0, 4)).toEqual(['received', 'verdict', 'released', 'queued']);
    const released = (await get(eventId)).timeline.find(({ kind }) => kind === 'released')!;
    expect(released.message).toBe('Released by test.');
    expect(Date.parse(released.at)).toBe(shop.server.clock.now());
  });

  test('an event that cannot be processed says so and when it is tried again', async () => {
    const eventId = await shop.send(formSubmission());
    await shop.server.store.db.updateTable('events').set({ body: '{"broken":' }).where('id', '=', eventId).execute();
    await shop.server.drain();
    const event = await get(eventId);
    expect(event.timeline.map(({ kind }) => kind)).toEqual(['received', 'process_failed']);
    expect(event.processError).toContain('JSON');
    expect(event.envelope).toEqual({ unreadable: '{"broken":' });
  });

  test('an unreadable event that was queued is a dead letter and stops none of those claimed with it', async () => {
    const broken = await shop.send(formSubmission());
    await shop.send(formSubmission());
    const { runtime, store, workspaceId } = shop.server;
    const { processReceived } = await import('../src/pipeline/process.ts');
    const { serverKeys, destinations } = runtime.deps;
    await processReceived({ store, now: shop.server.clock.now, fingerprintKey: serverKeys.fingerprintKey, destinations }, workspaceId);
    await store.db.updateTable('events').set({ body: '{"broken":' }).where('id', '=', broken).execute();
    await shop.server.drain();
    expect(await shop.states()).toEqual(['dead', 'succeeded']);
  });

  test('deliveries are listed and found, with what was sent and what came back', async () => {
    shop.crm.refuse();
    const one = await shop.send(formSubmission());
    await shop.send(formSubmission());
    await shop.server.drain();
    const dead = await shop.server.client('listDeliveries', { params: shop.params, query: { state: 'dead' } });
    expect(dead.items.map(({ eventId }) => eventId)).toEqual([one]);
    const all = await shop.server.client('listDeliveries', { params: shop.params, query: { limit: 1 } });
    const rest = await shop.server.client('listDeliveries', { params: shop.params, query: { limit: 1, before: all.next! } });
    expect(rest.items.map(({ eventId }) => eventId)).toEqual([one]);
    expect(rest.next).toBeNull();
    const none = await shop.server.client('listDeliveries', { params: shop.params, query: { flowId: 'flw_no' } });
    expect(none.items).toEqual([]);
    const detail = await shop.server.client('getDelivery', { params: { ...shop.params, deliveryId: dead.items[0]!.id } });
    expect(detail).toMatchObject({ state: 'dead', runAt: null, result: null, payload: { name: 'Ada Lovelace' } });
    expect(detail.error!.message).not.toBe('');
    expect(detail.attemptList).toMatchObject([
      { outcome: 'permanent', exchanges: [{ request: { method: 'POST' }, response: { status: 422 } }] },
    ]);
    const done = await shop.server.client('getDelivery', { params: { ...shop.params, deliveryId: all.items[0]!.id } });
    expect(done.result).toEqual({ id: 'c1', effect: 'created' });
  });

  test('another workspace sees none of it', async () => {
    const eventId = await shop.send(formSubmission());
    await shop.server.drain();
    const [delivery] = await shop.deliveries();
    const { id: workspaceId } = await shop.server.client('createWorkspace', { body: { name: 'Other' } });
    const { client } = shop.server;
    expect((await client('listEvents', { params: { workspaceId } })).items).toEqual([]);
    expect((await client('listDeliveries', { params: { workspaceId } })).items).toEqual([]);
    await expect(client('getEvent', { params: { workspaceId, eventId } })).rejects.toMatchObject({ code: 'not_found' });
    await expect(client('getDelivery', { params: { workspaceId, deliveryId: delivery!.id } })).rejects.toMatchObject({ code: 'not_found' });
    const health = await client('workspaceHealth', { params: { workspaceId } });
    expect(health.lastSuccessAt).toBeNull();
  });

  test('a site’s panel reaches its own source only', async () => {
    const other = await shop.server.pair('second.example');
    const mine = await shop.send(formSubmission({ context: { honeypot: 'x' } }));
    shop.crm.refuse();
    const theirs = await shop.send(formSubmission());
    await shop.server.drain();
    const dead = (await shop.deliveries()).find((row) => row.event_id === theirs)!;
    const panel = panelOf(other);
    expect((await panel('listEvents', { params: shop.params })).items).toEqual([]);
    expect((await panel('listDeliveries', { params: shop.params })).items).toEqual([]);
    await expect(panel('getEvent', { params: { ...shop.params, eventId: mine } })).rejects.toMatchObject({ code: 'not_found' });
    await expect(panel('getDelivery', { params: { ...shop.params, deliveryId: dead.id } })).rejects.toMatchObject({ code: 'not_found' });
    expect((await panel('releaseEvents', { params: shop.params, body: { eventIds: [mine] } })).released).toBe(0);
    expect((await panel('markEvents', { params: shop.params, body: { eventIds: [mine], as: 'spam' } })).marked).toBe(0);
    await expect(panel('replayEvent', { params: { ...shop.params, eventId: theirs }, body: {} })).rejects.toMatchObject({
      code: 'not_found',
    });
    for (const body of [{ deliveryIds: [dead.id] }, { filter: { states: ['dead' as const] } }]) {
      expect((await panel('replayDeliveries', { params: shop.params, body })).deliveryIds).toEqual([]);
    }
    const quarantined = async (client: Client, sourceId?: string) =>
      (await client('workspaceHealth', { params: shop.params, query: { sourceId } })).events.quarantined;
    expect(await quarantined(panel)).toBe(0);
    expect(await quarantined(panel, shop.site.sourceId)).toBe(0);
    // Whoever reaches all sites asks for one of them.
    const { client } = shop.server;
    expect(await Promise.all([undefined, shop.site.sourceId, other.sourceId].map((id) => quarantined(client, id)))).toEqual([1, 1, 0]);
    const own = panelOf(shop.site);
    expect((await own('releaseEvents', { params: shop.params, body: { eventIds: [mine] } })).released).toBe(1);
    expect((await own('getEvent', { params: { ...shop.params, eventId: mine } })).reasons.at(-1)!.evidence).toBe(
      'Released by ann@bloom.example.',
    );
    expect((await own('replayDeliveries', { params: shop.params, body: { filter: { states: ['dead'] } } })).deliveryIds).toHaveLength(1);
  });

  function panelOf(site: TestSite): Client {
    const { app, clock } = shop.server;
    const token = async () => {
      const { signing: key } = await importSigningKey(site.secretKey);
      const now = Math.floor(clock.now() / 1000);
      return new SignJWT({})
        .setProtectedHeader({ alg: 'EdDSA' })
        .setIssuer(site.sourceId)
        .setSubject('ann@bloom.example')
        .setAudience('https://handoff.test')
        .setIssuedAt(now)
        .setExpirationTime(now + 60)
        .sign(key);
    };
    return createClient({ baseUrl: 'https://handoff.test', token, fetch: (request) => Promise.resolve(app.fetch(request)) });
  }

  describe('health', () => {
    const health = () => shop.server.client('workspaceHealth', { params: shop.params });

    test('an idle workspace has nothing to tell', async () => {
      expect(await health()).toMatchObject({
        lastSuccessAt: null,
        events: { received: 0, quarantined: 0, review: 0, suppressed: 0, duplicates: 0, parked: 0 },
        deliveries: { pending: 0, waiting: 0, leased: 0, dead: 0, uncertain: 0, oldestPendingAt: null },
        connections: [{ name: 'Our CRM', destination: 'crm', hold: null, lastSuccessAt: null }],
        alerts: [],
      });
    });

    test('counts what is unfinished and what needs a person, and knows the last success', async () => {
      await shop.send(formSubmission());
      await shop.server.drain();
      const succeededAt = new Date(shop.server.clock.now()).toISOString();
      shop.server.clock.advance(60_000);
      shop.crm.refuse();
      await shop.send(formSubmission());
      await shop.send(formSubmission({ context: { honeypot: 'x' } }));
      await shop.send(formSubmission({ type: 'spaceship.launched' }));
      await shop.server.drain();
      const pendingSince = new Date(shop.server.clock.now()).toISOString();
      shop.crm.inject({ when: 'before', answer: { status: 503 } });
      for (let index = 0; index < 3; index += 1) await shop.send(formSubmission({ subject: { email: 'ada@example.com' } }));
      await shop.server.drain();
      await shop.send(formSubmission());
      const now = await health();
      expect(now).toMatchObject({
        lastSuccessAt: succeededAt,
        events: { received: 1, quarantined: 1, review: 0, parked: 1 },
        deliveries: { pending: 1, waiting: 2, leased: 0, dead: 1, uncertain: 0, oldestPendingAt: pendingSince },
        connections: [{ lastSuccessAt: succeededAt }],
      });
      expect(now.alerts.map(({ kind }) => kind)).toEqual(['dead_letter']);
      const eventIds = await idsOf({ verdict: 'quarantine' });
      await shop.server.client('markEvents', { params: shop.params, body: { eventIds, as: 'spam' } });
      expect((await health()).events.quarantined).toBe(0);
    });

    test('shows a hold while it lasts', async () => {
      shop.crm.inject({ when: 'before', answer: { status: 429, headers: { 'retry-after': '120' } } });
      await shop.send(formSubmission());
      await shop.server.drain();
      expect((await health()).connections[0]!.hold).toMatchObject({ kind: 'rate_limit' });
      shop.server.clock.advance(121_000);
      expect((await health()).connections[0]!.hold).toBeNull();
    });
  });
});
