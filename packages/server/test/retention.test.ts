import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { recordAudit } from '../src/domain/audit/record.ts';
import { purgeDue } from '../src/domain/retention/purge.ts';
import { alertKey, openAlert, resolveAlert } from '../src/observe/alerts.ts';
import { formSubmission } from './support/harness.ts';
import { DAY, type OldEvent, type Stored, writeOld } from './support/old-data.ts';
import { createDatabase } from './support/postgres.ts';
import { FLOW, openShop, type Shop } from './support/shop.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];
const HOUR = 3_600_000;
/** What is kept for how long where nobody says otherwise. */
const DAYS = { bodies: 90, exchanges: 30, quarantine: 60, failed: 180, events: 395, keys: 395 };

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the retention tests is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

describe.each(engines)('what goes by age, on $engine', ({ engine }) => {
  let shop: Shop;

  beforeEach(async () => {
    shop = await openShop({ databaseUrl: engine === 'postgres' ? await createDatabase(admin as string) : undefined });
    await shop.publish([{ key: 'contact' }]);
  });
  afterEach(() => shop.server.close());

  const db = () => shop.server.store.db;
  const purge = () => purgeDue({ ...shop.server.runtime.deps, pause: () => Promise.resolve() });
  /** The next run is due an hour after the last. */
  const purgeLater = async (ms = HOUR) => {
    shop.server.clock.advance(ms);
    return purge();
  };
  const get = (eventId: string) => shop.server.client('getEvent', { params: { ...shop.params, eventId } });
  const set = (body: Record<string, number>) => shop.server.client('setRetention', { params: shop.params, body });

  const isAtWork = ({ delivery }: OldEvent) =>
    delivery !== undefined && ['blocked', 'waiting', 'pending', 'leased', 'dead', 'uncertain'].includes(delivery);
  const isGivenUp = (row: OldEvent) => (row.delivery === 'dead' || row.delivery === 'uncertain') && row.age > DAYS.failed;
  const isFinished = (row: OldEvent) => {
    if (row.state === 'received') return false;
    if (row.state === 'parked' || row.state === 'revision') return row.age > DAYS.failed;
    return !isAtWork(row) || isGivenUp(row);
  };
  /** What is to be left of an event, said once more and apart from how it is done. */
  function expected(row: OldEvent) {
    const quarantined = row.verdict === 'quarantine' && (row.state ?? 'processed') === 'processed';
    const gone = isFinished(row) && (row.age > DAYS.events || (quarantined && row.age > DAYS.quarantine));
    const cut = isFinished(row) && row.age > DAYS.bodies;
    return {
      event: gone ? 'gone' : cut ? 'cut' : 'whole',
      exchange: gone ? 'gone' : cut || (row.age > DAYS.exchanges && (!isAtWork(row) || isGivenUp(row))) ? 'cut' : 'whole',
      key: row.age > DAYS.keys ? 'gone' : 'whole',
    };
  }

  async function found(row: Stored) {
    const event = await db().selectFrom('events').select(['body', 'erased_at']).where('id', '=', row.id).executeTakeFirst();
    const attempt = await db()
      .selectFrom('attempts')
      .select('exchanges')
      .where('id', '=', row.attemptId ?? '')
      .executeTakeFirst();
    const key = await db().selectFrom('event_keys').select('event_id').where('idempotency_key', '=', row.key).executeTakeFirst();
    return {
      event: event === undefined ? 'gone' : event.erased_at === null ? 'whole' : 'cut',
      exchange: attempt === undefined ? 'gone' : attempt.exchanges === null ? 'cut' : 'whole',
      key: key === undefined ? 'gone' : 'whole',
    };
  }

  const age = fc.constantFrom(1, 29, 31, 59, 61, 89, 91, 179, 181, 394, 396, 800);
  const anyEvent: fc.Arbitrary<OldEvent> = fc.oneof(
    fc.record({
      age,
      verdict: fc.constantFrom('accept' as const, 'duplicate' as const),
      delivery: fc.constantFrom(
        'blocked' as const,
        'waiting' as const,
        'pending' as const,
        'leased' as const,
        'succeeded' as const,
        'dead' as const,
        'uncertain' as const,
        'skipped' as const,
        'cancelled' as const,
        'shadow' as const,
      ),
    }),
    fc.record({ age, verdict: fc.constant('quarantine' as const) }),
    fc.record({ age, state: fc.constantFrom('received' as const, 'parked' as const, 'revision' as const) }),
  );

  test('each kind goes at its age, and nothing that is unfinished does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent, { minLength: 1, maxLength: 30 }), async (events) => {
        // Each round on a store of its own, so that a smaller example that fails too is one.
        for (const table of [
          'events',
          'deliveries',
          'attempts',
          'event_keys',
          'retention_runs',
          'retention_positions',
          'retention_kept',
        ] as const)
          await db().deleteFrom(table).execute();
        const rows = await writeOld(shop, events);
        await purge();
        for (const row of rows) {
          const want = expected(row);
          const { attemptId } = row;
          expect({ ...row, ...(await found(row)) }).toEqual({
            ...row,
            ...want,
            exchange: attemptId === undefined ? 'gone' : want.exchange,
          });
        }
      }),
      { numRuns: engine === 'sqlite' ? 40 : 15 },
    );
  });

  test('an event whose contents went is still shown, says why, and cannot be sent again', async () => {
    const [old] = (await writeOld(shop, [{ age: 100, delivery: 'succeeded', email: 'ada@example.com' }])) as [Stored];
    await purge();
    const event = await get(old.id);
    expect(event).toMatchObject({ erasedAfterDays: 90, contact: null, deliveries: { succeeded: 1 }, envelope: { data: {} } });
    expect(event.timeline.map(({ message }) => message)).toContain(
      'The personal data were removed after 90 days, as this workspace keeps them. What is left says only that this event was here.',
    );
    expect(JSON.stringify(event)).not.toContain('ada@example.com');
    await expect(shop.server.client('replayEvent', { params: { ...shop.params, eventId: old.id }, body: {} })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('removed after 90 days') as string,
    });
    for (const table of ['events', 'deliveries', 'attempts', 'lanes'] as const)
      expect(JSON.stringify(await db().selectFrom(table).selectAll().execute())).not.toContain('ada@example.com');
  });

  test('what comes again after its event is gone is known for a repeat', async () => {
    const envelope = formSubmission();
    const first = await shop.send(envelope);
    await shop.server.drain();
    shop.server.clock.advance(394 * DAY);
    await purge();
    expect(await shop.send(envelope)).toBe(first);
    await set({ events: 100 });
    await purgeLater();
    await expect(get(first)).rejects.toMatchObject({ code: 'not_found' });
    expect(await shop.send(envelope)).toBe(first);
    expect(await db().selectFrom('events').selectAll().execute()).toEqual([]);
  });

  test('what was unfinished goes in a later run, once it is finished', async () => {
    const [held, other] = (await writeOld(shop, [
      { age: 100, delivery: 'pending' },
      { age: 99, delivery: 'succeeded' },
    ])) as [Stored, Stored];
    await purge();
    expect([(await found(held)).event, (await found(other)).event]).toEqual(['whole', 'cut']);
    await db().updateTable('deliveries').set({ state: 'succeeded' }).execute();
    expect((await found(held)).event).toBe('whole');
    await purgeLater();
    expect(await found(held)).toMatchObject({ event: 'cut', exchange: 'cut' });
    expect(await db().selectFrom('retention_kept').selectAll().execute()).toEqual([]);
  });

  test('a dead letter nobody acts on is given up, says so, closes its alert and lets go of what waited behind it', async () => {
    const [old] = (await writeOld(shop, [{ age: 181, delivery: 'dead' }])) as [Stored];
    const [step] = (await writeOld(shop, [{ age: 181, delivery: 'blocked' }])) as [Stored];
    await db()
      .updateTable('deliveries')
      .set({ after_id: old.deliveryId, event_id: old.id })
      .where('id', '=', step.deliveryId ?? '')
      .execute();
    const alert = {
      workspaceId: shop.params.workspaceId,
      key: alertKey.deadLetter(FLOW, 'contact'),
      kind: 'dead_letter' as const,
      message: 'x',
    };
    await openAlert(db(), alert, shop.server.clock.now() - 181 * DAY);
    await purge();
    const { deliveryList } = await get(old.id);
    expect(deliveryList.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
    expect((await shop.server.client('listAlerts', { params: shop.params })).items.filter(({ resolvedAt }) => resolvedAt === null)).toEqual(
      [],
    );
    const { items } = await shop.server.client('listAudit', { params: shop.params });
    expect(items).toContainEqual(
      expect.objectContaining({ action: 'delivery.given_up', actor: 'system', after: { deliveryIds: [old.deliveryId], days: 180 } }),
    );
  });

  test('a dead letter overwrites nothing newer of its contact, also where that is older than contents are kept', async () => {
    const from = (email: string, name: string) =>
      formSubmission({ occurredAt: new Date(shop.server.clock.now()).toISOString(), subject: { email } }, { 'your-name': name });
    shop.crm.refuse();
    await shop.send(from('ada@example.com', 'Old'));
    await shop.server.drain();
    shop.server.clock.advance(5 * DAY);
    const newer = await shop.send(from('ada@example.com', 'New'));
    const other = await shop.send(from('bea@example.com', 'Bea'));
    await shop.server.drain();
    const [dead] = await shop.deliveries();

    shop.server.clock.advance(95 * DAY);
    await purge();
    const erasedAfter = async (eventId: string) => (await get(eventId)).erasedAfterDays;
    expect([await erasedAfter(newer), await erasedAfter(other)]).toEqual([undefined, 90]);
    const replay = () => shop.server.client('replayDeliveries', { params: shop.params, body: { deliveryIds: [dead?.id ?? ''] } });
    expect((await replay()).skipped).toMatchObject([{ code: 'newer_data' }]);
    await shop.server.drain();
    expect(shop.crm.contacts.map(({ name }) => name)).toEqual(['New', 'Bea']);

    // Nobody acts on it: once it is given up nothing keeps the newer one.
    await purgeLater(81 * DAY);
    await purgeLater();
    expect(await erasedAfter(newer)).toBe(90);
    expect(await db().selectFrom('retention_kept').selectAll().execute()).toEqual([]);
  });

  test('a workspace keeps as long as it says, within the server’s bounds', async () => {
    const [old] = (await writeOld(shop, [{ age: 20, delivery: 'succeeded' }])) as [Stored];
    await purge();
    expect((await found(old)).event).toBe('whole');
    expect(await set({ bodies: 10 })).toMatchObject({ own: { bodies: 10 }, days: { bodies: 10, audit: 730 }, defaults: { bodies: 90 } });
    await purgeLater();
    expect((await found(old)).event).toBe('cut');
    await expect(set({ keys: 10 })).rejects.toMatchObject({ code: 'invalid', details: { problems: [{ path: '/keys' }] } });
    await expect(set({ bodies: 99_999 })).rejects.toMatchObject({ code: 'invalid' });
    const { items } = await shop.server.client('listAudit', { params: shop.params });
    expect(items[0]).toMatchObject({ action: 'retention.changed', before: {}, after: { bodies: 10 } });
  });

  test('the last run says what went, and when the next is', async () => {
    const state = () => shop.server.client('getRetention', { params: shop.params });
    expect(await state()).toMatchObject({ lastRun: null, nextAt: null, isRunning: false });
    await writeOld(shop, [
      { age: 100, delivery: 'succeeded' },
      { age: 500, delivery: 'succeeded' },
      { age: 70, verdict: 'quarantine' },
    ]);
    await purge();
    const now = shop.server.clock.now();
    const removed = { bodies: 1, events: 1, quarantine: 1, keys: 1 };
    expect(await state()).toMatchObject({
      lastRun: { finishedAt: new Date(now).toISOString(), removed },
      nextAt: new Date(now + HOUR).toISOString(),
    });
    await purgeLater();
    expect(await state()).toMatchObject({ lastRun: { removed: {} }, removedSoFar: removed });
  });

  test('audit and alerts go at their age, also the server’s own', async () => {
    const now = shop.server.clock.now();
    const entry = (at: number, workspaceId = shop.params.workspaceId) =>
      recordAudit(db(), { workspaceId, at, actor: 'x', action: 'test.done', entity: 'test', entityId: String(at) });
    // As they were written: before anything else.
    const others = await db().selectFrom('audit').selectAll().execute();
    await db().deleteFrom('audit').execute();
    for (const at of [now - 731 * DAY, now - 729 * DAY]) await Promise.all([entry(at), entry(at, '')]);
    const open = async (key: string, at: number) =>
      openAlert(db(), { workspaceId: shop.params.workspaceId, key, kind: 'auth', message: key }, at);
    for (const [key, daysAgo] of [
      ['old', 91],
      ['young', 89],
    ] as const) {
      await open(key, now - 400 * DAY);
      await resolveAlert(db(), shop.params.workspaceId, key, now - daysAgo * DAY);
    }
    await open('still', now - 400 * DAY);
    await purge();
    expect(others.length).toBeGreaterThan(0);
    const audit = await db().selectFrom('audit').select(['workspace_id', 'at']).where('action', '=', 'test.done').execute();
    expect(audit.map(({ at }) => at)).toEqual([now - 729 * DAY, now - 729 * DAY]);
    expect((await db().selectFrom('alerts').select('key').orderBy('key').execute()).map(({ key }) => key)).toEqual(['still', 'young']);
  });

  test('people of whom nothing was heard for so long are forgotten; others are not', async () => {
    await shop.send(formSubmission({ subject: { email: 'quiet@example.com', name: 'Quiet One' } }));
    await shop.server.drain();
    shop.server.clock.advance(700 * DAY);
    await shop.send(
      formSubmission({ subject: { email: 'here@example.com' }, occurredAt: new Date(shop.server.clock.now()).toISOString() }),
    );
    await shop.server.drain();
    await purge();
    const addresses = async () => JSON.stringify(await db().selectFrom('person_records').select('contact').execute());
    expect(await addresses()).toContain('quiet@example.com');
    await purgeLater(40 * DAY);
    expect(await addresses()).not.toContain('quiet@example.com');
    expect(await addresses()).toContain('here@example.com');
    expect(JSON.stringify(await db().selectFrom('person_keys').selectAll().execute())).not.toContain('quiet@');
    expect(await db().selectFrom('persons').select('id').execute()).toHaveLength(1);
  });

  test('senders found genuine are remembered as long as people are', async () => {
    const now = shop.server.clock.now();
    const good = { workspace_id: shop.params.workspaceId, kind: 'good' as const, sender: null };
    await db()
      .insertInto('screening_sightings')
      .values([
        { ...good, key: 'old', event_id: 'evt_1', at: now - 731 * DAY },
        { ...good, key: 'young', event_id: 'evt_2', at: now - 729 * DAY },
        { ...good, key: 'elsewhere', workspace_id: 'ws_other', event_id: 'evt_3', at: now - 731 * DAY },
      ])
      .execute();
    await purge();
    const left = await db().selectFrom('screening_sightings').select('key').orderBy('key').execute();
    expect(left.map(({ key }) => key)).toEqual(['elsewhere', 'young']);
  });

  test('what single messages taught is forgotten as long after as the activity, whenever its message went, and the source learns anew', async () => {
    const taught = async () => {
      const { learned } = await shop.server.client('getScreening', { params: { ...shop.params, sourceId: shop.site.sourceId } });
      return { spam: learned.spam, genuine: learned.genuine };
    };
    const send = async (text: string) => {
      const eventId = await shop.send(formSubmission({}, { 'your-message': text }));
      await shop.server.drain();
      return eventId;
    };
    const spam = await send('Cheap watches, buy your replica now');
    await shop.server.client('markEvents', { params: shop.params, body: { eventIds: [spam], as: 'spam' } });
    await db().updateTable('events').set({ verdict: 'quarantine' }).where('id', '=', spam).execute();
    const told = { event_id: spam, workspace_id: shop.params.workspaceId, source_id: shop.site.sourceId, spam: 1, due_at: null, tries: 1 };
    await db().insertInto('screening_corrections').values(told).execute();
    await purge();
    await purgeLater(61 * DAY);
    await expect(get(spam)).rejects.toMatchObject({ code: 'not_found' });
    expect(await db().selectFrom('screening_corrections').select('event_id').execute()).toEqual([]);
    expect(await taught()).toEqual({ spam: 1, genuine: 0 });

    shop.server.clock.advance(300 * DAY);
    const genuine = await send('Do you mend old watches?');
    await shop.server.client('markEvents', { params: shop.params, body: { eventIds: [genuine], as: 'not_spam' } });
    await purgeLater(33 * DAY);
    expect(await taught()).toEqual({ spam: 1, genuine: 1 });
    await purgeLater(8 * DAY);
    expect(await taught()).toEqual({ spam: 0, genuine: 1 });
    expect(await db().selectFrom('screening_examples').select('event_id').execute()).toEqual([{ event_id: genuine }]);
    const { generation, learned } = await db().selectFrom('screening_models').select(['generation', 'learned']).executeTakeFirstOrThrow();
    expect([generation, learned]).toEqual([3, 3]);
  });

  test('events that come and go out while old ones are removed are all there, and two servers may remove at once', async () => {
    await writeOld(
      shop,
      Array.from({ length: 240 }, (_, index) => ({ age: index % 2 === 0 ? 100 : 500, delivery: 'succeeded' as const })),
    );
    let pauses = 0;
    const yielding = () => ({
      ...shop.server.runtime.deps,
      pause: () => {
        pauses += 1;
        return new Promise<void>((resolve) => void setImmediate(resolve));
      },
    });
    const sent: string[] = [];
    const send = async () => {
      for (let index = 0; index < 15; index += 1) {
        sent.push(await shop.send(formSubmission()));
        if (index % 5 === 0) await shop.server.drain();
      }
      await shop.server.drain();
    };
    await Promise.all([purgeDue(yielding()), purgeDue(yielding()), send()]);
    // Whoever works waits for no workspace that is locked by a removal: it comes again later.
    await shop.server.drain();
    expect(pauses).toBeGreaterThan(1);
    const states = await db().selectFrom('deliveries').select(['event_id', 'state']).where('event_id', 'in', sent).execute();
    expect(states.map(({ state }) => state)).toEqual(Array.from({ length: 15 }, () => 'succeeded'));
    const left = await sql<{
      count: number;
    }>`select count(*) as count from events where received_at < ${shop.server.clock.now() - 395 * DAY}`.execute(db());
    expect(left.rows[0]?.count).toBe(0);
    expect(shop.crm.contacts).toHaveLength(15);
  });
});
