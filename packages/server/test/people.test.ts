import { publicKeyOf } from '@handoff/shared/event';
import { importJWK, SignJWT } from 'jose';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { createClient, type Client } from '@handoff/shared/api';
import { alertKey, openAlert } from '../src/observe/alerts.ts';
import { said } from '../src/words/said.ts';
import { toStored } from '../src/words/stored.ts';
import { formSubmission, type TestSite } from './support/harness.ts';
import { createDatabase } from './support/postgres.ts';
import { FLOW, openShop, type Shop } from './support/shop.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];
const ORIGIN = 'https://handoff.test';
const EMAIL = 'ada@example.com';
const PHONE = '+49301234567';

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the people tests is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

describe.each(engines)('a request about a person, on $engine', ({ engine }) => {
  let shop: Shop;

  beforeEach(async () => {
    shop = await openShop({ databaseUrl: engine === 'postgres' ? await createDatabase(admin as string) : undefined });
    await shop.publish([{ key: 'contact' }, { key: 'deal', operation: 'deal', after: 'contact' }]);
  });
  afterEach(() => shop.server.close());

  const subject = { email: EMAIL, phone: PHONE, name: 'Ada Lovelace' };
  const ofAda = (more: Parameters<typeof formSubmission>[0] = {}) =>
    formSubmission(
      { subject, consent: [{ channel: 'email', state: 'subscribed', wording: 'News, please' }], ...more },
      { 'your-email': EMAIL },
    );
  const keep = async (envelope: unknown) => {
    const eventId = await shop.send(envelope);
    await shop.server.drain();
    return eventId;
  };
  const client = () => shop.server.client;
  const exported = (body: { email?: string; phone?: string; before?: number }, as: Client = client()) =>
    as('exportPerson', { params: shop.params, body });
  const erase = (body: { email?: string; phone?: string; before?: number } = { email: EMAIL }, as: Client = client()) =>
    as('erasePerson', { params: shop.params, body });
  const event = (eventId: string) => client()('getEvent', { params: { ...shop.params, eventId } });
  const db = () => shop.server.store.db;

  /** Everything in the database, as text. */
  async function dump(): Promise<string> {
    const tables = await db().introspection.getTables();
    const rows = await Promise.all(tables.map(({ name }) => sql`select * from ${sql.table(name)}`.execute(db())));
    return JSON.stringify(rows.map((table) => table.rows));
  }

  async function panelOf(site: TestSite): Promise<Client> {
    const d = Buffer.from(site.secretKey.replace('whsk_', ''), 'base64').subarray(0, 32).toString('base64url');
    const x = Buffer.from((await publicKeyOf(site.secretKey)).replace('whpk_', ''), 'base64').toString('base64url');
    const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', d, x }, 'EdDSA');
    const now = Math.floor(shop.server.clock.now() / 1000);
    const claims = { iss: site.sourceId, aud: ORIGIN, sub: 'owner@bloom.example', iat: now, exp: now + 60 };
    const token = await new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA' }).sign(key);
    return createClient({ baseUrl: ORIGIN, token: () => token, fetch: (request) => Promise.resolve(shop.server.app.fetch(request)) });
  }

  test('needs to say who', async () => {
    await expect(exported({})).rejects.toMatchObject({ code: 'invalid' });
    await expect(erase({ email: ' ' })).rejects.toMatchObject({ code: 'invalid' });
  });

  test('an export has all that is kept, by address or number in any spelling, and nothing of others', async () => {
    const first = await keep(ofAda());
    const second = await keep(formSubmission({ subject: { email: 'ada.work@example.com', phone: '030 1234567', country: 'DE' } }));
    await keep(formSubmission());
    const byEmail = await exported({ email: 'ADA@example.com ' });
    expect(byEmail.next).toBeNull();
    expect(byEmail.items).toMatchObject([
      {
        id: first,
        verdict: 'accept',
        deliveries: { succeeded: 2 },
        envelope: { subject },
        consent: [{ channel: 'email', state: 'subscribed', wording: 'News, please' }],
        deliveryList: [{ payload: { email: EMAIL }, result: { id: 'c1', effect: 'created' } }, { result: { id: 'd1' } }],
      },
    ]);
    expect((await exported({ phone: '0049 30 1234567' })).items.map(({ id }) => id)).toEqual([second, first]);
    expect((await exported({ email: EMAIL, phone: '+1 202 555 0100' })).items.map(({ id }) => id)).toEqual([first]);
    expect(await exported({ email: 'nobody@example.com' })).toMatchObject({ items: [], persons: [], next: null });
  });

  test('an event whose stored body is damaged is erased with the others, and the audit says that it could not be read', async () => {
    const [damaged, none, whole] = [
      await keep(ofAda()),
      await keep(ofAda({ data: { text: 'two' } })),
      await keep(ofAda({ data: { text: 'three' } })),
    ];
    for (const [id, body] of [
      [damaged, `{"subject":{"email":"${EMAIL}","name":"Ada Lovelace"`],
      [none, 'null'],
    ] as const)
      await db().updateTable('events').set({ body }).where('id', '=', id).execute();
    const { events, next, receiptId } = await erase();
    expect({ events, next }).toEqual({ events: 3, next: null });
    for (const id of [damaged, none, whole]) expect(await event(id)).toMatchObject({ erasedAt: expect.any(String) as string });
    const left = await dump();
    for (const needle of [EMAIL, 'Lovelace']) expect(left).not.toContain(needle);
    const { items } = await client()('listAudit', { params: shop.params });
    expect(items.find(({ action }) => action === 'person.erased')).toMatchObject({ after: { receipt: receiptId, unreadable: 2 } });
    expect((await erase()).events).toBe(0);
  });

  test('a long export comes in pages', async () => {
    const sent: string[] = [];
    for (let index = 0; index < 30; index += 1) sent.push(await shop.send(ofAda({ data: { index } })));
    const first = await exported({ email: EMAIL });
    expect(first.items).toHaveLength(25);
    const second = await exported({ email: EMAIL, before: first.next as number });
    expect(second.next).toBeNull();
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(sent.toReversed());
  });

  test('a page of large events ends early, and loses none', async () => {
    for (let index = 0; index < 4; index += 1) await shop.send(ofAda({ data: { text: 'x'.repeat(900_000) } }));
    const first = await exported({ email: EMAIL });
    expect(first.items).toHaveLength(3);
    expect((await exported({ email: EMAIL, before: first.next as number })).items).toHaveLength(1);
  });

  test('after an erasure nothing in the database says who it was; the skeleton and the counts are there', async () => {
    await keep(ofAda());
    // One of every other kind: refused with a message that quotes her, kept back with a reason that does, set aside, not processed yet.
    shop.crm.refuse();
    const dead = await keep(ofAda({ data: { form: { id: 'other' }, fields: { 'your-name': 'Ada Lovelace' } } }));
    const words = { code: 'invalid', message: `${EMAIL} is not wanted here`, problems: [{ path: '/email', message: EMAIL }] };
    await db()
      .updateTable('deliveries')
      .set({ error: JSON.stringify(words) })
      .where('event_id', '=', dead)
      .execute();
    await db().updateTable('attempts').set({ message: words.message }).where('message', 'is not', null).execute();
    const quoted = toStored(said('alert.of', { name: 'Our CRM', words: 'Ada Lovelace is not wanted here' }));
    await db().updateTable('alerts').set({ message: quoted.english, message_said: quoted.said }).execute();
    const spam = await keep(ofAda({ context: { honeypot: EMAIL } }));
    const parked = await keep(ofAda({ type: 'webinar.joined' }));
    const original = ofAda({ idempotencyKey: 'form.submitted:again:1', data: { fields: { note: 'one' } } });
    await keep(original);
    await keep({ ...original, data: { fields: { note: 'two' } } });
    const other = await keep(formSubmission({ subject: { email: 'bea@example.com' } }, { 'your-name': 'Bea' }));
    const waiting = await shop.send(ofAda({ data: { fields: { note: 'not processed yet' } } }));

    const before = await dump();
    for (const needle of [EMAIL, PHONE, 'Lovelace']) expect(before).toContain(needle);
    const receipt = await erase({ email: EMAIL, phone: PHONE });
    // The deal that waited for the dead contact is cancelled with it.
    expect(receipt).toMatchObject({ events: 7, cancelled: 2, next: null });
    expect(receipt.destinations).toEqual(
      expect.arrayContaining([
        {
          connectionId: shop.connectionId,
          destination: 'CRM',
          connection: 'Our CRM',
          account: null,
          recordId: 'c1',
          url: null,
          certain: true,
          erasure: 'asked',
        },
      ]),
    );

    const after = await dump();
    for (const needle of [EMAIL, PHONE, 'Lovelace', 'not processed yet', 'News, please']) expect(after).not.toContain(needle);
    expect(after).toContain('bea@example.com');
    expect((await event(other)).envelope).toMatchObject({ subject: { email: 'bea@example.com' } });

    for (const [id, verdict] of [
      [dead, 'accept'],
      [spam, 'quarantine'],
      [parked, 'suppress'],
      [waiting, 'suppress'],
    ] as const) {
      const { erasedAt, contact, timeline, ...rest } = await event(id);
      expect(rest).toMatchObject({ id, state: 'processed', verdict, envelope: { data: {} } });
      expect([erasedAt, contact]).toEqual([new Date(shop.server.clock.now()).toISOString(), null]);
      expect(timeline.map(({ kind }) => kind)).toContain('erased');
    }
    expect((await event(dead)).deliveryList.map(({ state, error, payload }) => [state, error?.code, payload])).toEqual([
      ['cancelled', 'erased', null],
      ['cancelled', 'erased', null],
    ]);
    const { events, deliveries, alerts } = await client()('workspaceHealth', { params: shop.params });
    expect([events.received, events.parked, deliveries.dead, alerts]).toEqual([0, 0, 0, []]);

    const contacts = shop.crm.contacts.length;
    await shop.server.drain();
    expect(shop.crm.contacts).toHaveLength(contacts);
  });

  test('the audit says that it was done, by whom and to what, and not to whom', async () => {
    const eventId = await keep(ofAda());
    await erase();
    const { items } = await client()('listAudit', { params: shop.params, query: { limit: 1 } });
    expect(items).toMatchObject([
      {
        action: 'person.erased',
        actor: 'token:test',
        entityId: eventId,
        before: { eventIds: [eventId] },
        after: { deliveries: 2, attempts: 2, cancelled: 0 },
      },
    ]);
  });

  test('the words in which an opt-out of theirs was lifted go; that it was lifted stays', async () => {
    const optOut = (email: string) => keep(formSubmission({ subject: { email }, consent: [{ channel: 'email', state: 'unsubscribed' }] }));
    const lift = async (email: string, reason: string) => {
      const [person] = (await client()('listPersons', { params: shop.params, query: { contact: email } })).items;
      const params = { ...shop.params, personId: person?.id ?? '' };
      await client()('liftOptOut', { params, body: { channel: 'email', reason } });
    };
    await optOut(EMAIL);
    await optOut('bo@example.com');
    await lift(EMAIL, 'Ada Lovelace rang us.');
    await lift('bo@example.com', 'He said so in the shop.');
    await erase();
    const { items } = await client()('listAudit', { params: shop.params });
    const lifted = items.filter(({ action }) => action === 'person.opt_out_lifted').map(({ after }) => after);
    expect(lifted).toEqual([
      { channel: 'email', state: 'subscribed', kind: 'hand', reason: 'He said so in the shop.' },
      { channel: 'email', state: 'subscribed', kind: 'hand' },
    ]);
  });

  test('doing it again changes nothing and says so', async () => {
    await keep(ofAda());
    await erase();
    const before = await dump();
    const again = await erase();
    expect(again).toMatchObject({ events: 0, deliveries: 0, attempts: 0, cancelled: 0, destinations: [], next: null });
    // That it was asked for again is itself kept.
    await db().deleteFrom('privacy_receipts').where('id', '=', again.receiptId).execute();
    await db().deleteFrom('audit').where('entity_id', '=', again.receiptId).execute();
    expect(await dump()).toBe(before);
    expect((await exported({ email: EMAIL })).items).toEqual([]);
  });

  test('two who ask at once erase each event once', async () => {
    for (let index = 0; index < 30; index += 1) await shop.send(ofAda({ data: { index } }));
    const receipts = await Promise.all([erase(), erase(), shop.server.drain(), erase()]);
    const events = receipts.reduce((sum, receipt) => sum + (receipt?.events ?? 0), 0);
    expect(events).toBe(30);
    expect(await dump()).not.toContain(EMAIL);
  });

  test('what is erased comes back neither by sending it again nor by a person’s click', async () => {
    const envelope = ofAda();
    const sent = await keep(envelope);
    const spam = await keep(ofAda({ context: { honeypot: 'x' } }));
    await erase();
    const answer = await shop.site.post({ ...envelope, data: { fields: { 'your-message': 'another word' } } });
    expect(await answer.json()).toMatchObject({ eventId: sent, status: 'repeat' });
    expect(await dump()).not.toContain(EMAIL);

    const contacts = shop.crm.contacts.length;
    const params = shop.params;
    expect(await client()('releaseEvents', { params, body: { eventIds: [spam] } })).toMatchObject({
      released: 0,
      skipped: [{ eventId: spam, reason: expect.stringContaining('erased') as string }],
    });
    for (const version of ['pinned', 'current'] as const) {
      await expect(client()('replayEvent', { params: { ...params, eventId: sent }, body: { version } })).rejects.toMatchObject({
        code: 'conflict',
      });
    }
    const deliveryIds = (await shop.deliveries()).map(({ id }) => id);
    const replayed = await client()('replayDeliveries', { params, body: { deliveryIds, asNew: true } });
    expect(replayed.deliveryIds).toEqual([]);
    await expect(client()('testSend', { params: { ...params, flowId: FLOW }, body: { event: { eventId: sent } } })).rejects.toMatchObject({
      code: 'conflict',
    });
    await shop.server.drain();
    expect(shop.crm.contacts).toHaveLength(contacts);
  });

  test('what waits is not sent, and others of the same connection go on', async () => {
    await client()('holdConnection', { params: { ...shop.params, connectionId: shop.connectionId }, body: {} });
    await keep(ofAda());
    await keep(ofAda({ data: { fields: { 'your-name': 'Ada again' } } }));
    await keep(formSubmission({ subject: { email: 'bea@example.com' } }));
    expect(await erase()).toMatchObject({ events: 2, deliveries: 4, cancelled: 4, destinations: [] });
    await client()('resumeConnection', { params: { ...shop.params, connectionId: shop.connectionId } });
    await shop.server.drain();
    expect(shop.crm.contacts.map(({ email }) => email)).toEqual(['bea@example.com']);
    expect(await db().selectFrom('lanes').selectAll().execute()).toEqual([]);
    expect(await shop.states()).toEqual([...Array.from({ length: 4 }, () => 'cancelled'), 'succeeded', 'succeeded']);
  });

  test('the answer to a call that is under way is not written down, and the receipt says that it may have arrived', async () => {
    let receipt: Awaited<ReturnType<typeof erase>> | undefined;
    const calling = shop.crm.fetch;
    Object.assign(shop.crm, {
      fetch: async (request: Request) => {
        receipt ??= await erase();
        return calling(request);
      },
    });
    await keep(ofAda());
    expect(receipt).toMatchObject({ events: 1, cancelled: 2, destinations: [{ connection: 'Our CRM', recordId: null, certain: false }] });
    expect(await dump()).not.toContain(EMAIL);
    const states = await shop.deliveries();
    expect(states.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
    expect(await db().selectFrom('lanes').selectAll().execute()).toEqual([]);
  });

  test('an alert of one dead letter closes with it; one that others share stays', async () => {
    shop.crm.refuse();
    await keep(ofAda());
    shop.crm.refuse();
    await keep(formSubmission({ subject: { email: 'bea@example.com' } }));
    const open = async () => (await client()('workspaceHealth', { params: shop.params })).alerts.map(({ kind }) => kind);
    await erase();
    expect(await open()).toEqual(['dead_letter']);
    await erase({ email: 'bea@example.com' });
    expect(await open()).toEqual([]);
    // A new one can be opened afterwards.
    const alert = {
      workspaceId: shop.params.workspaceId,
      key: alertKey.deadLetter(FLOW, 'contact'),
      kind: 'dead_letter' as const,
      message: 'x',
    };
    expect(await openAlert(db(), alert, 1)).toBe(true);
  });

  test('a site’s panel reaches what came from its own site', async () => {
    const there = await keep(ofAda());
    const other = await shop.server.pair('second.example');
    const panel = await panelOf(other);
    expect((await exported({ email: EMAIL }, panel)).items).toEqual([]);
    expect(await erase({ email: EMAIL }, panel)).toMatchObject({ events: 0 });
    expect((await event(there)).erasedAt).toBeUndefined();
    const own = await panelOf(shop.site);
    expect((await exported({ email: EMAIL }, own)).items.map(({ id }) => id)).toEqual([there]);
    expect(await erase({ email: EMAIL }, own)).toMatchObject({ events: 1 });
  });

  test('all that one site ever sent can be erased, whoever it is about; its own panel may ask for it', async () => {
    const mine = await keep(ofAda());
    const bea = await keep(formSubmission({ subject: { email: 'bea@example.com', name: 'Bea' } }));
    const other = await shop.server.pair('second.example');
    const ask = (as: Client, before?: number) =>
      as('eraseSource', { params: { ...shop.params, sourceId: shop.site.sourceId }, body: before === undefined ? {} : { before } });
    await expect(ask(await panelOf(other))).rejects.toMatchObject({ code: 'not_found' });
    expect(await dump()).toContain(EMAIL);

    const receipt = await ask(await panelOf(shop.site));
    expect(receipt).toMatchObject({ events: 2, deliveries: 4, next: null });
    expect(receipt.destinations.length).toBeGreaterThan(0);
    const left = await dump();
    expect([EMAIL, 'bea@example.com', 'Lovelace'].filter((text) => left.includes(text))).toEqual([]);
    for (const eventId of [mine, bea]) expect((await event(eventId)).erasedAt).toBeDefined();
    expect(await ask(client())).toMatchObject({ events: 0, deliveries: 0, next: null });
    expect((await client()('listErasures', { params: shop.params })).items).toEqual([]);
  });

  test('a very long history is looked through in several calls', async () => {
    const first = await shop.send(ofAda());
    await sql`
      insert into events (id, workspace_id, source_id, type, state, idempotency_key, occurred_at, received_at, process_at, process_failures, body)
      with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < 20500)
      select 'evt_' || cast(n as text), ${shop.params.workspaceId}, ${shop.site.sourceId}, 'form.submitted', 'processed', cast(n as text),
        0, 0, 0, 0, '{"subject":{"email":"x@example.com"}}' from numbers`.execute(db());
    const page = await exported({ email: EMAIL });
    expect(page.items).toEqual([]);
    expect((await exported({ email: EMAIL, before: page.next as number })).items.map(({ id }) => id)).toEqual([first]);
    const receipt = await erase({ email: EMAIL, before: page.next as number });
    expect(receipt).toMatchObject({ events: 1, next: null });
  });
});
