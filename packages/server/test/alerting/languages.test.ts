import { publicKeyOf } from '@handoff/shared/event';
import { importJWK, SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { said } from '../../src/words/said.ts';
import { type AlertBench, openAlertBench } from '../support/alert-bench.ts';
import { createDatabase } from '../support/postgres.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];
const MINUTE = 60_000;
const ANNA = 'anna@bloom.example';
const BEN = 'ben@bloom.example';

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the tests of languages is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

describe.each(engines)('alerts in their reader’s language, on $engine', ({ engine }) => {
  let bench: AlertBench;

  beforeEach(async () => {
    bench = await openAlertBench({ databaseUrl: engine === 'postgres' ? await createDatabase(admin as string) : undefined });
  });
  afterEach(() => bench.shop.server.close());

  const about = () => ({ kind: 'connection' as const, id: bench.shop.connectionId });
  const refused = () =>
    bench.open({
      key: 'access',
      kind: 'auth',
      about: about(),
      message: said('alert.of', { name: 'Our CRM', words: 'The key of ben@bloom.example is not valid.' }),
    });
  const speaks = (email: string, language: string) =>
    bench.shop.server.store.db.updateTable('members').set({ language }).where('email', '=', email).execute();
  const workspaceSpeaks = (language: string) => bench.shop.server.store.db.updateTable('workspaces').set({ language }).execute();
  const get = async (path: string, language: string) => {
    const { server } = bench.shop;
    const answer = await server.app.request(`/v1/workspaces/${server.workspaceId}/${path}`, {
      headers: { authorization: `Bearer ${server.operatorToken}`, 'accept-language': language },
    });
    return { headers: answer.headers, json: (await answer.json()) as { items: { message: string; fix: string }[] } };
  };

  test('a German member gets German mails, from the first to the one that it is over; another the workspace’s language', async () => {
    await bench.addOwner(ANNA);
    await bench.addOwner(BEN);
    await speaks(ANNA, 'de');
    await workspaceSpeaks('fr');
    await refused();
    await bench.pass(MINUTE);
    await bench.resolve('access');
    await bench.pass(20 * MINUTE);
    expect(bench.subjects().toSorted()).toEqual([
      `${ANNA}: Bloom & Co: Our CRM: Der Zugriff wird verweigert`,
      `${ANNA}: Bloom & Co: Vorbei – Our CRM: Der Zugriff wird verweigert`,
      `${BEN}: Bloom & Co\u202f: Our CRM\u202f: L’accès est refusé`,
      `${BEN}: Bloom & Co\u202f: Terminé – Our CRM\u202f: L’accès est refusé`,
    ]);
    const [opened, over] = bench.mailbox.mails.filter(({ to }) => to === ANNA).map(({ text }) => text.split('\n'));
    expect(opened?.slice(0, 2)).toEqual([
      'Problem · Our CRM (Verbindung): Der Zugriff wird verweigert',
      // What the other system says stays as it says it, and names nobody.
      'Was geschehen ist: Our CRM: The key of [address] is not valid.',
    ]);
    expect(opened?.[2]).toMatch(/^Was zu tun ist: Öffnen Sie die Verbindung/);
    expect(opened?.[3]).toMatch(/^Seit dem \d+\. \S+ \d{4}, \d\d:\d\d Uhr UTC\.$/);
    expect(over?.[1]).toMatch(/^Vom .+ bis zum .+\.$/);
  });

  test('where nobody’s language is known it is English', async () => {
    await bench.addOwner(ANNA);
    await refused();
    await bench.pass(MINUTE);
    expect(bench.subjects()).toEqual([`${ANNA}: Bloom & Co: Our CRM: The access is refused`]);
  });

  test('several go in one message, counted in its language', async () => {
    await bench.addOwner(ANNA);
    await workspaceSpeaks('fr');
    for (const key of ['a', 'b']) await bench.open({ key, kind: 'breaker', about: about(), message: 'It is away.' });
    await bench.open({ key: 'c', kind: 'uncertain', message: said('alert.uncertain', { name: 'Our CRM' }) });
    await bench.pass(5 * MINUTE);
    expect(bench.subjects()).toEqual([`${ANNA}: Bloom & Co\u202f: 2 problèmes, 1 avertissement`]);
  });

  test('a channel without a person gets the workspace’s', async () => {
    await workspaceSpeaks('de');
    const body = { name: 'Ops', to: { kind: 'email' as const, address: 'ops@bloom.example' }, settings: {} };
    await bench.shop.server.client('createAlertChannel', { params: bench.shop.params, body });
    await refused();
    await bench.pass(MINUTE);
    expect(bench.subjects()).toEqual(['ops@bloom.example: Bloom & Co: Our CRM: Der Zugriff wird verweigert']);
  });

  test('the API answers a French panel in French, an English one in English, and says so', async () => {
    await refused();
    const french = await get('alerts', 'fr-FR');
    expect(french.headers.get('content-language')).toBe('fr');
    expect(french.headers.get('vary')?.toLowerCase()).toContain('accept-language');
    expect(french.json.items).toMatchObject([
      { message: 'Our CRM\u202f: The key of ben@bloom.example is not valid.', fix: expect.stringMatching(/^Ouvrez la connexion/) },
    ]);
    expect((await get('alerts', 'en')).json.items).toMatchObject([{ fix: expect.stringMatching(/^Open the connection/) }]);
    expect(JSON.stringify((await get('health', 'fr')).json)).toContain('Ouvrez la connexion');
    expect(JSON.stringify((await get('health/report', 'de')).json)).toContain('Öffnen Sie die Verbindung');
  });

  test('what an older server wrote is told as it is stored', async () => {
    await bench.open({ key: 'old', kind: 'version', message: 'It ends on 2026-12-01.', fix: 'Update it.' });
    const { json } = await get('alerts', 'de');
    expect(json.items).toMatchObject([{ message: 'It ends on 2026-12-01.', fix: 'Update it.' }]);
  });
});

describe('the language of a workspace of which none is known', () => {
  let bench: AlertBench;
  beforeEach(async () => {
    bench = await openAlertBench();
  });
  afterEach(() => bench.shop.server.close());

  const language = async () => {
    const { store } = bench.shop.server;
    return (await store.db.selectFrom('workspaces').select('language').executeTakeFirstOrThrow()).language;
  };

  test('is that of the first site that connects', async () => {
    const { server } = bench.shop;
    expect(await language()).toBeNull();
    await server.pair('blumen.example', 'wordpress', 'de-DE');
    expect(await language()).toBe('de');
    await server.pair('fleurs.example', 'wordpress', 'fr-FR');
    expect(await language()).toBe('de');
  });

  test('is that of the first person who changes something in a panel, not of one who looks, nor of a program', async () => {
    const { server, site } = bench.shop;
    const now = Math.floor(server.clock.now() / 1000);
    const d = Buffer.from(site.secretKey.replace('whsk_', ''), 'base64').subarray(0, 32).toString('base64url');
    const x = Buffer.from((await publicKeyOf(site.secretKey)).replace('whpk_', ''), 'base64').toString('base64url');
    const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', d, x }, 'EdDSA');
    const panel = await new SignJWT({ iss: site.sourceId, aud: 'https://handoff.test', iat: now, exp: now + 60, sub: 'anna@bloom.example' })
      .setProtectedHeader({ alg: 'EdDSA' })
      .sign(key);
    const ask = (token: string, method: string, path: string, speaks: string, body?: object) =>
      server.app.request(`/v1/workspaces/${server.workspaceId}/${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'accept-language': speaks, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    const channel = { name: 'Ops', to: { kind: 'email', address: 'ops@bloom.example' }, settings: {} };
    expect((await ask(panel, 'GET', 'alerts', 'fr')).status).toBe(200);
    expect((await ask(server.operatorToken, 'POST', 'alert-channels', 'fr', channel)).status).toBe(201);
    expect(await language()).toBeNull();
    expect((await ask(panel, 'POST', 'alert-channels', 'de-CH', channel)).status).toBe(201);
    expect(await language()).toBe('de');
    expect((await ask(panel, 'POST', 'alert-channels', 'fr', channel)).status).toBe(201);
    expect(await language()).toBe('de');
  });
});
