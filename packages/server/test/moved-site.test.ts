import { publicKeyOf } from '@handoff/shared/event';
import { importJWK, SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { wakeSites } from '../src/domain/source/wake.ts';
import { createAkismetTwin } from '../src/screening/services/twin-akismet.ts';
import { createTurnstileTwin, type TurnstileTwin } from '../src/screening/services/twin-turnstile.ts';
import { createHarness, formSubmission, type Harness, jsonRequest, type TestSite } from './support/harness.ts';
import { createDatabase } from './support/postgres.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];
const [OLD, NEW] = ['https://bloom.example', 'https://petals.example/shop'];

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the tests of sites that move is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

describe.each(engines)('a site that moved, on $engine', ({ engine }) => {
  let server: Harness;
  let site: TestSite;
  let akismet: ReturnType<typeof createAkismetTwin>;
  let turnstile: TurnstileTwin;
  let woken: string[];
  let network = 0;
  let params: { workspaceId: string };
  let source: { workspaceId: string; sourceId: string };

  beforeEach(async () => {
    [akismet, turnstile] = [createAkismetTwin(), createTurnstileTwin()];
    woken = [];
    server = await createHarness({
      databaseUrl: engine === 'postgres' ? await createDatabase(admin as string) : undefined,
      fetch: (request) => {
        const service = [akismet, turnstile].find(({ origins }) => origins.includes(new URL(request.url).origin));
        if (service !== undefined) return service.fetch(request);
        woken.push(request.url);
        return Promise.resolve(Response.json({ ok: true }));
      },
    });
    site = await server.pair();
    params = { workspaceId: server.workspaceId };
    source = { ...params, sourceId: site.sourceId };
  });
  afterEach(async () => {
    await server.close();
    expect([...akismet.violations, ...turnstile.violations]).toEqual([]);
  });

  /** As the plugin tells it: signed by its site's key. */
  async function tell(url: string, { of = site.sourceId, by = site } = {}) {
    const seed = Buffer.from(by.secretKey.replace('whsk_', ''), 'base64').subarray(0, 32);
    const x = Buffer.from((await publicKeyOf(by.secretKey)).replace('whpk_', ''), 'base64').toString('base64url');
    const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', d: seed.toString('base64url'), x }, 'EdDSA');
    const now = Math.floor(server.clock.now() / 1000);
    const claims = { iss: by.sourceId, aud: 'https://handoff.test', sub: 'ada@bloom.example', iat: now, exp: now + 60 };
    const token = await new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA' }).sign(key);
    const path = `/v1/workspaces/${server.workspaceId}/sources/${of}`;
    const answer = await server.app.fetch(jsonRequest(path, { url }, { authorization: `Bearer ${token}` }, 'PATCH'));
    return { status: answer.status, body: (await answer.json()) as unknown };
  }
  const addresses = async () => (await server.client('listSources', { params })).items.map(({ url }) => url).toSorted();
  const changes = async () => (await server.client('listAudit', { params, query: { entityId: site.sourceId } })).items;
  const verdictOf = async (words: string, hostname: string) => {
    const visitor = { secondsToSubmit: 34, ip: `198.51.${(network += 1)}.7`, userAgent: 'Mozilla/5.0' };
    const context = { ...visitor, page: `${NEW}/contact`, turnstile: turnstile.issue({ hostname }) };
    const answer = await site.post(formSubmission({ context }, { 'your-message': words }));
    const { eventId } = (await answer.json()) as { eventId: string };
    await server.drain();
    const { verdict, reasons } = await server.client('getEvent', { params: { ...params, eventId } });
    return { verdict, rules: reasons.map(({ rule }) => rule) };
  };

  test('is woken where it is now', async () => {
    expect(await tell(NEW)).toMatchObject({ status: 200, body: { id: site.sourceId, url: NEW, name: 'bloom.example' } });
    expect(await addresses()).toEqual([NEW]);
    server.clock.advance(600_000);
    await wakeSites(server.runtime.deps);
    expect(woken).toEqual([`${NEW}/?rest_route=/handoff/v1/wake`]);
  });

  test('is asked about as that: what comes with a check made there is let through, and Akismet hears its name', async () => {
    await server.client('updateSource', { params: source, body: { settings: { screening: { observe: false } } } });
    await server.client('setTurnstile', { params: source, body: { on: true, siteKey: '0xSITE', secret: '0xSECRET' } });
    const [kept, passed] = [
      { verdict: 'quarantine', rules: ['turnstile'] },
      { verdict: 'accept', rules: ['nothing_found'] },
    ];
    expect(await verdictOf('Do you ship to Ghent?', 'petals.example')).toEqual(kept);
    await tell(NEW);
    expect(await verdictOf('When are you open?', 'petals.example')).toEqual(passed);
    expect(await verdictOf('My lamp is broken', 'bloom.example')).toEqual(kept);

    akismet = createAkismetTwin({ key: 'abc123def456', site: NEW });
    const { akismet: set } = await server.client('setAkismet', { params: source, body: { on: true, key: 'abc123def456' } });
    expect(set).toMatchObject({ site: NEW, problem: null });
    await verdictOf('Which tea is this?', 'petals.example');
    expect(akismet.requests.at(-1)).toMatchObject({ path: '/1.1/comment-check', body: { blog: NEW } });
  });

  test('stands in the audit with who said so; its address alone is put back by an undo', async () => {
    await tell(NEW);
    const [moved] = await changes();
    expect(moved).toMatchObject({ action: 'source.updated', actor: 'panel:ada@bloom.example', undoable: true });
    expect([moved?.before, moved?.after]).toMatchObject([{ url: OLD }, { url: NEW }]);
    await server.client('updateSource', { params: source, body: { name: 'Petals' } });
    const renamed = (await changes())[0];
    expect(renamed?.after).not.toHaveProperty('url');
    const undo = (id: number | undefined) => server.client('undoChange', { params: { ...params, changeId: String(id) } });
    await undo(renamed?.id);
    expect(await addresses()).toEqual([NEW]);
    await undo(moved?.id);
    expect(await addresses()).toEqual([OLD]);
    await expect(undo(moved?.id)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('a site that says again where it is changes nothing', async () => {
    const before = await changes();
    expect(await tell(OLD)).toMatchObject({ status: 200, body: { url: OLD } });
    expect(await changes()).toEqual(before);
  });

  test.each(['', 'petals.example', 'ftp://petals.example', 'javascript:alert(1)', 'https://petals example', 'https://'])(
    '%j is no address of a site',
    async (url) => {
      const message = expect.stringContaining('/url') as string;
      expect(await tell(url)).toMatchObject({ status: 422, body: { error: { code: 'invalid', message } } });
      expect(await addresses()).toEqual([OLD]);
    },
  );

  test('speaks for itself only', async () => {
    const other = await server.pair('other.example');
    expect(await tell(NEW, { of: other.sourceId })).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } });
    expect(await addresses()).toEqual([OLD, 'https://other.example']);
  });

  test('what is no WordPress site stays where it is', async () => {
    const shop = await server.pair('steep-and-co.myshopify.com', 'shopify');
    expect(await tell(NEW, { of: shop.sourceId, by: shop })).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } });
    const hook = await server.client('createWebhookSource', { params, body: { name: 'Hook' } });
    const body = { url: NEW };
    await expect(server.client('updateSource', { params: { ...params, sourceId: hook.id }, body })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await addresses()).not.toContain(NEW);
  });
});
