import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import type { Fetch } from '../src/destinations/kit/http.ts';
import { createCorrector } from '../src/domain/screening/services/corrector.ts';
import { resealAll } from '../src/domain/server/reseal.ts';
import { createAsker } from '../src/pipeline/ask-services.ts';
import { createKeyring, newSealingKey } from '../src/secrets/keyring.ts';
import { createAkismetTwin, type AkismetTwin } from '../src/screening/services/twin-akismet.ts';
import { createTurnstileTwin, type TurnstileTwin } from '../src/screening/services/twin-turnstile.ts';
import { createHarness, formSubmission, type Harness, type TestSite } from './support/harness.ts';
import { createDatabase } from './support/postgres.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];
const KEY = 'abc123def456';
const SECRET = '0xSECRET';
const JWE = /^eyJ[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/;

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the tests of outside services is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

describe.each(engines)('outside services, on $engine', ({ engine }) => {
  let server: Harness;
  let site: TestSite;
  let akismet: AkismetTwin;
  let turnstile: TurnstileTwin;
  let params: { workspaceId: string };
  let source: { workspaceId: string; sourceId: string };
  /** What the server's calls go through; a test may put something in between. */
  let through: Fetch;

  beforeEach(async () => {
    akismet = createAkismetTwin();
    turnstile = createTurnstileTwin();
    through = (request) => (request.url.startsWith('https://rest.akismet.com') ? akismet : turnstile).fetch(request);
    server = await createHarness({
      databaseUrl: engine === 'postgres' ? await createDatabase(admin as string) : undefined,
      fetch: (request) => through(request),
    });
    site = await server.pair();
    params = { workspaceId: server.workspaceId };
    source = { ...params, sourceId: site.sourceId };
    await server.client('updateSource', { params: source, body: { settings: { screening: { observe: false } } } });
  });
  afterEach(async () => {
    await server.close();
    expect([...akismet.violations, ...turnstile.violations]).toEqual([]);
  });

  const useAkismet = () => server.client('setAkismet', { params: source, body: { on: true, key: KEY } });
  const useTurnstile = () => server.client('setTurnstile', { params: source, body: { on: true, siteKey: '0xSITE', secret: SECRET } });
  const services = () => server.client('getScreeningServices', { params: source });
  const submit = (message: string, context: Record<string, unknown> = {}, occurredAt = '2026-11-21T12:00:00Z') =>
    formSubmission(
      {
        occurredAt,
        context: { secondsToSubmit: 34, ip: '203.0.113.7', userAgent: 'Mozilla/5.0', page: 'https://bloom.example/contact', ...context },
      },
      { 'your-message': message },
    );
  const post = async (...envelopes: unknown[]): Promise<string[]> => {
    const answer = await site.post({ events: envelopes });
    return ((await answer.json()) as { results: { eventId: string }[] }).results.map(({ eventId }) => eventId);
  };
  const event = (eventId: string) => server.client('getEvent', { params: { ...params, eventId } });
  const verdictOf = async (envelope: unknown) => {
    const [eventId = ''] = await post(envelope);
    await server.drain();
    const { verdict, reasons } = await event(eventId);
    return { eventId, verdict, rules: reasons.map(({ rule }) => rule), said: reasons.map(({ evidence }) => evidence).join(' ') };
  };
  const openAlerts = async () =>
    (await server.client('listAlerts', { params })).items.filter(({ kind, resolvedAt }) => kind === 'screener' && resolvedAt === null);
  const refuseKey = () => akismet.inject({ match: /comment-check/, when: 'before', answer: { status: 200, body: 'invalid' } });
  const asked = () => akismet.requests.filter(({ path }) => path === '/1.1/comment-check');
  const tellCorrections = async () => {
    const corrector = createCorrector(server.runtime.deps);
    corrector.start();
    await corrector.stop();
  };

  test('nobody is asked anything until somebody enters a key', async () => {
    expect(await services()).toEqual({
      akismet: { on: false, hasKey: false, checkedAt: null, problem: null, site: 'https://bloom.example' },
      turnstile: { on: false, hasKey: false, checkedAt: null, problem: null, siteKey: null, possible: true },
    });
    expect(await verdictOf(submit('Cheap viagra', { turnstile: '' }))).toMatchObject({ verdict: 'accept' });
    expect([...akismet.requests, ...turnstile.requests]).toEqual([]);
  });

  test('a key that is forgotten while it is tried once more does not come back, and one sealed anew stays so', async () => {
    await useAkismet();
    const meanwhile = async (work: () => Promise<unknown>, body: { on: boolean }) => {
      const before = through;
      through = async (request) => {
        through = before;
        await work();
        return before(request);
      };
      return server.client('setAkismet', { params: source, body });
    };
    const sealed = async () => (await server.store.db.selectFrom('screening_services').select('secret').executeTakeFirst())?.secret;
    const next = newSealingKey();
    await meanwhile(async () => resealAll(server.store, { ...createKeyring([next]), open: server.runtime.deps.keyring.open }), {
      on: true,
    });
    expect(await createKeyring([next]).open((await sealed()) as string)).toBe(KEY);

    await server.client('setAkismet', { params: source, body: { on: true, key: KEY } });
    const forget = () => server.client('forgetScreeningService', { params: { ...source, service: 'akismet' } });
    await expect(meanwhile(forget, { on: true })).rejects.toMatchObject({ code: 'conflict' });
    expect(await sealed()).toBeUndefined();
  });

  test('an address that is left out is the site’s own again, whatever stood there; a hook, which has none, keeps its', async () => {
    const set = (sourceId: string, body: { on: boolean; key?: string; site?: string }) =>
      server.client('setAkismet', { params: { ...params, sourceId }, body });
    const own = 'https://bloom.example';
    await set(site.sourceId, { on: true, key: KEY });
    expect((await set(site.sourceId, { on: false, site: 'https://old.example' })).akismet.site).toBe('https://old.example');
    expect((await set(site.sourceId, { on: true })).akismet.site).toBe(own);
    const hook = await server.client('createWebhookSource', { params, body: { name: 'Hook' } });
    await set(hook.id, { on: true, key: KEY, site: own });
    expect((await set(hook.id, { on: true })).akismet.site).toBe(own);
  });

  test('a key is tried before it is kept, sealed, and shown to nobody', async () => {
    const set = (key: string) => server.client('setAkismet', { params: source, body: { on: true, key } });
    await expect(set('wrong')).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('does not take this key') });
    akismet.inject({ when: 'before', answer: 'reset' });
    await expect(set(KEY)).rejects.toMatchObject({ code: 'destination_failed', message: expect.stringContaining('nothing was saved') });
    expect((await services()).akismet.hasKey).toBe(false);

    const answer = await set(KEY);
    expect(answer.akismet).toMatchObject({ on: true, hasKey: true, site: 'https://bloom.example', problem: null });
    const row = await server.store.db.selectFrom('screening_services').selectAll().executeTakeFirstOrThrow();
    expect(row.secret).toMatch(JWE);
    const { items } = await server.client('listAudit', { params });
    expect(items.filter(({ action }) => action === 'screening_service.set')).toHaveLength(1);
    expect(JSON.stringify([row.settings, answer, items])).not.toContain(KEY);

    const [next, before] = [newSealingKey(), server.runtime.deps.keyring];
    const both = { ...createKeyring([next]), open: before.open };
    expect(await resealAll(server.store, both)).toMatchObject({ unopenable: [], complete: true });
    const { secret } = await server.store.db.selectFrom('screening_services').select('secret').executeTakeFirstOrThrow();
    expect(await createKeyring([next]).open(secret)).toBe(KEY);
  });

  test('a secret of Turnstile likewise; its site key is no secret, and pages are told it', async () => {
    const set = (secret: string) => server.client('setTurnstile', { params: source, body: { on: true, siteKey: '0xSITE', secret } });
    await expect(set('0xWRONG')).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('does not know this secret') });
    expect((await set(SECRET)).turnstile).toMatchObject({ on: true, siteKey: '0xSITE' });
    const page = () => server.client('formChallenge', { params: { sourceId: site.sourceId } });
    expect((await page()).turnstile).toEqual({ siteKey: '0xSITE', action: 'handoff-form' });
    await server.client('setTurnstile', { params: source, body: { on: false } });
    expect((await page()).turnstile).toBeNull();
    expect((await services()).turnstile).toMatchObject({ on: false, hasKey: true, siteKey: '0xSITE' });
    await server.client('forgetScreeningService', { params: { ...source, service: 'turnstile' } });
    expect((await services()).turnstile).toMatchObject({ hasKey: false, siteKey: null });
  });

  test('what Akismet says is one reason among the others, with its weight', async () => {
    await useAkismet();
    expect(await verdictOf(submit('Do you repair clocks?'))).toMatchObject({ verdict: 'accept', said: 'Akismet sees no spam in this.' });
    expect(await verdictOf(submit('Cheap viagra'))).toMatchObject({ verdict: 'quarantine', rules: ['akismet'] });
    expect(await verdictOf(submit('viagra, viagra'))).toMatchObject({ said: expect.stringContaining('throw away unseen') });
    await server.client('updateSource', { params: source, body: { settings: { screening: { trustedEmails: ['friend@example.com'] } } } });
    const friend = { ...submit('My viagra order'), subject: { email: 'friend@example.com' } };
    expect((await verdictOf(friend)).verdict).not.toBe('quarantine');
    expect(asked()).toHaveLength(4);
  });

  test('it is not told of what is kept back anyway, of tests, of orders, and of what it judged on the site itself', async () => {
    await useAkismet();
    await useTurnstile();
    await verdictOf(submit('Hello', { honeypot: 'x', turnstile: 'token' }));
    await verdictOf(submit('Hello', { test: true, turnstile: 'token' }));
    await verdictOf({ ...submit('Hello'), type: 'order.created' });
    await verdictOf({ ...submit('viagra'), signals: [{ tool: 'akismet', verdict: 'spam' }] });
    expect(await verdictOf(submit('No address', { ip: 'unknown' }))).toMatchObject({ verdict: 'accept', rules: ['nothing_found'] });
    expect(asked()).toEqual([]);
    expect(turnstile.requests).toHaveLength(1);
  });

  test('without an answer a message goes on, flagged, and the settings say what is wrong until it is right again', async () => {
    await useAkismet();
    const alert = { 'X-akismet-alert-code': '10003', 'X-akismet-alert-msg': 'Upgrade' };
    akismet.inject({ match: /comment-check/, when: 'before', answer: { status: 200, body: 'true', headers: alert } });
    expect(await verdictOf(submit('Cheap viagra'))).toMatchObject({
      verdict: 'review',
      said: expect.stringContaining('"Akismet: wants no more questions for now" could not be run'),
    });
    expect((await services()).akismet.problem).toMatchObject({ message: expect.stringContaining('10003') });

    // It is left alone for a while: what comes in need not wait for nothing.
    expect(await verdictOf(submit('Cheap viagra again'))).toMatchObject({ verdict: 'review' });
    expect(asked()).toHaveLength(1);
    server.clock.advance(301_000);
    expect(await verdictOf(submit('Cheap viagra once more'))).toMatchObject({ verdict: 'quarantine' });
    expect((await services()).akismet.problem).toBeNull();
  });

  test('a key that cannot be opened any more costs no message', async () => {
    await useAkismet();
    await server.store.db.updateTable('screening_services').set({ secret: 'damaged' }).execute();
    expect(await verdictOf(submit('Cheap viagra'))).toMatchObject({ verdict: 'review' });
    expect((await services()).akismet.problem?.message).toContain('Enter it again');
    await expect(server.client('setAkismet', { params: source, body: { on: true } })).rejects.toMatchObject({ code: 'invalid' });
    await useAkismet();
    expect(await verdictOf(submit('Cheap viagra, again'))).toMatchObject({ verdict: 'quarantine' });
  });

  test('a key whose sealing key is lost costs no message, of its source or another, and is told until it is entered again', async () => {
    await useAkismet();
    const other = await server.pair('clocks.example');
    const lost = await createKeyring([newSealingKey()]).seal(KEY);
    await server.store.db.updateTable('screening_services').set({ secret: lost }).execute();
    const answer = await other.post({ events: [submit('Do you repair lamps?')] });
    const { results } = (await answer.json()) as { results: { eventId: string }[] };
    expect(await verdictOf(submit('Cheap viagra'))).toMatchObject({
      verdict: 'review',
      said: expect.stringContaining('"Akismet: refuses the key in your settings" could not be run'),
    });
    expect((await event(results[0]?.eventId ?? '')).state).toBe('processed');
    expect(asked()).toEqual([]);
    expect(await openAlerts()).toMatchObject([{ message: expect.stringContaining('stored key of Akismet cannot be opened') }]);
    await useAkismet();
    expect(await openAlerts()).toEqual([]);
    expect(await verdictOf(submit('Cheap viagra, again'))).toMatchObject({ verdict: 'quarantine' });
  });

  test('a refused key is told to somebody, with what to do, until the service answers again; a passing trouble is not', async () => {
    await useAkismet();
    const beAway = () => akismet.inject({ match: /comment-check/, when: 'before', answer: { status: 503 } });
    beAway();
    await verdictOf(submit('Do you repair clocks?'));
    expect(await openAlerts()).toEqual([]);
    refuseKey();
    expect(await verdictOf(submit('Cheap viagra'))).toMatchObject({ verdict: 'review' });
    expect(await openAlerts()).toMatchObject([
      {
        severity: 'warning',
        message: expect.stringContaining('Akismet refuses the key'),
        fix: expect.stringContaining('enter the key of the filter again'),
        about: { kind: 'source', id: site.sourceId, name: 'bloom.example' },
      },
    ]);
    server.clock.advance(301_000);
    beAway();
    await verdictOf(submit('Do you repair lamps?'));
    expect(await openAlerts()).toHaveLength(1);
    server.clock.advance(61_000);
    expect(await verdictOf(submit('Cheap viagra, again'))).toMatchObject({ verdict: 'quarantine' });
    expect(await openAlerts()).toEqual([]);
  });

  test('nothing more is said of a key once it was replaced, turned off or forgotten, or its site disconnected', async () => {
    const ends = [
      useAkismet,
      () => server.client('setAkismet', { params: source, body: { on: false } }),
      () => server.client('forgetScreeningService', { params: { ...source, service: 'akismet' } }),
      () => server.client('revokeSource', { params: source }),
    ];
    for (const end of ends) {
      await useAkismet();
      refuseKey();
      await verdictOf(submit('Cheap viagra'));
      expect(await openAlerts()).toHaveLength(1);
      await end();
      expect(await openAlerts()).toEqual([]);
    }
  });

  test('a key that was replaced while it was asked with is not complained of', async () => {
    await useAkismet();
    let answer = () => {};
    const held = new Promise<void>((resolve) => (answer = resolve));
    const { fetch } = akismet;
    through = async (request) => {
      if (request.url.endsWith('comment-check')) await held;
      return fetch(request);
    };
    refuseKey();
    await post(submit('Cheap viagra'));
    const drained = server.drain();
    const processAt = () => server.store.db.selectFrom('events').select('process_at').executeTakeFirstOrThrow();
    await expect.poll(async () => (await processAt()).process_at).toBeGreaterThan(server.clock.now());
    await useAkismet();
    answer();
    await drained;
    expect(await openAlerts()).toEqual([]);
    expect((await services()).akismet.problem).toBeNull();
  });

  test('no key is opened while nothing waits for its service; where none is on, one query is all it takes', async () => {
    const { deps } = server.runtime;
    const count = { opened: 0, queries: 0 };
    const counted = deps.store.db.withPlugin({
      transformQuery: ({ node }) => {
        count.queries += 1;
        return node;
      },
      transformResult: ({ result }) => Promise.resolve(result),
    });
    const open = (sealed: string) => {
      count.opened += 1;
      return deps.keyring.open(sealed);
    };
    const ask = createAsker({ ...deps, store: { ...deps.store, db: counted }, keyring: { ...deps.keyring, open } });
    await post(submit('Do you repair clocks?'));
    expect(await ask(server.workspaceId)).toBeUndefined();
    expect(count).toEqual({ opened: 0, queries: 1 });
    await server.drain();
    await useAkismet();
    await post({ ...submit('1 clock'), type: 'order.created' });
    expect(await ask(server.workspaceId)).toBeUndefined();
    expect(count).toEqual({ opened: 0, queries: 2 });
    await post(submit('Do you repair lamps?'));
    await (
      await ask(server.workspaceId)
    )?.done;
    expect([count.opened, asked().length]).toEqual([1, 1]);
  });

  test('while a message waits for an answer, others of the workspace go on', async () => {
    await useAkismet();
    let answer = () => {};
    const held = new Promise<void>((resolve) => (answer = resolve));
    const { fetch } = akismet;
    through = async (request) => {
      await held;
      return fetch(request);
    };
    const [waiting = '', order = ''] = await post(submit('Do you repair clocks?'), { ...submit('1 clock'), type: 'order.created' });
    const drained = server.drain();
    await expect.poll(async () => (await event(order)).state).toBe('processed');
    expect((await event(waiting)).state).toBe('received');
    answer();
    await drained;
    expect(await event(waiting)).toMatchObject({ state: 'processed', verdict: 'accept' });
  });

  test('two servers ask once; one that ends while it asks is followed by another', async () => {
    await useAkismet();
    const [first = ''] = await post(submit('Do you repair clocks?'), submit('Do you repair watches?'));
    const askers = [createAsker(server.runtime.deps), createAsker(server.runtime.deps)];
    const begun = await Promise.all(askers.map((ask) => ask(server.workspaceId)));
    for (const each of begun) await each?.done;
    await server.drain();
    expect(asked()).toHaveLength(2);
    expect(await event(first)).toMatchObject({ verdict: 'accept' });

    const [left = ''] = await post(submit('And lamps?'));
    const db = server.store.db;
    await db
      .updateTable('events')
      .set({ process_at: server.clock.now() + 60_000 })
      .where('id', '=', left)
      .execute();
    await server.drain();
    expect((await event(left)).state).toBe('received');
    server.clock.advance(61_000);
    await server.drain();
    expect(await event(left)).toMatchObject({ verdict: 'accept' });
    expect(asked()).toHaveLength(3);
  });

  test('it hears of what it was wrong about, once, and of second thoughts', async () => {
    await useAkismet();
    const missed = await verdictOf(submit('Buy our lists'));
    const wrong = await verdictOf(submit('My viagra research, as agreed'));
    const right = await verdictOf(submit('Cheap viagra'));
    const agreed = await verdictOf(submit('Do you repair clocks?'));
    const mark = (as: 'spam' | 'not_spam', ...ids: string[]) => server.client('markEvents', { params, body: { eventIds: ids, as } });
    await mark('spam', missed.eventId, right.eventId);
    await mark('not_spam', agreed.eventId);
    await server.client('releaseEvents', { params, body: { eventIds: [wrong.eventId] } });
    akismet.inject({ match: /submit/, when: 'before', answer: { status: 503 } });
    await tellCorrections();
    expect(akismet.corrected).toHaveLength(1);
    await tellCorrections();
    expect(akismet.corrected).toHaveLength(1);
    server.clock.advance(10_000);
    await tellCorrections();
    const inOrder = () => akismet.corrected.map(({ as, content }) => `${as}: ${content}`).toSorted();
    expect(inOrder()).toEqual(['ham: My viagra research, as agreed', 'spam: Buy our lists']);
    await mark('spam', missed.eventId);
    await mark('not_spam', missed.eventId);
    await tellCorrections();
    expect(inOrder()).toEqual(['ham: Buy our lists', 'ham: My viagra research, as agreed', 'spam: Buy our lists']);
  });

  test('it hears nothing of people who were erased, and nothing once it is off', async () => {
    await useAkismet();
    const erased = await verdictOf({ ...submit('Buy our lists'), subject: { email: 'gone@example.com' } });
    const off = await verdictOf(submit('Buy our stamps'));
    await server.client('markEvents', { params, body: { eventIds: [erased.eventId, off.eventId], as: 'spam' } });
    await server.client('erasePerson', { params, body: { email: 'gone@example.com' } });
    await server.client('setAkismet', { params: source, body: { on: false } });
    await tellCorrections();
    expect(akismet.corrected).toEqual([]);
    expect((await event(erased.eventId)).reasons).toMatchObject([{ rule: 'akismet', evidence: 'Akismet sees no spam in this.' }]);
    expect(await server.store.db.selectFrom('screening_corrections').selectAll().execute()).toEqual([]);
    expect(await verdictOf(submit('Cheap viagra'))).toMatchObject({ verdict: 'accept' });
  });

  test('a form that shows Turnstile keeps back what comes without its token, or with one that was used or made up', async () => {
    await useTurnstile();
    const token = turnstile.issue();
    expect(await verdictOf(submit('Good', { turnstile: token }))).toMatchObject({ verdict: 'accept', rules: ['nothing_found'] });
    expect(await verdictOf(submit('Another form'))).toMatchObject({ verdict: 'accept' });
    let network = 0;
    const kept = async (given: string, words: string) =>
      expect(await verdictOf(submit(`Bad ${words}`, { turnstile: given, ip: `198.51.${(network += 1)}.7` }))).toMatchObject({
        verdict: 'quarantine',
        rules: ['turnstile'],
        said: expect.stringContaining(words),
      });
    await kept('', 'came without the check');
    await kept(token, 'to another message');
    await kept('made-up', 'never gave');
    await kept(turnstile.issue({ hostname: 'other.example' }), 'another site');
  });

  test('a shop is visited under addresses of its own, so a token of any that Cloudflare knows is good there', async () => {
    const shop = await server.pair('steep-and-co.myshopify.com', 'shopify');
    const sourceId = shop.sourceId;
    const of = { params: { ...params, sourceId } };
    await server.client('updateSource', { ...of, body: { settings: { screening: { observe: false } } } });
    expect((await server.client('getScreeningServices', of)).turnstile.possible).toBe(true);
    await server.client('setTurnstile', { ...of, body: { on: true, siteKey: '0xSITE', secret: SECRET } });
    const send = async (token: string, words: string) => {
      const answer = await shop.post({ events: [submit(words, { turnstile: token })] });
      const { results } = (await answer.json()) as { results: { eventId: string }[] };
      await server.drain();
      return event(results[0]?.eventId ?? '');
    };
    expect(await send(turnstile.issue({ hostname: 'steep-and-co.example' }), 'Do you ship to Ghent?')).toMatchObject({ verdict: 'accept' });
    expect(await send(turnstile.issue({ action: 'login' }), 'And to Bruges?')).toMatchObject({ verdict: 'quarantine' });
    expect(await send('', 'Nor to Paris?')).toMatchObject({ verdict: 'quarantine' });
  });

  test('a visitor is not blamed for a token that grew old on its way', async () => {
    await useTurnstile();
    const old = () => ({ turnstile: turnstile.issue({ expired: true }) });
    expect(await verdictOf(submit('At once', old()))).toMatchObject({ verdict: 'review', rules: ['turnstile'] });
    expect(await verdictOf(submit('Waited in the outbox', old(), '2026-11-21T11:50:00Z'))).toMatchObject({
      verdict: 'review',
      said: expect.stringContaining('too long on its way'),
    });
  });

  test('where Cloudflare does not answer, messages go on, flagged', async () => {
    await useTurnstile();
    turnstile.inject({ when: 'before', answer: { status: 502 } }, { when: 'before', answer: { status: 502 } });
    expect(await verdictOf(submit('Hello', { turnstile: turnstile.issue() }))).toMatchObject({
      verdict: 'review',
      said: expect.stringContaining('"Turnstile: answered with an error" could not be run'),
    });
    expect((await services()).turnstile.problem?.message).toContain('502');
  });
});
