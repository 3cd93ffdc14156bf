import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { evidenceWords } from '@handoff/shared/panel';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { erasePerson } from '../src/domain/people/erase.ts';
import { within } from '../src/store/within.ts';
import { createHarness, formSubmission, type Harness, type TestSite } from './support/harness.ts';
import { createDatabase } from './support/postgres.ts';
import { somebodyWaits } from './support/somebody-waits.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];
const GOODS = ['lamps', 'tables', 'chairs', 'vases', 'clocks', 'mirrors', 'shelves', 'carpets'];
const PLACES = ['Norway', 'Bergen', 'Oslo', 'Graz', 'Vienna', 'Porto'];
const pairs = GOODS.flatMap((goods) => PLACES.map((place) => ({ goods, place })));
const genuineTexts = pairs.map(({ goods, place }) => `Hello, do you ship ${goods} to ${place}, and how long does it take? Thank you.`);
const spamTexts = pairs.map(
  ({ goods, place }) => `Buy cheap replica watches, better than ${goods}! Visit http://${place}.example and win cash now!`,
);
const SPAM = 'Buy cheap replica watches, better than stools! Visit http://lyon.example and win cash now!';
const GENUINE = 'Hello, do you ship stools to Porto, and how long does it take? Thank you.';

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the screening tests is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

describe.each(engines)('screening that learns, on $engine', ({ engine }) => {
  let server: Harness;
  let site: TestSite;
  let params: { workspaceId: string };
  let source: { workspaceId: string; sourceId: string };

  beforeEach(async () => {
    server = await createHarness({ databaseUrl: engine === 'postgres' ? await createDatabase(admin as string) : undefined });
    site = await server.pair();
    params = { workspaceId: server.workspaceId };
    source = { ...params, sourceId: site.sourceId };
    await settings({ observe: false });
  });
  afterEach(() => server.close());

  const settings = (screening: Record<string, unknown>) =>
    server.client('updateSource', { params: source, body: { settings: { screening } } });
  const send = async (envelopes: unknown[]): Promise<string[]> => {
    const answer = await site.post({ events: envelopes });
    await server.drain();
    return ((await answer.json()) as { results: { eventId: string }[] }).results.map(({ eventId }) => eventId);
  };
  const submit = (message: string, context: Record<string, unknown> = {}) =>
    formSubmission({ context: { secondsToSubmit: 34, ...context } }, { 'your-message': message });
  const event = (eventId: string) => server.client('getEvent', { params: { ...params, eventId } });
  const screen = async (...items: unknown[]) => (await server.client('screenBatch', { params, body: { items } })).results;
  const mark = (eventIds: string[], as: 'spam' | 'not_spam' | 'none') => server.client('markEvents', { params, body: { eventIds, as } });
  const teach = async () => {
    const spam = await send(spamTexts.map((text) => submit(text)));
    const genuine = await send(genuineTexts.map((text) => submit(text)));
    await mark(spam, 'spam');
    await server.client('releaseEvents', { params, body: { eventIds: genuine } });
    return { spam, genuine };
  };

  test('learns from what is marked and released, also where it had gone on already', async () => {
    expect((await screen(SPAM))[0]?.reasons.map(({ rule }) => rule)).not.toContain('learned_content');
    await teach();
    const [spam, genuine] = await screen(SPAM, GENUINE);
    expect(spam?.verdict).toBe('quarantine');
    expect(genuine?.verdict).toBe('accept');
    for (const judged of [spam, genuine]) {
      const { evidence = '' } = judged?.reasons.find(({ rule }) => rule === 'learned_content') ?? {};
      expect(evidenceWords(evidence, (text) => `»${text}`, 'en')).toMatch(/^».*48/);
      expect(judged?.reasons.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(judged?.score ?? Number.NaN, 9);
    }
    const [id = ''] = await send([submit(SPAM)]);
    expect(await event(id)).toMatchObject({ verdict: 'quarantine' });
    expect(await server.client('getScreening', { params: source })).toMatchObject({ learned: { spam: 48, genuine: 48, state: 'ready' } });
  });

  test('takes the last word on an event, and forgets all when asked', async () => {
    const { spam } = await teach();
    await mark(spam, 'not_spam');
    expect((await screen(SPAM))[0]?.verdict).not.toBe('quarantine');
    expect(await server.client('forgetScreening', { params: source })).toEqual({ forgotten: 96 });
    expect((await server.client('exportScreening', { params: source })).model).toBeNull();
    expect((await screen(SPAM))[0]?.reasons.map(({ rule }) => rule)).not.toContain('learned_content');
  });

  test('a honeypot that is filled with more than fits was filled', async () => {
    const [id = ''] = await send([submit('Hello', { honeypot: 'x'.repeat(2001) })]);
    const { verdict, reasons } = await event(id);
    expect([verdict, reasons.map(({ rule }) => rule)]).toEqual(['quarantine', expect.arrayContaining(['honeypot'])]);
  });

  test('unlearns what was marked by mistake, but not what a release taught', async () => {
    const learned = async () => (await server.client('getScreening', { params: source })).learned;
    const [kept = ''] = await send([submit('Hello', { honeypot: 'x' })]);
    const [passed = ''] = await send([submit('Do you ship to Oslo?')]);
    await server.client('releaseEvents', { params, body: { eventIds: [kept] } });
    expect(await mark([kept, passed], 'spam')).toEqual({ marked: 2 });
    expect(await learned()).toMatchObject({ spam: 2, genuine: 0 });
    expect(await mark([kept, passed], 'none')).toEqual({ marked: 2 });
    expect(await learned()).toMatchObject({ spam: 0, genuine: 1 });
    expect(await event(passed)).toMatchObject({ marked: null, verdict: 'accept' });
    const changes = await server.store.db.selectFrom('audit').select('after').where('entity_id', '=', passed).orderBy('seq').execute();
    expect(changes.map(({ after }) => JSON.parse(after ?? '') as unknown)).toEqual([{ marked: 'spam' }, { marked: null }]);
  });

  test('another server that shares the database judges the same', async () => {
    await teach();
    const [first] = await screen(SPAM);
    const { createLearner } = await import('../src/domain/screening/learner.ts');
    const { screenBatch } = await import('../src/domain/screening/screen-batch.ts');
    const learner = createLearner(server.runtime.deps);
    const reach = { ...params, sourceId: undefined, by: 'test' };
    const other = await screenBatch({ ...server.runtime.deps, learner }, reach, { items: [SPAM] });
    expect(other.results[0]?.score).toBe(first?.score);
  });

  test('another server knows what a source is written in before there is a model', async () => {
    await mark(await send([...genuineTexts, ...spamTexts].map((text) => submit(text))), 'not_spam');
    const russian = { envelope: submit('Здравствуйте, сколько стоит доставка в Казань? Спасибо большое') };
    const [here] = await screen(russian);
    expect(here?.reasons.map(({ rule }) => rule)).toContain('language');
    const { createLearner } = await import('../src/domain/screening/learner.ts');
    const { screenBatch } = await import('../src/domain/screening/screen-batch.ts');
    const learner = createLearner(server.runtime.deps);
    const reach = { ...params, sourceId: undefined, by: 'test' };
    const there = await screenBatch({ ...server.runtime.deps, learner }, reach, { items: [russian] });
    expect(there.results[0]?.reasons).toEqual(here?.reasons);
  });

  test('what an older version learned is learned anew', async () => {
    await teach();
    const [before] = await screen(SPAM);
    const { model } = await server.client('exportScreening', { params: source });
    await server.store.db
      .updateTable('screening_models')
      .set({ model: JSON.stringify({ ...model, version: 0 }) })
      .execute();
    const { createLearner } = await import('../src/domain/screening/learner.ts');
    const { model: anew } = await createLearner(server.runtime.deps).upToDate(server.workspaceId, site.sourceId);
    expect(anew?.calibration).toEqual(model?.calibration);
    expect((await server.client('exportScreening', { params: source })).model?.version).toBe(model?.version);
    expect((await screen(SPAM))[0]?.score).toBe(before?.score);
  });

  test('and once, also where corrections came in since', async () => {
    await teach();
    await screen(SPAM);
    const { model } = await server.client('exportScreening', { params: source });
    await mark(await send([submit('Do you bake on Sundays too?')]), 'not_spam');
    await server.store.db
      .updateTable('screening_models')
      .set({ model: JSON.stringify({ ...model, version: 0 }) })
      .execute();
    const { createLearner } = await import('../src/domain/screening/learner.ts');
    const { runtime, clock } = server;
    const written: number[] = [];
    const now = () => written.push(clock.now());
    const learner = createLearner({ ...runtime.deps, clock: { ...runtime.deps.clock, now } });
    await learner.taught(server.workspaceId);
    // Waits for what is being learned meanwhile.
    await mark(await send([submit('And on Mondays?')]), 'not_spam');
    await learner.upToDate(server.workspaceId, site.sourceId);
    expect(written).toHaveLength(2);
  });

  test('erasing a person takes what their messages taught', async () => {
    const ids = await send([submit(SPAM)]);
    await mark(ids, 'spam');
    const examples = () => server.store.db.selectFrom('screening_examples').selectAll().execute();
    expect(await examples()).toHaveLength(1);
    const { contact } = await event(ids[0] ?? '');
    await server.client('erasePerson', { params, body: { email: contact ?? '' } });
    expect(await examples()).toEqual([]);
    expect(
      await server.store.db
        .selectFrom('screening_sightings')
        .selectAll()
        .where('event_id', '=', ids[0] ?? '')
        .execute(),
    ).toEqual([]);
  });

  // On SQLite transactions do not overlap.
  test.skipIf(engine === 'sqlite')('what is marked while its person is being erased teaches nothing', async () => {
    const [id = ''] = await send([submit(GENUINE)]);
    const { contact } = await event(id);
    const { deps } = server.runtime;
    const reach = { ...params, sourceId: undefined, by: 'test' };
    let marking: Promise<unknown> | undefined;
    await deps.store.transaction(async (trx) => {
      await erasePerson({ ...deps, store: within(deps.store, trx) }, reach, { email: contact ?? '' }, undefined);
      marking = mark([id], 'not_spam');
      await somebodyWaits(deps.store);
    });
    await marking;
    expect(await server.store.db.selectFrom('screening_examples').select('event_id').execute()).toEqual([]);
    expect(await server.store.db.selectFrom('screening_sightings').select('kind').execute()).toEqual([]);
  });

  test('a source that only watches is told what would be', async () => {
    await settings({ observe: true });
    const { observe, results } = await server.client('screenBatch', {
      params,
      body: { items: [{ envelope: submit('Hello', { honeypot: 'x' }) }, 7, { text: 'Hello there' }, { envelope: { type: '' } }] },
    });
    expect(observe).toBe(true);
    expect(results.map(({ verdict }) => verdict)).toEqual(['quarantine', null, 'accept', null]);
    expect(results[1]?.error).toContain('envelope');
    expect(await server.store.db.selectFrom('events').selectAll().execute()).toEqual([]);
  });

  test('a form token is asked for where the source wants it, and is good once', async () => {
    await settings({ observe: false, requireFormToken: true });
    const { formToken, proofOfWork } = await server.client('formChallenge', { params: { sourceId: site.sourceId } });
    expect(proofOfWork).toBeNull();
    const late = { ...submit('Hello again', { formToken }), occurredAt: '2026-11-23T12:00:00Z' };
    const ids = await send([
      submit('Hello'),
      submit('Hello you', { formToken: `${formToken}x` }),
      late,
      submit('Good', { formToken }),
      submit('Bad', { formToken }),
    ]);
    const verdicts = await Promise.all(ids.map(async (id) => (await event(id)).verdict));
    expect(verdicts).toEqual(['quarantine', 'quarantine', 'quarantine', 'accept', 'quarantine']);
    expect((await event(ids.at(-1) ?? '')).reasons).toContainEqual(
      expect.objectContaining({ rule: 'form_token', evidence: expect.stringContaining('used for another') }),
    );
  });

  test('a proof of work is asked for where the source wants it, and is good once', async () => {
    await settings({ observe: false, requireProofOfWork: true });
    server.clock.set(Date.now());
    const { proofOfWork: challenge } = await server.client('formChallenge', { params: { sourceId: site.sourceId } });
    const solution = await solveChallenge({ challenge: challenge as never, deriveKey });
    const proofOfWork = Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
    const ids = await send([
      submit('Hello'),
      submit('Wrong', { proofOfWork: 'e30=' }),
      submit('Good', { proofOfWork }),
      submit('Bad', { proofOfWork }),
    ]);
    const verdicts = await Promise.all(ids.map(async (id) => (await event(id)).verdict));
    expect(verdicts).toEqual(['quarantine', 'quarantine', 'accept', 'quarantine']);
  });

  test('a flood from one address, one network and with one text is seen, each with its weight', async () => {
    const message = 'We can bring your shop to many more customers within a week, just answer this message';
    const ids = await send(Array.from({ length: 8 }, () => submit(message, { ip: '203.0.113.7' })));
    const rules = (await event(ids.at(-1) ?? '')).reasons.map(({ rule }) => rule);
    expect(rules).toEqual(expect.arrayContaining(['network_rate', 'same_content_senders']));
    expect((await event(ids[0] ?? '')).reasons.map(({ rule }) => rule)).toEqual(['nothing_found']);
  });

  test('tells what other thresholds would have done, how well it did, and what to look at', async () => {
    const three = submit('Three');
    const ids = await send([submit('One', { honeypot: 'x' }), submit('Two', { secondsToSubmit: 1 }), three]);
    // The same a moment later is no message of its own: counts would not add up.
    const [copy = ''] = await send([{ ...three, id: 'again', idempotencyKey: `${three.idempotencyKey}-again` }]);
    expect((await event(copy)).verdict).toBe('duplicate');
    // What is let go of these is no mistake of screening: it had not kept them back.
    const [silent = ''] = await send([submit('Long ago', { silent: true })]);
    expect((await server.client('restoreDuplicates', { params, body: { eventIds: [copy] } })).released).toBe(1);
    expect((await server.client('releaseEvents', { params, body: { eventIds: [silent] } })).released).toBe(1);
    await server.client('releaseEvents', { params, body: { eventIds: [ids[0] ?? ''] } });
    const whatIf = await server.client('screeningWhatIf', { params: source, query: { review: 1, quarantine: 2 } });
    expect(whatIf).toMatchObject({
      messages: 3,
      then: { accept: 1, review: 1, quarantine: 1 },
      now: { accept: 1, review: 0, quarantine: 2 },
    });
    expect(whatIf.newlyKept.samples.map(({ eventId }) => eventId)).toEqual([ids[1]]);
    expect(await server.client('screeningQuality', { params: source, query: {} })).toMatchObject({
      messages: 3,
      kept: 1,
      released: 1,
      confirmed: 0,
      precision: { value: 0 },
      rules: [{ rule: 'honeypot', kept: 1, released: 1 }],
    });
    const digest = await server.client('screeningDigest', { params, query: {} });
    expect(digest.worstThrough.map(({ eventId }) => eventId)).toEqual([ids[1], ids[2]]);
    expect(digest).toMatchObject({ messages: 3, kept: 1, released: 1, likeliestMistakes: [] });
  });

  test('of a mark and a release the last counts', async () => {
    const quality = () => server.client('screeningQuality', { params: source, query: {} });
    const [id = ''] = await send([submit('One', { honeypot: 'x' })]);
    await mark([id], 'spam');
    expect(await quality()).toMatchObject({ confirmed: 1, released: 0 });
    await server.client('releaseEvents', { params, body: { eventIds: [id, 'evt_unknown'] } });
    expect(await event(id)).toMatchObject({ verdict: 'accept', marked: null });
    expect(await quality()).toMatchObject({ confirmed: 0, released: 1 });
    await mark([id], 'spam');
    expect(await quality()).toMatchObject({ confirmed: 1, released: 0 });
  });

  test('orders, however many, hide no message of the time that is looked at', async () => {
    await send([submit('Long before', { honeypot: 'x' })]);
    const [order = ''] = await send([formSubmission({ type: 'order.created' })]);
    const numbers =
      engine === 'sqlite'
        ? sql`with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < 51000)`
        : sql`with numbers(n) as (select * from generate_series(1, 51000))`;
    await sql`
      insert into events (id, workspace_id, source_id, type, state, idempotency_key, occurred_at, received_at, process_at, process_failures,
        verdict, reasons, body)
      ${numbers}
      select 'evt_' || n, workspace_id, source_id, type, state, 'order.created:' || n, occurred_at, received_at, 0, 0, verdict, reasons, body
      from events, numbers where id = ${order}`.execute(server.store.db);
    expect(await server.client('screeningWhatIf', { params: source, query: {} })).toMatchObject({ messages: 1, then: { quarantine: 1 } });
    expect(await server.client('screeningQuality', { params: source, query: {} })).toMatchObject({ messages: 1, kept: 1 });
  });

  test('the same words are a copy by when they were sent, however long either was on its way', async () => {
    const said = submit('Please call me back');
    const sentAt = (name: string, occurredAt: string) => ({ ...said, id: name, idempotencyKey: `form.submitted:${name}:1`, occurredAt });
    // After an outage the site sends what it kept of three days.
    const [monday = '', , tuesday = ''] = await send([
      sentAt('monday', '2026-11-18T09:00:00Z'),
      submit('And another'),
      sentAt('tuesday', '2026-11-19T09:00:00Z'),
    ]);
    expect([(await event(monday)).verdict, (await event(tuesday)).verdict]).toEqual(['accept', 'accept']);
    // The second click of a double one, which had to be sent again.
    server.clock.advance(40 * 60_000);
    const [second = ''] = await send([sentAt('second', '2026-11-19T09:00:01Z')]);
    expect(await event(second)).toMatchObject({ verdict: 'duplicate', duplicateOf: tuesday });
  });

  test('a copy shows what it is a copy of, and the signs that its score is of', async () => {
    const hasty = submit('Two', { secondsToSubmit: 1 });
    const [first = ''] = await send([hasty]);
    const [copy = ''] = await send([{ ...hasty, id: 'again', idempotencyKey: `${hasty.idempotencyKey}-again` }]);
    const { score, reasons } = await event(first);
    expect(score).toBeGreaterThan(0);
    const kept = await event(copy);
    expect(kept).toMatchObject({ verdict: 'duplicate', duplicateOf: first, score });
    expect(kept.reasons).toEqual([expect.objectContaining({ rule: 'same_content', weight: 0 }), ...reasons]);
    const [said] = (await server.client('listDuplicates', { params, query: {} })).items;
    expect(said).toMatchObject({ id: copy, verdict: 'duplicate' });
  });

  test('a model that cannot be read lets messages through, flagged', async () => {
    await teach();
    await screen(SPAM);
    await server.store.db.updateTable('screening_models').set({ model: '{', learned: 99, generation: 99 }).execute();
    const [id = ''] = await send([submit(GENUINE)]);
    const { verdict, reasons } = await event(id);
    expect(verdict).toBe('review');
    expect(reasons.map(({ rule }) => rule)).toContain('rule_failed');
  });
});
