import { type Envelope, publicKeyOf } from '@handoff/shared/event';
import { createClient, type Client, type InputOf, type endpoints } from '@handoff/shared/api';
import { importJWK, SignJWT } from 'jose';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { optOutsOfAddresses } from '../src/domain/identity/address-opt-outs.ts';
import { readRecord } from '../src/domain/identity/records.ts';
import { formSubmission, type TestSite } from './support/harness.ts';
import { createDatabase } from './support/postgres.ts';
import { openShop, type Shop } from './support/shop.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];
const ORIGIN = 'https://handoff.test';
const PHONE = '+4930901820';

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the identity tests is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

describe.each(engines)('who is who, on $engine', ({ engine }) => {
  let shop: Shop;

  beforeEach(async () => {
    shop = await openShop({ databaseUrl: engine === 'postgres' ? await createDatabase(admin as string) : undefined });
    await shop.publish([{ key: 'contact' }]);
  });
  afterEach(() => shop.server.close());

  let day = 0;
  /** Something that somebody said, each a day after the one before unless it says when. */
  const hear = async (subject: NonNullable<Envelope['subject']>, more: Partial<Envelope> = {}) => {
    day += 1;
    const occurredAt = `2026-11-${String(day % 18).padStart(2, '0')}T12:00:00Z`;
    const eventId = await shop.send(formSubmission({ subject, occurredAt, ...more }, { note: `${subject.name ?? 'somebody'} ${day}` }));
    await shop.server.drain();
    return eventId;
  };
  beforeEach(() => void (day = 0));
  const client: Client = (name, input) => shop.server.client(name, input);
  const persons = async (contact?: string) =>
    (await client('listPersons', { params: shop.params, query: contact === undefined ? {} : { contact } })).items;
  const only = async (contact?: string) => {
    const found = await persons(contact);
    expect(found).toHaveLength(1);
    return found[0] as (typeof found)[number];
  };
  const detail = (personId: string) => client('getPerson', { params: { ...shop.params, personId } });
  const open = async () => (await client('listSuggestions', { params: shop.params })).items;
  const settings = (body: InputOf<typeof endpoints.setIdentitySettings>['body']) =>
    client('setIdentitySettings', { params: shop.params, body });
  const suggestion = (name: 'acceptSuggestion' | 'rejectSuggestion' | 'undoSuggestion', suggestionId: string) =>
    client(name, { params: { ...shop.params, suggestionId } });

  async function panelOf(site: TestSite): Promise<Client> {
    const d = Buffer.from(site.secretKey.replace('whsk_', ''), 'base64').subarray(0, 32).toString('base64url');
    const x = Buffer.from((await publicKeyOf(site.secretKey)).replace('whpk_', ''), 'base64').toString('base64url');
    const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', d, x }, 'EdDSA');
    const now = Math.floor(shop.server.clock.now() / 1000);
    const token = await new SignJWT({ iss: site.sourceId, aud: ORIGIN, iat: now, exp: now + 60 })
      .setProtectedHeader({ alg: 'EdDSA' })
      .sign(key);
    return createClient({ baseUrl: ORIGIN, token: () => token, fetch: (request) => Promise.resolve(shop.server.app.fetch(request)) });
  }

  test('what one person says by several addresses comes together, with where each value is from', async () => {
    await hear({ email: 'a.da@googlemail.com', name: 'Ada Lovelace' });
    await hear({ email: 'ada+shop@gmail.com', name: 'A. Lovelace', phone: PHONE });
    const latest = await hear({ phone: '030 901820', country: 'DE', name: 'Lovelace Ada', company: 'Engines Ltd' });
    const ada = await only();
    expect(ada).toMatchObject({
      records: 3,
      fields: { email: { value: 'ada+shop@gmail.com' }, company: { value: 'Engines Ltd', eventId: latest } },
    });
    const { recordList } = await detail(ada.id);
    expect(recordList.map(({ joinedBy }) => joinedBy.by)).toEqual(['new', 'mailbox', 'phone']);
    expect((await only('+49 30 901820')).id).toBe(ada.id);
    expect(await persons('nobody@example.com')).toEqual([]);
  });

  test('said again, nothing new is kept; spam and double clicks make nobody', async () => {
    const ada = { email: 'ada@example.com', name: 'Ada Lovelace' };
    await hear(ada);
    await hear(ada);
    await hear({ email: 'bot@spam.example', name: 'Bot' }, { context: { honeypot: 'x' } });
    expect(await only()).toMatchObject({ records: 1 });
  });

  test('whom a released message is about is known from then on, and joins what was known; a test names nobody', async () => {
    await hear({ email: 'ada@example.com', name: 'Ada Lovelace' });
    const kept = { context: { honeypot: 'x' } };
    const ids = [
      await hear({ email: 'charles@example.com', name: 'Charles Babbage' }, kept),
      await hear({ email: 'ada@example.com', name: 'Ada Lovelace', company: 'Engines Ltd' }, kept),
      await hear({ email: 'nobody@example.com', name: 'No Body' }, { context: { test: true } }),
    ];
    expect(await persons()).toHaveLength(1);
    const release = () => client('releaseEvents', { params: shop.params, body: { eventIds: ids } });
    expect((await release()).released).toBe(3);
    expect((await release()).released).toBe(0);
    expect(await persons()).toHaveLength(2);
    expect(await only('charles@example.com')).toMatchObject({ records: 1 });
    expect(await only('ada@example.com')).toMatchObject({ records: 2, fields: { company: { value: 'Engines Ltd', eventId: ids[1] } } });
  });

  test('a couple with one address, and a family with one phone, stay themselves; a desk is nobody', async () => {
    await hear({ email: 'lovelace@example.com', phone: PHONE, name: 'Ada Lovelace' });
    await hear({ email: 'lovelace@example.com', phone: PHONE, name: 'William Lovelace' });
    await hear({ email: 'info@acme.example', name: 'Charles Babbage' });
    await hear({ email: 'info@acme.example', name: 'Mary Somerville' });
    await hear({ email: 'sales@acme.example' });
    const known = await persons();
    expect(known.map(({ kind }) => kind)).toEqual(['company', 'person', 'person', 'person', 'person']);
    expect(await open()).toEqual([]);
  });

  test('who gave an address that everybody at a counter gives is listed page by page, however many they are', async () => {
    const { db } = shop.server.store;
    await hear({ email: 'ada@example.com', name: 'Ada Lovelace' });
    // More than one statement may have values.
    const count = engine === 'sqlite' ? 33_000 : 66_000;
    const series = sql`(with recursive series(n) as (select 1 union all select n + 1 from series where n < ${sql.lit(count)}) select n from series) as series`;
    await sql`insert into persons (id, workspace_id, fields, consent, created_at, updated_at)
      select 'per_' || n, workspace_id, fields, consent, created_at, updated_at from persons cross join ${series} order by n`.execute(db);
    await sql`insert into person_records (id, workspace_id, person_id, source_id, digest, contact, details, joined_by, first_at, last_at)
      select 'rec_' || n, workspace_id, 'per_' || n, source_id, 'd' || n, contact, details, joined_by, first_at, last_at
      from person_records cross join ${series}`.execute(db);
    await sql`insert into person_keys (workspace_id, key, record_id)
      select workspace_id, key, 'rec_' || n from person_keys cross join ${series} where key = 'm:ada@example.com'`.execute(db);
    const ask = (before?: number) =>
      client('listPersons', {
        params: shop.params,
        query: { contact: 'ada@example.com', limit: 2, ...(before === undefined ? {} : { before }) },
      });
    const first = await ask();
    expect(first.items.map(({ id }) => id)).toEqual([`per_${count}`, `per_${count - 1}`]);
    expect((await ask(first.next ?? 0)).items.map(({ id }) => id)).toEqual([`per_${count - 2}`, `per_${count - 3}`]);
  }, 60_000);

  test('an older event does not overwrite what was said later, and a customer does not become a lead again', async () => {
    await hear({ email: 'ada@example.com', phone: PHONE, name: 'Ada Lovelace' }, { occurredAt: '2026-11-10T12:00:00Z' });
    await hear({ email: 'ada@example.com', phone: '+4930901899', name: 'Ada Lovelace' }, { occurredAt: '2026-11-01T12:00:00Z' });
    expect(await only()).toMatchObject({ fields: { phone: { value: PHONE }, lifecycle: { value: 'lead' } } });
    const order = { orderId: '1', number: '1', status: 'paid', currency: 'EUR', total: '1.00', lines: [] };
    await hear({ email: 'ada@example.com', name: 'Ada Lovelace' }, { type: 'order.paid', data: order });
    await hear({ email: 'ada@example.com', name: 'Ada L.' });
    expect(await only()).toMatchObject({ fields: { lifecycle: { value: 'customer' } } });
  });

  test('an opt-out of one record holds for the person, whatever is said later', async () => {
    const said = (state: 'subscribed' | 'unsubscribed', at: string) => [{ channel: 'email' as const, state, at }];
    await hear({ email: 'ada@example.com', name: 'Ada Lovelace' }, { consent: said('unsubscribed', '2026-11-01T00:00:00Z') });
    await hear({ email: 'ada@example.com', phone: PHONE, name: 'Ada Lovelace' }, { consent: said('subscribed', '2026-11-02T00:00:00Z') });
    expect((await only()).consent).toMatchObject([{ channel: 'email', state: 'unsubscribed' }]);
  });

  describe('an opt-out', () => {
    const ADA = { email: 'ada@example.com', name: 'Ada Lovelace' };
    const optOut = (at: string) => hear(ADA, { occurredAt: at, consent: [{ channel: 'email', state: 'unsubscribed', at }] });
    const optIn = (at: string, more: Partial<Envelope> = {}) =>
      hear(
        { ...ADA, phone: PHONE },
        { occurredAt: at, consent: [{ channel: 'email', state: 'subscribed', at, wording: 'Yes, write to me.' }], ...more },
      );
    const lift = (personId: string, reason = 'She asked for it on the phone.') =>
      client('liftOptOut', { params: { ...shop.params, personId }, body: { channel: 'email', reason } });

    test('is lifted by the person’s own later act, until they opt out again', async () => {
      await optOut('2026-11-02T00:00:00Z');
      await optIn('2026-11-01T00:00:00Z');
      await optIn('2026-11-03T00:00:00Z', { context: { quiet: true } });
      expect((await only()).consent).toMatchObject([{ state: 'unsubscribed', kind: null }]);
      await optIn('2026-11-04T00:00:00Z');
      expect((await only()).consent).toMatchObject([{ state: 'subscribed', kind: 'agreed', at: '2026-11-04T00:00:00.000Z' }]);
      await optOut('2026-11-05T00:00:00Z');
      expect((await only()).consent).toMatchObject([{ state: 'unsubscribed' }]);
    });

    test('is lifted by an owner’s hand, with a reason that the audit keeps', async () => {
      await optOut('2026-11-02T00:00:00Z');
      const { id } = await only();
      expect((await lift(id)).consent).toMatchObject([{ state: 'subscribed', kind: 'hand' }]);
      const { items } = await client('listAudit', { params: shop.params });
      expect(items.find(({ action }) => action === 'person.opt_out_lifted')).toMatchObject({
        entityId: id,
        before: { channel: 'email', state: 'unsubscribed' },
        after: { channel: 'email', reason: 'She asked for it on the phone.' },
      });
      await expect(lift(id)).rejects.toMatchObject({ code: 'conflict' });
      await hear(ADA, { consent: [{ channel: 'email', state: 'unknown' }] });
      expect((await only()).consent).toMatchObject([{ state: 'subscribed', kind: 'hand' }]);
    });

    test('holds for its address, whoever gives it, until one who has it opts in', async () => {
      const fields = {
        '/email': { do: 'path' as const, path: '/subject/email' },
        '/contactId': { do: 'path' as const, path: '/consent/0/state' },
      };
      const steps = [{ key: 'newsletter', connection: shop.connectionId, operation: 'contact', mapping: { fields } }];
      const spec = { trigger: { types: ['form.submitted'] }, steps };
      const flow = await client('createFlow', { params: shop.params, body: { name: 'Newsletter', spec } });
      await client('publishFlow', { params: { ...shop.params, flowId: flow.id } });
      const told = () => shop.crm.contacts.flatMap(({ contactId }) => contactId ?? []);
      const look = async (envelope: Envelope) =>
        (
          await client('preview', {
            params: shop.params,
            body: { connectionId: shop.connectionId, operation: 'contact', mapping: { fields }, event: { envelope } },
          })
        ).payload;
      await optOut('2026-11-02T00:00:00Z');
      const charles = { email: 'ADA@example.com', name: 'Charles Babbage' };
      const consent = [{ channel: 'email' as const, state: 'subscribed' as const }];
      expect(await look(formSubmission({ subject: charles, consent }))).toMatchObject({ contactId: 'unsubscribed' });
      await hear(charles, { consent });
      expect(await persons()).toHaveLength(2);
      expect(told()).toEqual(['unsubscribed', 'unsubscribed']);
      await hear(charles, { consent: [{ channel: 'email', state: 'subscribed', at: '2026-11-04T00:00:00Z', wording: 'Yes.' }] });
      expect(told()).toEqual(['unsubscribed', 'unsubscribed', 'subscribed']);
    });

    test('that somebody else gave for the address is shown with whoever has it, and lifted for them alone', async () => {
      await optOut('2026-11-02T00:00:00Z');
      await hear({ email: 'Ada@Example.com', name: 'Charles Babbage' }, { consent: [{ channel: 'email', state: 'subscribed' }] });
      const [charles, ada] = await persons('ada@example.com');
      expect(ada?.consent).toMatchObject([{ channel: 'email', state: 'unsubscribed', givenFor: null }]);
      expect(charles?.consent).toMatchObject([
        { channel: 'email', state: 'subscribed', givenFor: null },
        { channel: 'email', state: 'unsubscribed', at: '2026-11-02T00:00:00.000Z', givenFor: 'Ada@Example.com' },
      ]);
      const neighbour = await shop.server.pair('neighbour.example');
      await neighbour.post(formSubmission({ subject: { email: 'ada@example.com', name: 'Charles Babbage' } }, { note: 'from there' }));
      await shop.server.drain();
      const shown = (await (await panelOf(neighbour))('listPersons', { params: shop.params })).items;
      expect(shown.map(({ consent }) => consent)).toEqual([[]]);

      const lifted = await lift(charles?.id as string);
      expect(lifted.consent).toMatchObject([{ channel: 'email', state: 'subscribed', kind: 'hand', givenFor: null }]);
      expect((await persons('ada@example.com')).map(({ consent }) => consent.map(({ state }) => state))).toEqual([
        ['subscribed'],
        ['unsubscribed'],
      ]);
      await expect(lift(charles?.id as string)).rejects.toMatchObject({ code: 'conflict' });
    });

    test('of a counter that thousands of orders name is found without reading what all of them said', async () => {
      const { db } = shop.server.store;
      await optOut('2026-11-02T00:00:00Z');
      const row = await db.selectFrom('person_records').selectAll().executeTakeFirstOrThrow();
      const statement = { channel: 'email', state: 'subscribed', at: '2026-11-01T00:00:00Z', time: Date.UTC(2026, 10, 1), kind: 'agreed' };
      const details = JSON.stringify({ ...(JSON.parse(row.details) as object), consent: [statement] });
      const copies = Array.from({ length: 500 }, (_, index) => ({ ...row, id: `rec_copy${index}`, digest: `copy ${index}`, details }));
      await db.insertInto('person_records').values(copies).execute();
      const keys = copies.map(({ id }) => ({ workspace_id: row.workspace_id, key: 'm:ada@example.com', record_id: id }));
      await db.insertInto('person_keys').values(keys).execute();
      let read = 0;
      const counted = db.withPlugin({
        transformQuery: ({ node }) => node,
        transformResult: ({ result }) => {
          read += result.rows.length;
          return Promise.resolve(result);
        },
      });
      const asked = readRecord({
        ...row,
        id: 'rec_asked',
        details: JSON.stringify({ ...(JSON.parse(row.details) as object), consent: [] }),
      });
      const found = await optOutsOfAddresses(counted, row.workspace_id, [asked]);
      expect(found.get('rec_asked')).toMatchObject([{ recordId: row.id, said: { channel: 'email', state: 'unsubscribed' } }]);
      expect(read).toBeLessThan(200);
    });

    test('of yesterday’s version, which did not say when, is known to be as late as it can be', async () => {
      await optOut('2026-11-02T00:00:00Z');
      const row = await shop.server.store.db.selectFrom('person_records').select(['id', 'details']).executeTakeFirstOrThrow();
      const details = { ...(JSON.parse(row.details) as object), consent: [{ channel: 'email', state: 'unsubscribed' }] };
      await shop.server.store.db
        .updateTable('person_records')
        .set({ details: JSON.stringify(details) })
        .where('id', '=', row.id)
        .execute();
      await optIn('2026-11-04T00:00:00Z');
      expect((await only()).consent).toMatchObject([{ state: 'unsubscribed' }]);
    });
  });

  test('a preview and a test know of the person what a delivery would, and store nothing', async () => {
    const mapping = {
      fields: {
        '/email': { do: 'path' as const, path: '/subject/email' },
        '/name': { do: 'template' as const, template: '{{/person/lifecycle}} {{/person/phone}} {{/person/company}}' },
        '/contactId': { do: 'path' as const, path: '/consent/0/state' },
      },
    };
    const look = async (event: InputOf<typeof endpoints.preview>['body']['event'], ask = client) =>
      (await ask('preview', { params: shop.params, body: { connectionId: shop.connectionId, operation: 'contact', mapping, event } }))
        .payload;
    const at = '2026-11-01T00:00:00Z';
    const eventId = await hear({ email: 'ada.lovelace@gmail.com', phone: PHONE, name: 'Ada Lovelace' }, { occurredAt: at });
    await hear(
      { email: 'ada.lovelace@gmail.com', company: 'Engines', name: 'Ada Lovelace' },
      { occurredAt: '2026-11-02T00:00:00Z', consent: [{ channel: 'email', state: 'unsubscribed', at }] },
    );
    const known = { name: `lead ${PHONE} Engines`, contactId: 'unsubscribed' };
    expect(await look({ eventId })).toMatchObject(known);
    const { id } = await only();
    const next = formSubmission({ subject: { email: 'adalovelace@gmail.com', name: 'Ada Lovelace', company: 'Looms' } });
    expect(await look({ envelope: next })).toMatchObject({ ...known, name: `lead ${PHONE} Looms` });
    const stranger = formSubmission({ subject: { email: 'charles@example.com', phone: '+4930901899', company: 'Engines' } });
    expect(await look({ envelope: stranger })).toMatchObject({ name: 'lead +4930901899 Engines' });
    // A site’s panel is not told what others said.
    const neighbour = await shop.server.pair('neighbour.example');
    expect(await look({ envelope: next }, await panelOf(neighbour))).toMatchObject({ name: 'lead  Looms' });
    expect(await only()).toMatchObject({ id, records: 2 });
  });

  test('two addresses of the same letters in another order are two people’s', async () => {
    const order = { type: 'order.paid', data: { orderId: '1', number: '1', status: 'paid', currency: 'EUR', total: '1.00', lines: [] } };
    const people = [0, 1, 2].flatMap((site) => [0, 1, 2].map((number) => `c${site}-${number}@example.com`));
    const occurredAt = '2026-11-01T00:00:00Z';
    for (const email of people) await hear({ email, firstName: 'First', lastName: 'Last' }, { occurredAt });
    for (const email of people)
      await hear({ email, firstName: 'First', externalIds: { shop: email.slice(0, 4) } }, { occurredAt, ...order });
    const known = await persons();
    expect(new Set(known.map(({ fields }) => fields.email?.value))).toEqual(new Set(people));
    expect(known.map(({ records }) => records)).toEqual(people.map(() => 2));
  });

  test('each field goes by its rule', async () => {
    await settings({
      fields: {
        phone: { rule: 'fill_empty' },
        company: { rule: 'append' },
        name: { rule: 'never' },
        country: { rule: 'source_priority', sources: ['src_other', shop.site.sourceId] },
      },
    });
    await hear({ email: 'ada@example.com', phone: PHONE, company: 'Engines', name: 'Ada Lovelace', country: 'DE' });
    await hear({ email: 'ada@example.com', phone: '+4930901899', company: 'Looms', name: 'Ada Lovelace', country: 'FR' });
    const { fields } = await only();
    expect(fields).toMatchObject({ phone: { value: PHONE }, company: { value: 'Engines, Looms' }, country: { value: 'FR' } });
    expect(fields.name).toBeUndefined();
    await expect(settings({ fields: { phone: { rule: 'source_priority' } } })).rejects.toMatchObject({ code: 'invalid' });
  });

  test('where the rule says so a person decides which value is held', async () => {
    await settings({ fields: { phone: { rule: 'review' } } });
    await hear({ email: 'ada@example.com', phone: PHONE, name: 'Ada Lovelace' });
    await hear({ email: 'ada@example.com', phone: '+4930901899', name: 'Ada Lovelace' });
    const ada = await only();
    const waiting = ada.fields.phone?.waiting[0];
    expect(ada.fields.phone).toMatchObject({ value: PHONE });
    expect(waiting).toMatchObject({ value: '+4930901899' });
    const body = { field: 'phone' as const, recordId: waiting?.recordId as string };
    const chosen = await client('chooseValue', { params: { ...shop.params, personId: ada.id }, body });
    expect(chosen.fields.phone).toMatchObject({ value: '+4930901899', waiting: [] });
    await hear({ email: 'ada@example.com', name: 'Ada King Lovelace' });
    expect((await only()).fields.phone).toMatchObject({ value: '+4930901899' });
  });

  describe('a value that a person chose', () => {
    const undo = (mergeId: string) => client('undoMerge', { params: { ...shop.params, mergeId } });
    const choose = async (personId: string, company: string) => {
      const record = (await detail(personId)).recordList.find(({ contact }) => contact['company'] === company);
      const body = { field: 'company' as const, recordId: record?.id ?? '' };
      return client('chooseValue', { params: { ...shop.params, personId }, body });
    };
    const company = async (personId: string) => {
      const { value, waiting = [] } = (await detail(personId)).fields.company ?? {};
      return { value, waiting: waiting.map((other) => other.value) };
    };
    /** Cleo, of two companies, the second of which was chosen. */
    const cleo = async () => {
      await settings({ fields: { company: { rule: 'review' } } });
      await hear({ email: 'cleo@two.example', phone: PHONE, name: 'Cleo Chosen', company: 'Old Ltd' });
      await hear({ email: 'cleo@two.example', name: 'Cleo Chosen', company: 'New Ltd' });
      const { id } = await only('cleo@two.example');
      await choose(id, 'New Ltd');
      return id;
    };

    test('stays when a link joins them with somebody of whom nothing was chosen', async () => {
      await hear({ email: 'cleo@one.example', name: 'Cleo Chosen' });
      const id = await cleo();
      await hear({ email: 'cleo@one.example', phone: PHONE, name: 'Cleo Chosen' });
      expect((await only()).records).toBe(4);
      expect(await company(id)).toEqual({ value: 'New Ltd', waiting: [] });
    });

    test('stays when they are merged by hand, and when that is undone', async () => {
      const id = await cleo();
      await hear({ email: 'dan@dan.example', name: 'Dan Other', company: 'Dan Ltd' });
      const dan = (await only('dan@dan.example')).id;
      const merge = await client('mergePersons', { params: shop.params, body: { into: dan, from: id } });
      expect(await company(dan)).toMatchObject({ value: 'New Ltd' });
      await undo(merge.id);
      expect(await company(id)).toEqual({ value: 'New Ltd', waiting: [] });
      expect(await company(dan)).toEqual({ value: 'Dan Ltd', waiting: [] });
    });

    test('gives way to what was chosen of the other, and is back when the merge is undone', async () => {
      const id = await cleo();
      await hear({ email: 'dan@dan.example', name: 'Dan Other', company: 'Dan Ltd' });
      await hear({ email: 'dan@dan.example', name: 'Dan Other', company: 'Dan Inc' });
      const dan = (await only('dan@dan.example')).id;
      await choose(dan, 'Dan Inc');
      const merge = await client('mergePersons', { params: shop.params, body: { into: dan, from: id } });
      expect(await company(dan)).toMatchObject({ value: 'Dan Inc' });
      await undo(merge.id);
      expect([await company(dan), await company(id)]).toMatchObject([{ value: 'Dan Inc' }, { value: 'New Ltd' }]);
    });

    test('goes with its record where that leaves, by an undoing or a split', async () => {
      const id = await cleo();
      await hear({ email: 'dan@dan.example', name: 'Dan Other', company: 'Dan Ltd' });
      const dan = (await only('dan@dan.example')).id;
      const merge = await client('mergePersons', { params: shop.params, body: { into: dan, from: id } });
      await hear({ email: 'cleo@two.example', name: 'Cleo Chosen', company: 'Third Ltd' });
      await choose(dan, 'Old Ltd');
      await undo(merge.id);
      expect(await company(id)).toMatchObject({ value: 'Old Ltd' });
      await choose(id, 'New Ltd');
      const recordIds = (await detail(id)).recordList
        .filter(({ contact }) => contact['company'] !== 'Third Ltd')
        .map((record) => record.id);
      const again = await client('mergePersons', { params: shop.params, body: { into: dan, from: id } });
      const split = await client('splitPerson', { params: { ...shop.params, personId: dan }, body: { recordIds } });
      expect(await company(split.id)).toMatchObject({ value: 'New Ltd' });
      await undo(again.id);
      expect(await company(dan)).toMatchObject({ value: 'Dan Ltd' });
    });
  });

  const likely = async () => {
    await hear({ email: 'ada.lovelace@gmial.com', name: 'Ada Lovelace' });
    await hear({ email: 'ada.lovelace@gmail.com', name: 'Ada Lovelace', phone: PHONE });
    const [found] = await open();
    if (found === undefined) throw new Error('nothing was suggested');
    return found;
  };

  test('a likely pair waits for a person; accepted it is one, and undone it is two again', async () => {
    const found = await likely();
    expect(found.reasons.map(({ field, level }) => `${field}:${level}`)).toEqual(expect.arrayContaining(['name:same', 'email:meant']));
    expect(await suggestion('acceptSuggestion', found.id)).toMatchObject({ state: 'accepted', decidedBy: 'token:test' });
    expect(await only()).toMatchObject({ records: 2, fields: { phone: { value: PHONE } } });
    expect((await detail(found.b.id)).id).toBe((await only()).id);
    expect(await suggestion('undoSuggestion', found.id)).toMatchObject({ state: 'open', decidedBy: null });
    const both = await persons();
    expect(both.map(({ records }) => records)).toEqual([1, 1]);
    expect(both.filter(({ fields }) => fields.phone !== undefined)).toHaveLength(1);
    const { items } = await client('listAudit', { params: shop.params });
    expect(items.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['person.merged', 'person.merge_undone', 'suggestion.undone']),
    );
  });

  test('who was merged by hand under two names stays one when they say something new', async () => {
    await hear({ email: 'ada@example.com', name: 'Ada Byron' });
    await hear({ email: 'ada@example.com', name: 'Ada Lovelace' });
    const [lovelace, byron] = await persons();
    await client('mergePersons', { params: shop.params, body: { into: lovelace?.id ?? '', from: byron?.id ?? '' } });
    await hear({ email: 'ada@example.com', name: 'Ada Lovelace', company: 'Engines' });
    expect(await only()).toMatchObject({ id: lovelace?.id, records: 3, fields: { company: { value: 'Engines' } } });
    await hear({ email: 'ada@example.com', name: 'William King' });
    expect(await persons()).toHaveLength(2);
  });

  test('an address that is not to link by itself waits for a person', async () => {
    await settings({ linkBy: ['external_id'] });
    await hear({ email: 'ada@example.com' });
    await hear({ email: 'ada@example.com', company: 'Engines' });
    expect(await persons()).toHaveLength(2);
    expect(await open()).toHaveLength(1);
  });

  test('a pair whose merge was undone by itself can be decided anew', async () => {
    const found = await likely();
    await suggestion('acceptSuggestion', found.id);
    const [merge] = (await client('listMerges', { params: shop.params })).items;
    await client('undoMerge', { params: { ...shop.params, mergeId: merge?.id ?? '' } });
    expect(await suggestion('undoSuggestion', found.id)).toMatchObject({ state: 'open' });
    expect(await suggestion('acceptSuggestion', found.id)).toMatchObject({ state: 'accepted' });
    expect(await only()).toMatchObject({ records: 2 });
  });

  test.each([[[0, 1]], [[1, 0]]])('merges of merges are undone in any order, each person with their own: %j', async (order) => {
    const people: string[] = [];
    for (const name of ['Ada', 'Bea', 'Cleo']) {
      await hear({ email: `${name.toLowerCase()}@${name.toLowerCase()}.example`, name });
      people.push((await only(`${name.toLowerCase()}@${name.toLowerCase()}.example`)).id);
    }
    const [ada, bea, cleo] = people as [string, string, string];
    const merge = (into: string, from: string) => client('mergePersons', { params: shop.params, body: { into, from } });
    const merges = [await merge(ada, bea), await merge(cleo, ada)];
    expect(await only()).toMatchObject({ id: cleo, records: 3 });
    for (const index of order) await client('undoMerge', { params: { ...shop.params, mergeId: merges[index]?.id ?? '' } });
    const now = await persons();
    const each = Object.fromEntries(now.map(({ id, records, fields }) => [id, [records, fields.name?.value]]));
    expect(each).toEqual({ [ada]: [1, 'Ada'], [bea]: [1, 'Bea'], [cleo]: [1, 'Cleo'] });
  });

  test('a record that was split off stays where it is when the merge that brought it is undone', async () => {
    await hear({ email: 'ada@ada.example', name: 'Ada' });
    const ada = (await only()).id;
    await hear({ email: 'bea@bea.example', name: 'Bea' });
    await hear({ email: 'bea@bea.example', name: 'Beatrice' });
    const bea = await only('bea@bea.example');
    const [, beatrice] = (await detail(bea.id)).recordList;
    const merge = await client('mergePersons', { params: shop.params, body: { into: ada, from: bea.id } });
    const split = await client('splitPerson', { params: { ...shop.params, personId: ada }, body: { recordIds: [beatrice?.id ?? ''] } });
    await client('undoMerge', { params: { ...shop.params, mergeId: merge.id } });
    expect((await detail(split.id)).recordList.map(({ id }) => id)).toEqual([beatrice?.id]);
    expect((await detail(bea.id)).recordList).toHaveLength(1);
  });

  test('a rejected pair is neither suggested nor linked again', async () => {
    const found = await likely();
    await suggestion('rejectSuggestion', found.id);
    expect(await open()).toEqual([]);
    await hear({ email: 'ada.lovelace@gmial.com', name: 'Ada Lovelace', phone: PHONE });
    expect(await persons()).toHaveLength(3);
    await expect(suggestion('acceptSuggestion', found.id)).rejects.toMatchObject({ code: 'conflict' });
  });

  describe('who is kept apart from one of two', () => {
    const merge = async (into: string, from: string) => (await client('mergePersons', { params: shop.params, body: { into, from } })).id;
    const undo = (mergeId: string) => client('undoMerge', { params: { ...shop.params, mergeId } });
    const apart = async (one: string, other: string) => undo(await merge(one, other));
    const someone = async (email: string, name: string, phone?: string) => {
      await hear({ email, name, ...(phone === undefined ? {} : { phone }) });
      return (await only(email)).id;
    };
    const scene = async () => ({
      ada: await someone('ada@one.example', 'Ada Lovelace'),
      bea: await someone('bea@bea.example', 'Bea Byron'),
      cleo: await someone('cleo@cleo.example', 'Cleo Kent'),
      second: await someone('ada@two.example', 'Ada Lovelace', PHONE),
    });
    /** Shows that both of Ada's addresses are hers. */
    const show = async () => {
      await hear({ email: 'ada@one.example', phone: PHONE, name: 'Ada Lovelace' });
      return (await only('ada@one.example')).id === (await only('ada@two.example')).id;
    };

    test('is kept apart from both while they are one, and no longer when the merge is undone', async () => {
      const { ada, bea, second } = await scene();
      await apart(second, bea);
      const merged = await merge(ada, bea);
      await undo(merged);
      expect(await show()).toBe(true);
    });

    test('stays apart as long as they are one', async () => {
      const { ada, bea, second } = await scene();
      await apart(second, bea);
      await merge(ada, bea);
      await hear({ email: 'ada@one.example', phone: PHONE, name: 'Ada Lovelace' });
      expect((await detail(ada)).id).not.toBe((await detail(second)).id);
    });

    test.each([
      [0, 1],
      [1, 0],
    ])('stays apart as long as another one is with them who is: merge %i is undone, then %i', async (first, next) => {
      const { ada, bea, cleo, second } = await scene();
      await apart(second, bea);
      await apart(second, cleo);
      const merges = [await merge(ada, bea), await merge(ada, cleo)];
      const pairs = async () => {
        const rows = await shop.server.store.db.selectFrom('person_suggestions').select(['person_a', 'person_b']).execute();
        return rows.filter(({ person_a: a, person_b: b }) => [a, b].includes(ada) && [a, b].includes(second)).length;
      };
      expect(await pairs()).toBe(1);
      await undo(merges[first] ?? '');
      expect(await pairs()).toBe(1);
      await undo(merges[next] ?? '');
      expect(await pairs()).toBe(0);
      expect(await show()).toBe(true);
    });

    test('is so from whom they were merged into since, until the first merge is undone', async () => {
      const { ada, bea, second } = await scene();
      const third = await someone('ada@three.example', 'Ada Lovelace');
      await apart(second, bea);
      const merged = await merge(third, bea);
      await merge(ada, third);
      await undo(merged);
      expect(await show()).toBe(true);
    });

    test('was suggested before, and waits for a person again', async () => {
      const found = await likely();
      const bea = await someone('bea@bea.example', 'Bea Byron');
      await apart(found.b.id, bea);
      const merged = await merge(found.a.id, bea);
      expect(await open()).toEqual([]);
      await undo(merged);
      expect(await open()).toMatchObject([{ id: found.id, state: 'open', decidedBy: null }]);
    });
  });

  test('records that a link joined can be split off, and stay apart', async () => {
    await hear({ email: 'ada@example.com', name: 'Ada Lovelace' });
    await hear({ email: 'ada@example.com', name: 'Ada King Lovelace', phone: PHONE });
    const { id, recordList } = await detail((await only()).id);
    const recordIds = [recordList[1]?.id as string];
    const split = await client('splitPerson', { params: { ...shop.params, personId: id }, body: { recordIds } });
    expect(split.recordList).toMatchObject([{ id: recordIds[0], joinedBy: { by: 'person' } }]);
    await hear({ email: 'ada@example.com', name: 'Ada Lovelace', company: 'Engines' });
    expect((await persons()).length).toBeGreaterThanOrEqual(2);
    const merged = await client('mergePersons', { params: shop.params, body: { into: id, from: split.id } });
    const undone = await client('undoMerge', { params: { ...shop.params, mergeId: merged.id } });
    expect(undone.undoneBy).toBe('token:test');
    await expect(client('undoMerge', { params: { ...shop.params, mergeId: merged.id } })).rejects.toMatchObject({ code: 'conflict' });
  });

  test('a record that shows two known persons to be one merges them, and says by what', async () => {
    await hear({ email: 'ada@one.example', name: 'Ada Lovelace' });
    await hear({ email: 'ada@two.example', phone: PHONE, name: 'Ada Lovelace' });
    await hear({ email: 'ada@one.example', phone: PHONE, name: 'Ada Lovelace' });
    expect(await only()).toMatchObject({ records: 3 });
    const { items } = await client('listMerges', { params: shop.params });
    expect(items).toMatchObject([{ mergedBy: 'handoff', undoneAt: null, reason: expect.stringMatching(/^link:/) }]);
  });

  test('a contact is matched without being stored', async () => {
    await hear({ email: 'ada@example.com', name: 'Ada Lovelace' });
    const ask = (body: Record<string, string>) => client('matchContact', { params: shop.params, body });
    expect(await ask({ email: 'ADA@example.com', full: 'a lovelace' })).toMatchObject({ by: 'email', person: { records: 1 } });
    expect(await ask({ email: 'charles@example.com' })).toEqual({ person: null, by: null, suggestions: [] });
    expect(await persons()).toHaveLength(1);
  });

  test('a batch is resolved without being stored; one that cannot be read is told by its place', async () => {
    const contacts = [
      { id: 'x', email: 'ada@example.com', name: 'Ada' },
      7,
      { rid: 'z', first: 'Ada', last: 'Lovelace', email: 'ADA@example.com' },
    ];
    const answer = await client('resolveContacts', { params: shop.params, body: { contacts } });
    expect(answer).toMatchObject({
      clusters: [{ ids: ['x', 'z'] }],
      links: [{ a: 'x', b: 'z', by: 'email', names: 'single' }],
      problems: [{ index: 1 }],
    });
    expect(await persons()).toEqual([]);
  });

  test('a site’s panel sees what its own site said, and no more', async () => {
    const blog = await shop.server.pair('blog.example');
    await hear({ email: 'ada@example.com', name: 'Ada Lovelace', phone: PHONE });
    await blog.post(
      formSubmission({ subject: { email: 'ada@example.com', name: 'Ada King Lovelace' }, occurredAt: '2026-11-20T12:00:00Z' }),
    );
    await shop.server.drain();
    await hear({ email: 'charles@example.com', name: 'Charles Babbage' });
    const panel = await panelOf(blog);
    const { items } = await panel('listPersons', { params: shop.params });
    expect(items).toMatchObject([{ records: 1, fields: { name: { value: 'Ada King Lovelace' } } }]);
    expect(JSON.stringify(items)).not.toMatch(/901820|Charles/);
    const charles = await only('charles@example.com');
    await expect(panel('getPerson', { params: { ...shop.params, personId: charles.id } })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('an export has who they are known as, and an erasure leaves nothing of it', async () => {
    await hear({ email: 'ada@example.com', name: 'Ada Lovelace', phone: PHONE });
    await hear({ email: 'ada@example.com', name: 'Ada Lovelace' });
    const found = await client('exportPerson', { params: shop.params, body: { email: 'ada@example.com' } });
    expect(found.persons).toMatchObject([{ records: 2 }]);
    await client('erasePerson', { params: shop.params, body: { email: 'ada@example.com' } });
    expect(await persons()).toEqual([]);
    const { db } = shop.server.store;
    for (const table of ['persons', 'person_records', 'person_keys', 'person_suggestions'] as const)
      expect(await db.selectFrom(table).selectAll().execute()).toEqual([]);
  });

  test('the same content again is shown as a duplicate, and a person may let it go', async () => {
    const twice = () =>
      formSubmission(
        { subject: { email: 'ada@example.com' } },
        { 'your-email': 'ada@example.com', 'your-message': 'Do you repair clocks?' },
      );
    await shop.send(twice());
    const copy = await shop.send(twice());
    await shop.server.drain();
    const { items } = await client('listDuplicates', { params: shop.params });
    expect(items).toMatchObject([{ id: copy, verdict: 'duplicate' }]);
    const restore = () => client('restoreDuplicates', { params: shop.params, body: { eventIds: [copy] } });
    expect(await restore()).toEqual({ released: 1, skipped: [] });
    expect(await restore()).toMatchObject({ released: 0, skipped: [{ eventId: copy }] });
    await shop.server.drain();
    expect(shop.crm.contacts).toHaveLength(2);
    expect((await client('listDuplicates', { params: shop.params })).items).toEqual([]);
  });
});
