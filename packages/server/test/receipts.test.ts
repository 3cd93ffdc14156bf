import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { DestinationFailure } from '../src/destinations/kit/types.ts';
import { runErasures } from '../src/domain/people/run-erasures.ts';
import { purgeDue } from '../src/domain/retention/purge.ts';
import { alertKey, openAlert } from '../src/observe/alerts.ts';
import { formSubmission } from './support/harness.ts';
import { signIn } from './support/people.ts';
import { createDatabase } from './support/postgres.ts';
import { createCrm, openShop, type Shop } from './support/shop.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];
const EMAIL = 'ada@example.com';
const DAY = 86_400_000;

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the receipt tests is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

describe.each(engines)('receipts of what was done for a person, on $engine', ({ engine }) => {
  let shop: Shop;
  const open = async (options: Parameters<typeof openShop>[0] = {}) => {
    shop = await openShop({ databaseUrl: engine === 'postgres' ? await createDatabase(admin as string) : undefined, ...options });
    await shop.publish([{ key: 'contact' }]);
    await shop.send(formSubmission({ subject: { email: EMAIL, name: 'Ada Lovelace' } }));
    await shop.server.drain();
  };
  beforeEach(() => open());
  afterEach(() => shop.server.close());

  const erase = (email = EMAIL) => shop.server.client('erasePerson', { params: shop.params, body: { email } });
  const receipt = (receiptId: string) => shop.server.client('getReceipt', { params: { ...shop.params, receiptId } });
  const unsettled = async () => (await shop.server.client('listReceipts', { params: shop.params, query: { open: 'true' } })).items;
  const confirm = (receiptId: string) =>
    shop.server.client('confirmReceipt', { params: { ...shop.params, receiptId }, body: { connectionId: shop.connectionId } });

  test('an erasure leaves one that says what was done, by whom, and follows what destinations do', async () => {
    const { receiptId } = await erase();
    const asked = await receipt(receiptId);
    expect(asked).toMatchObject({
      kind: 'erasure',
      person: { by: ['email'] },
      requestedBy: expect.stringContaining('test') as string,
      counts: { events: 1, deliveries: 1, attempts: 1, cancelled: 0, records: 1 },
      destinations: [{ connection: 'Our CRM', recordId: 'c1', certain: true, state: 'asked', doneAt: null }],
      contentsSince: null,
    });
    expect(asked.finishedAt).not.toBeNull();
    expect(JSON.stringify(asked)).not.toMatch(/ada@|Lovelace/i);
    expect((await unsettled()).map(({ id }) => id)).toEqual([receiptId]);
    await runErasures(shop.server.runtime.deps);
    expect((await receipt(receiptId)).destinations).toMatchObject([{ state: 'done', recordId: null }]);
    expect(await unsettled()).toEqual([]);
  });

  test('the same person has the same digest, in any spelling; another has another', async () => {
    const digests = [];
    for (const email of [EMAIL, ' ADA@Example.com', 'bo@example.com'])
      digests.push((await receipt((await erase(email)).receiptId)).person.digest);
    expect(digests[0]).toBe(digests[1]);
    expect(digests[2]).not.toBe(digests[0]);
  });

  test('erasing all of a source leaves one over all its calls, by connection, and leaves nothing to do', async () => {
    for (let index = 0; index < 205; index += 1) await shop.send(formSubmission());
    await shop.server.drain();
    const ask = (before?: number) =>
      shop.server.client('eraseSource', {
        params: { ...shop.params, sourceId: shop.site.sourceId },
        body: before === undefined ? {} : { before },
      });
    const first = await ask();
    expect(await receipt(first.receiptId)).toMatchObject({ finishedAt: null, counts: { events: 200 } });
    const second = await ask(first.next as number);
    expect(second.receiptId).toBe(first.receiptId);
    const ended = await receipt(first.receiptId);
    expect(ended).toMatchObject({
      kind: 'erasure',
      of: 'source',
      sourceId: shop.site.sourceId,
      person: { by: [] },
      counts: { events: 206, deliveries: 206, attempts: 206 },
      destinations: [{ connection: 'Our CRM', recordId: null, url: null, state: 'stays' }],
    });
    expect(ended.counts.records).toBeGreaterThan(0);
    expect(ended.finishedAt).not.toBeNull();
    expect(await unsettled()).toEqual([]);
  });

  test('an export leaves one too, and one request of several calls is one receipt', async () => {
    for (let index = 0; index < 30; index += 1) await shop.send(formSubmission({ subject: { email: EMAIL } }));
    const ask = (before?: number) =>
      shop.server.client('exportPerson', { params: shop.params, body: { email: EMAIL, ...(before === undefined ? {} : { before }) } });
    const first = await ask();
    expect(await receipt(first.receiptId)).toMatchObject({ kind: 'export', finishedAt: null, counts: { events: 25 } });
    const second = await ask(first.next as number);
    expect(second.receiptId).toBe(first.receiptId);
    const ended = await receipt(first.receiptId);
    expect(ended).toMatchObject({ counts: { events: 31, deliveries: 1 }, destinations: [] });
    expect(ended.finishedAt).not.toBeNull();
  });

  test('whoever asks anew for the same person stands on a receipt of their own, and what nobody went on with ends by age', async () => {
    for (let index = 0; index < 30; index += 1) await shop.send(formSubmission({ subject: { email: EMAIL } }));
    const { server, params } = shop;
    const handOut = ({ client }: Pick<typeof server, 'client'>, before?: number) =>
      client('exportPerson', { params, body: { email: EMAIL, ...(before === undefined ? {} : { before }) } });
    const ben = await signIn(server, 'ben@bloom.example', 'manager', params.workspaceId);
    const first = await handOut(server);
    const bens = await handOut(ben);
    const again = await handOut(server);
    expect(new Set([first, bens, again].map(({ receiptId }) => receiptId)).size).toBe(3);
    expect((await handOut(ben, bens.next as number)).receiptId).toBe(bens.receiptId);
    expect((await handOut(server, again.next as number)).receiptId).toBe(again.receiptId);
    expect(await receipt(bens.receiptId)).toMatchObject({ requestedBy: 'member:ben@bloom.example', counts: { events: 31 } });
    const { items } = await server.client('listAudit', { params, query: { entityId: bens.receiptId } });
    expect(items).toMatchObject([{ action: 'person.exported', actor: 'member:ben@bloom.example' }]);

    expect((await unsettled()).map(({ id }) => id)).toEqual([first.receiptId]);
    server.clock.advance(DAY + 1);
    await purgeDue({ ...server.runtime.deps, pause: () => Promise.resolve() });
    expect(await unsettled()).toEqual([]);
    expect(await receipt(first.receiptId)).toMatchObject({
      counts: { events: 25 },
      finishedAt: new Date(server.clock.now()).toISOString(),
    });
    // Too late to go on with it.
    expect((await handOut(server, first.next as number)).receiptId).not.toBe(first.receiptId);
  });

  test('an erasure that somebody else brings to its end ends the one that was begun before', async () => {
    for (let index = 0; index < 205; index += 1) await shop.send(formSubmission());
    const { server, params } = shop;
    const at = { ...params, sourceId: shop.site.sourceId };
    const anna = await signIn(server, 'anna@bloom.example', 'owner', params.workspaceId);
    const begun = await server.client('eraseSource', { params: at, body: {} });
    const ended = await anna.client('eraseSource', { params: at, body: {} });
    expect(await receipt(begun.receiptId)).toMatchObject({ counts: { events: 200 }, finishedAt: expect.any(String) as string });
    expect(await receipt(ended.receiptId)).toMatchObject({ requestedBy: 'member:anna@bloom.example', counts: { events: 6 } });
    expect(await unsettled()).toEqual([]);
  });

  test('what is to be erased by hand stays on it until somebody says it is done, also after a lost answer', async () => {
    await shop.server.close();
    const crm = createCrm();
    const { erasePerson: _, ...definition } = crm.definition;
    await open({ fetch: (request) => crm.fetch(request), destinations: { crm: definition } });
    // Its answer is lost; asking again finds nothing any more.
    await erase();
    expect((await erase()).destinations).toEqual([]);
    const [waiting, ...more] = await unsettled();
    expect(more).toEqual([]);
    expect(waiting?.destinations).toMatchObject([{ state: 'by_hand', recordId: 'c1' }]);
    const confirmed = await confirm(waiting?.id ?? '');
    expect(confirmed.destinations).toMatchObject([{ state: 'done', recordId: null, doneBy: expect.stringContaining('test') as string }]);
    expect(await unsettled()).toEqual([]);
    await expect(confirm(waiting?.id ?? '')).rejects.toMatchObject({ code: 'conflict' });
    const { items } = await shop.server.client('listAudit', { params: shop.params });
    expect(items[0]).toMatchObject({ action: 'person.erased_by_hand', entityId: shop.connectionId });
  });

  test('a destination that refuses leaves it to somebody, and confirming closes the alert', async () => {
    await shop.server.close();
    const crm = createCrm();
    const refuse = () =>
      Promise.reject(new DestinationFailure({ kind: 'permanent', code: 'no', message: 'The CRM does not erase.', problems: [] }));
    await open({ fetch: (request) => crm.fetch(request), destinations: { crm: { ...crm.definition, erasePerson: refuse } } });
    const { receiptId } = await erase();
    await runErasures(shop.server.runtime.deps);
    expect((await receipt(receiptId)).destinations).toMatchObject([
      { state: 'by_hand', message: expect.stringContaining('does not erase') as string },
    ]);
    const alerts = async () =>
      (await shop.server.client('listAlerts', { params: shop.params })).items.filter(({ resolvedAt }) => resolvedAt === null);
    expect((await alerts()).map(({ kind }) => kind)).toEqual(['erasure']);
    await confirm(receiptId);
    expect(await alerts()).toEqual([]);
  });

  test('what a destination keeps all the same stands in it', async () => {
    await shop.server.close();
    const crm = createCrm();
    const erasePerson = () => Promise.resolve({ stays: 'Deals stay.' });
    await open({ fetch: (request) => crm.fetch(request), destinations: { crm: { ...crm.definition, erasePerson } } });
    const { receiptId } = await erase();
    await runErasures(shop.server.runtime.deps);
    expect((await receipt(receiptId)).destinations).toMatchObject([{ state: 'done', message: 'Deals stay.', doneBy: null }]);
    expect(await unsettled()).toEqual([]);
  });

  test('what nobody can find again at a destination is left to somebody, though others are asked for', async () => {
    await shop.publish([{ key: 'tell', operation: 'message' }]);
    shop.crm.inject({ match: /messages/, when: 'after', answer: 'reset' });
    await shop.send(formSubmission({ subject: { email: EMAIL } }));
    await shop.server.drain();
    const { receiptId } = await erase();
    const states = (await receipt(receiptId)).destinations.map(({ certain, recordId, state }) => [certain, recordId, state]);
    expect(states.toSorted((a, b) => Number(a[0]) - Number(b[0]))).toEqual([
      [false, null, 'by_hand'],
      [true, 'c1', 'asked'],
    ]);
  });

  test('it covers what screening remembers and what alerts say, also of events that are gone', async () => {
    const { db } = shop.server.store;
    const second = await shop.send(formSubmission({ subject: { email: EMAIL } }));
    await shop.server.drain();
    await shop.server.client('markEvents', { params: shop.params, body: { eventIds: [second], as: 'not_spam' } });
    expect(await db.selectFrom('screening_sightings').selectAll().where('kind', '=', 'good').execute()).toHaveLength(1);
    await db.deleteFrom('events').where('id', '=', second).execute();
    const alert = {
      workspaceId: shop.params.workspaceId,
      key: alertKey.drift('flw_x'),
      kind: 'drift' as const,
      message: `No field for ${EMAIL}.`,
    };
    await openAlert(db, alert, shop.server.clock.now());
    const { receiptId } = await erase();
    expect(await db.selectFrom('screening_sightings').selectAll().where('kind', '=', 'good').execute()).toEqual([]);
    expect(JSON.stringify(await db.selectFrom('alerts').selectAll().execute())).not.toContain(EMAIL);
    const { counts } = await receipt(receiptId);
    expect(counts.alerts).toBe(1);
    expect(counts.screening).toBeGreaterThan(0);
  });

  test('it covers what the Shopify app has not handed over yet, and leaves others’ alone', async () => {
    const { db } = shop.server.store;
    const now = shop.server.clock.now();
    const row = {
      name: 'Tea',
      state: 'installed' as const,
      installed_at: now,
      scopes: '',
      settings: '{}',
      protected_data: '{}',
      created_at: now,
      updated_at: now,
    };
    await db
      .insertInto('shopify_shops')
      .values([
        { ...row, shop: 'tea.myshopify.com', workspace_id: shop.params.workspaceId, source_id: shop.site.sourceId },
        { ...row, shop: 'other.myshopify.com', workspace_id: 'ws_other', source_id: 'src_other' },
      ])
      .execute();
    const checkout = { state: 'open' as const, started_at: now, updated_at: now, due_at: now };
    await db
      .insertInto('shopify_checkouts')
      .values([
        { ...checkout, shop: 'tea.myshopify.com', token: 'hers', body: JSON.stringify({ email: 'Ada@example.com' }) },
        { ...checkout, shop: 'tea.myshopify.com', token: 'his', body: JSON.stringify({ email: 'bo@example.com' }) },
        { ...checkout, shop: 'other.myshopify.com', token: 'elsewhere', body: JSON.stringify({ email: EMAIL }) },
      ])
      .execute();
    const { receiptId } = await erase();
    expect((await receipt(receiptId)).counts.shops).toBe(1);
    const left = await db.selectFrom('shopify_checkouts').select('token').orderBy('token').execute();
    expect(left.map(({ token }) => token)).toEqual(['elsewhere', 'his']);
  });

  test('it says from when on contents were there, and goes with the audit once nothing is left to do', async () => {
    const { runtime, clock } = shop.server;
    const purge = () => purgeDue({ ...runtime.deps, pause: () => Promise.resolve() });
    clock.advance(100 * DAY);
    const later = await shop.send(formSubmission({ subject: { email: EMAIL } }));
    const at = new Date(clock.now()).toISOString();
    await shop.server.drain();
    await purge();
    const { receiptId } = await erase();
    expect((await receipt(receiptId)).contentsSince).toBe(at);
    expect(later).toBeDefined();
    await runErasures(runtime.deps);
    clock.advance(729 * DAY);
    await purge();
    await receipt(receiptId);
    clock.advance(2 * DAY);
    await purge();
    await expect(receipt(receiptId)).rejects.toMatchObject({ code: 'not_found' });
  });
});
