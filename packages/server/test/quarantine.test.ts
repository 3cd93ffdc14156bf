import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { formSubmission } from './support/harness.ts';
import { createDatabase } from './support/postgres.ts';
import { openShop, type Shop } from './support/shop.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the quarantine tests is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

describe.each(engines)('events that are kept back, on $engine', ({ engine }) => {
  let shop: Shop;

  beforeEach(async () => {
    shop = await openShop({ databaseUrl: engine === 'postgres' ? await createDatabase(admin as string) : undefined });
    await shop.publish([{ key: 'contact' }, { key: 'deal', operation: 'deal', after: 'contact' }]);
  });
  afterEach(() => shop.server.close());

  const spam = (name = 'Ada') => formSubmission({ context: { honeypot: 'http://spam.example' } }, { 'your-name': name });
  const release = (eventIds: string[], params = shop.params) => shop.server.client('releaseEvents', { params, body: { eventIds } });
  const event = (eventId: string) => shop.server.client('getEvent', { params: { ...shop.params, eventId } });
  const keep = async (envelope: unknown = spam()) => {
    const eventId = await shop.send(envelope);
    await shop.server.drain();
    return eventId;
  };

  test('a released one is pushed through every step, and says who let it go', async () => {
    const eventId = await keep();
    expect(shop.crm.contacts).toEqual([]);
    expect(await release([eventId])).toEqual({ released: 1, skipped: [] });
    await shop.server.drain();
    expect(shop.crm.contacts).toHaveLength(1);
    expect(shop.crm.deals.map(({ contactId }) => contactId)).toEqual(['c1']);
    const { verdict, reasons } = await event(eventId);
    expect(verdict).toBe('accept');
    expect(reasons.map(({ rule }) => rule)).toContain('honeypot');
    expect(reasons.at(-1)).toMatchObject({ rule: 'released', weight: 0, evidence: 'Released by test.' });
  });

  test('pushed exactly once when two people click at once', async () => {
    const ids = [await keep(), await keep()];
    const answers = await Promise.all([release(ids), release(ids), release(ids.toReversed())]);
    await shop.server.drain();
    expect(answers.map(({ released }) => released).toSorted((a, b) => a - b)).toEqual([0, 0, 2]);
    expect(shop.crm.contacts).toHaveLength(2);
    expect(await shop.states()).toEqual(['succeeded', 'succeeded', 'succeeded', 'succeeded']);
  });

  test('pushed exactly once also while the worker is at its work', async () => {
    const eventId = await keep();
    for (let index = 0; index < 20; index += 1) await shop.send(formSubmission());
    await Promise.all([shop.server.drain(), release([eventId]), release([eventId]), shop.server.drain()]);
    await shop.server.drain();
    expect(shop.crm.contacts).toHaveLength(21);
    expect((await shop.deliveries()).filter((row) => row.event_id === eventId)).toHaveLength(2);
  });

  test('one whose stored body cannot be read is named, and stops none of the others', async () => {
    const [broken, other] = [await keep(), await keep()];
    await shop.server.store.db.updateTable('events').set({ body: '{"broken":' }).where('id', '=', broken).execute();
    expect(await release([broken, other])).toEqual({
      released: 1,
      skipped: [{ eventId: broken, reason: expect.stringContaining('It cannot be sent on') }],
    });
    await shop.server.drain();
    expect(shop.crm.contacts).toHaveLength(1);
    const marked = await shop.server.client('markEvents', { params: shop.params, body: { eventIds: [broken, other], as: 'spam' } });
    expect(marked).toEqual({ marked: 2 });
  });

  test('one let go after newer ones of its contact changes no record of theirs, and still makes what is its own', async () => {
    const of = (name: string, more: object) => formSubmission({ subject: { email: 'bea@example.com' }, ...more }, { 'your-name': name });
    const old = await keep(of('Old', { context: { honeypot: 'http://spam.example' } }));
    shop.server.clock.advance(60_000);
    await keep(of('New', { occurredAt: new Date(shop.server.clock.now()).toISOString() }));
    expect(await release([old])).toEqual({ released: 1, skipped: [] });
    await shop.server.drain();
    expect(shop.crm.contacts.map(({ name }) => name)).toEqual(['New']);
    expect(shop.crm.deals.map(({ name, contactId }) => [name, contactId])).toEqual([
      ['New', 'c1'],
      ['Old', 'c1'],
    ]);
    const left = (await event(old)).deliveryList.find(({ step }) => step === 'contact');
    expect(left).toMatchObject({ state: 'skipped', attempts: 0, error: { code: 'newer_data' } });
  });

  test('a duplicate and a suppressed test may be released too', async () => {
    const first = formSubmission();
    await keep(first);
    const duplicate = await keep({ ...first, id: 'again', idempotencyKey: 'form.submitted:again:1' });
    const suppressed = await keep(formSubmission({ context: { test: true } }));
    expect([(await event(duplicate)).verdict, (await event(suppressed)).verdict]).toEqual(['duplicate', 'suppress']);
    expect((await release([duplicate, suppressed])).released).toBe(2);
    await shop.server.drain();
    expect(shop.crm.contacts).toHaveLength(3);
  });

  test('one from the site’s history is kept for the record: not pushed, remembered by its key, and pushed once when released', async () => {
    await shop.publish([{ key: 'note' }], { flowId: 'flw_orders', types: ['order.created'] });
    const submission = formSubmission({ context: { silent: true, secondsToSubmit: 34 } });
    const order = formSubmission({ type: 'order.created', idempotencyKey: 'order.created:7:1', context: { silent: true } });
    const ids = [await keep(submission), await keep(order)];
    expect(await shop.deliveries()).toEqual([]);
    for (const id of ids) {
      expect(await event(id)).toMatchObject({
        verdict: 'suppress',
        reasons: [{ rule: 'silent_import', evidence: 'Imported silently: kept for the record, not pushed.' }],
      });
    }
    // What comes again under its key is known; what a person says anew is news, although the record has the same words.
    expect(await shop.send({ ...submission, context: {} })).toBe(ids[0]);
    await keep({ ...submission, id: 'live', idempotencyKey: 'form.submitted:live:1', context: {} });
    expect(shop.crm.contacts).toHaveLength(1);

    expect((await release(ids)).released).toBe(2);
    expect((await release(ids)).released).toBe(0);
    await shop.server.drain();
    // The order's note; the contact has newer data by now.
    expect(shop.crm.contacts).toHaveLength(2);
    expect(shop.crm.deals).toHaveLength(2);
  });

  test('one from the site’s history stays silent in observe mode, and with a context that is wrong in another place', async () => {
    const settings = { screening: { observe: true } };
    await shop.server.client('updateSource', { params: { ...shop.params, sourceId: shop.site.sourceId }, body: { settings } });
    const eventId = await keep(formSubmission({ context: { silent: true, userAgent: 'x'.repeat(2000) } }));
    expect(await event(eventId)).toMatchObject({ verdict: 'suppress', problems: [{ path: '/context/userAgent' }] });
    expect(shop.crm.contacts).toEqual([]);
  });

  test('events of one contact go out in the order they came, however they are named', async () => {
    const ids: string[] = [];
    for (const name of ['one', 'two', 'three']) ids.push(await keep({ ...spam(name), subject: { email: 'ada@example.com' } }));
    await release(ids.toReversed());
    await shop.server.drain();
    expect(shop.crm.contacts.map(({ name }) => name)).toEqual(['one', 'two', 'three']);
  });

  test('what is not kept back is left alone, with the reason', async () => {
    const accepted = await keep(formSubmission());
    const unprocessed = await shop.send(formSubmission());
    const { released, skipped } = await release([accepted, unprocessed, 'evt_no']);
    expect(released).toBe(0);
    expect(skipped.toSorted((a, b) => (a.eventId < b.eventId ? -1 : 1))).toEqual(
      [
        { eventId: accepted, reason: expect.stringContaining('not kept back') as string },
        { eventId: unprocessed, reason: expect.stringContaining('not screened yet') as string },
        { eventId: 'evt_no', reason: expect.stringContaining('no such event') as string },
      ].toSorted((a, b) => (a.eventId < b.eventId ? -1 : 1)),
    );
    await shop.server.drain();
    expect(shop.crm.contacts).toHaveLength(2);
  });

  test('of another workspace nothing is released', async () => {
    const eventId = await keep();
    const other = await shop.server.client('createWorkspace', { body: { name: 'Other' } });
    expect((await release([eventId], { workspaceId: other.id })).released).toBe(0);
    expect((await event(eventId)).verdict).toBe('quarantine');
  });

  test('marking says what it is and sends nothing; the audit has both', async () => {
    const eventId = await keep();
    const mark = (as: 'spam' | 'not_spam') =>
      shop.server.client('markEvents', { params: shop.params, body: { eventIds: [eventId, 'evt_no'], as } });
    expect(await mark('not_spam')).toEqual({ marked: 1 });
    expect(await mark('not_spam')).toEqual({ marked: 1 });
    await shop.server.drain();
    expect(shop.crm.contacts).toEqual([]);
    expect(await event(eventId)).toMatchObject({ marked: 'not_spam', verdict: 'quarantine' });
    await release([eventId]);
    const rows = await shop.server.store.db
      .selectFrom('audit')
      .select(['action', 'actor', 'before', 'after'])
      .where('entity_id', '=', eventId)
      .orderBy('seq')
      .execute();
    expect(rows.map((row) => ({ ...row, before: JSON.parse(row.before!) as unknown, after: JSON.parse(row.after!) as unknown }))).toEqual([
      { action: 'event.marked', actor: 'token:test', before: { marked: null }, after: { marked: 'not_spam' } },
      { action: 'event.released', actor: 'token:test', before: { verdict: 'quarantine' }, after: { verdict: 'accept' } },
    ]);
  });
});
