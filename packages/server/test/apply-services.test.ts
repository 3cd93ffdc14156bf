import type { WorkspaceFile } from '@handoff/shared/api';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import type { Fetch } from '../src/destinations/kit/http.ts';
import { applyWorkspaceFile } from '../src/domain/workspace-file/apply.ts';
import { exportWorkspace } from '../src/domain/workspace-file/export.ts';
import { parseWorkspaceFile } from '../src/domain/workspace-file/parse.ts';
import { variablesIn } from '../src/domain/workspace-file/variables.ts';
import { AppError } from '../src/observe/app-error.ts';
import { createAkismetTwin, type AkismetTwin } from '../src/screening/services/twin-akismet.ts';
import { createTurnstileTwin, type TurnstileTwin } from '../src/screening/services/twin-turnstile.ts';
import { createHarness, type Harness, type TestSite } from './support/harness.ts';
import { createDatabase } from './support/postgres.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];
const ENV: Record<string, string> = { AKISMET_KEY: 'abc123def456', TURNSTILE_SECRET: '0xSECRET' };

const FILE = `
version: 1
workspace: { name: Bloom & Co }
sources:
  bloom-example:
    kind: wordpress
    name: The shop's pages
    settings: { screening: { observe: false } }
    services:
      akismet: { site: https://www.bloom.example, key: { env: AKISMET_KEY } }
      turnstile: { on: false, siteKey: 0xSITE, secret: { env: TURNSTILE_SECRET } }
`;

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the tests of outside services in files is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

describe.each(engines)('outside services in a workspace file, on $engine', ({ engine }) => {
  let server: Harness;
  let site: TestSite;
  let akismet: AkismetTwin;
  let turnstile: TurnstileTwin;
  let widget: { secret: string; hostname: string; action: string };
  /** Called before each question to a service. */
  let asking: () => Promise<void>;

  const fetch: Fetch = async (request) => {
    await asking();
    return (request.url.startsWith('https://rest.akismet.com') ? akismet : turnstile).fetch(request);
  };
  const start = async () =>
    createHarness({ databaseUrl: engine === 'postgres' ? await createDatabase(admin as string) : undefined, fetch });
  beforeEach(async () => {
    akismet = createAkismetTwin({ key: ENV['AKISMET_KEY'] ?? '', site: 'https://www.bloom.example' });
    widget = { secret: ENV['TURNSTILE_SECRET'] ?? '', hostname: 'bloom.example', action: 'handoff-form' };
    turnstile = createTurnstileTwin(widget);
    asking = () => Promise.resolve();
    server = await start();
    site = await server.pair();
  });
  afterEach(async () => {
    await server.close();
    expect([...akismet.violations, ...turnstile.violations]).toEqual([]);
  });

  const apply = (file: string | WorkspaceFile = FILE, { on = server, env = ENV }: { on?: Harness; env?: Record<string, string> } = {}) =>
    applyWorkspaceFile(on.runtime.deps, {
      workspaceId: on.workspaceId,
      file: parseWorkspaceFile(typeof file === 'string' ? file : JSON.stringify(file)),
      env: (name) => env[name],
      by: 'test',
    });
  const exported = async (on = server) => (await exportWorkspace(on.runtime.deps, on.workspaceId)).file;
  const changesOf = (applied: Awaited<ReturnType<typeof apply>>) =>
    Object.fromEntries(
      applied.changes
        .filter(({ entry }) => !entry.startsWith('source '))
        .map(({ entry, action, details }) => [entry.replace(' of source bloom-example', ''), [action, ...details].join(' ')]),
    );
  const services = (on = server, sourceId = site.sourceId) =>
    on.client('getScreeningServices', { params: { workspaceId: on.workspaceId, sourceId } });
  const refusal = async (file: string, env = ENV): Promise<Record<string, string>> => {
    const error: unknown = await apply(file, { env }).catch((caught: unknown) => caught);
    if (!(error instanceof AppError)) throw new Error(`It was not refused: ${JSON.stringify(error)}`);
    return Object.fromEntries((error.problems ?? []).map(({ path, message }) => [path, message]));
  };
  const questions = () => akismet.requests.length + turnstile.requests.length;
  const everything = () =>
    Promise.all(
      (['sources', 'screening_services', 'audit'] as const).map((table) => server.store.db.selectFrom(table).selectAll().execute()),
    );

  test('are set, their keys tried and sealed, once the rest of the file holds', async () => {
    const names: string[] = [];
    asking = async () => {
      const { name } = await server.store.db.selectFrom('sources').select('name').executeTakeFirstOrThrow();
      names.push(name);
    };
    const applied = await apply();
    expect(changesOf(applied)).toEqual({ Akismet: 'created', Turnstile: 'created' });
    expect(applied.problems).toEqual([]);
    expect(names).toEqual(["The shop's pages", "The shop's pages"]);
    expect(await services()).toMatchObject({
      akismet: { on: true, hasKey: true, site: 'https://www.bloom.example' },
      turnstile: { on: false, hasKey: true, siteKey: '0xSITE' },
    });
    const audit = await server.store.db.selectFrom('audit').selectAll().execute();
    const kept = await server.store.db.selectFrom('screening_services').selectAll().execute();
    const shown = JSON.stringify([applied, audit, kept, await exported()]);
    for (const secret of Object.values(ENV)) expect(shown).not.toContain(secret);
  });

  test('a second time nothing is changed and nobody asked', async () => {
    await apply();
    const [before, asked] = [await everything(), questions()];
    expect(changesOf(await apply())).toEqual({ Akismet: 'unchanged', Turnstile: 'unchanged' });
    expect(await everything()).toEqual(before);
    expect(questions()).toBe(asked);
  });

  test('say what the service has against a key; the rest of the file holds, and the next run tries again', async () => {
    const wrong = await apply(FILE, { env: { ...ENV, AKISMET_KEY: 'wrong' } });
    expect(changesOf(wrong)).toEqual({ Akismet: 'waiting', Turnstile: 'created' });
    expect(wrong.problems).toEqual([
      { path: '/sources/bloom-example/services/akismet/key', message: expect.stringContaining('does not take this key') },
    ]);
    expect(await services()).toMatchObject({ akismet: { on: false, hasKey: false }, turnstile: { hasKey: true } });
    akismet.inject({ when: 'before', answer: 'reset' });
    expect((await apply()).problems).toEqual([
      { path: '/sources/bloom-example/services/akismet', message: expect.stringContaining('could not be tried') },
    ]);
    expect(changesOf(await apply())).toEqual({ Akismet: 'created', Turnstile: 'unchanged' });
  });

  test('a key that is wrong leaves the one that works', async () => {
    await apply();
    const { problems } = await apply(FILE, { env: { ...ENV, AKISMET_KEY: 'wrong' } });
    expect(problems).toHaveLength(1);
    expect((await services()).akismet).toMatchObject({ on: true, hasKey: true });
    expect(changesOf(await apply())).toEqual({ Akismet: 'unchanged', Turnstile: 'unchanged' });
  });

  test('change where the file differs, and only there; one that is null is forgotten', async () => {
    await apply();
    const off = FILE.replace('akismet: { site', 'akismet: { on: false, site').replace('0xSITE', '0xOTHER');
    expect(changesOf(await apply(off))).toEqual({ Akismet: 'updated off', Turnstile: 'updated settings' });
    expect(await services()).toMatchObject({ akismet: { on: false, hasKey: true }, turnstile: { siteKey: '0xOTHER' } });
    widget.secret = '0xNEW';
    expect(changesOf(await apply(off, { env: { ...ENV, TURNSTILE_SECRET: '0xNEW' } }))).toEqual({
      Akismet: 'unchanged',
      Turnstile: 'updated key',
    });
    const forgotten = FILE.replace(/akismet: {.*}/, 'akismet: null').replace(/turnstile: {.*}/, '');
    expect(changesOf(await apply(forgotten))).toEqual({ Akismet: 'updated forgotten' });
    expect(changesOf(await apply(forgotten))).toEqual({ Akismet: 'unchanged' });
    expect(await services()).toMatchObject({ akismet: { hasKey: false }, turnstile: { hasKey: true, siteKey: '0xOTHER' } });
  });

  test('Akismet without an address is told the source’s own, whatever was there; a source without one keeps what is there', async () => {
    await apply();
    const bare = FILE.replace('site: https://www.bloom.example, ', '');
    akismet = createAkismetTwin({ key: ENV['AKISMET_KEY'] ?? '', site: 'https://bloom.example' });
    expect(changesOf(await apply(bare))).toEqual({ Akismet: 'updated settings', Turnstile: 'unchanged' });
    expect((await services()).akismet).toMatchObject({ on: true, site: 'https://bloom.example' });
    expect(changesOf(await apply(bare))).toEqual({ Akismet: 'unchanged', Turnstile: 'unchanged' });

    const tills = (place: string) =>
      `version: 1\nworkspace: { name: Bloom & Co }\nsources: { tills: { kind: webhook, name: Tills, services: { akismet: { ${place}key: { env: AKISMET_KEY } } } } }`;
    await apply(tills('site: https://bloom.example, '));
    expect(Object.values(changesOf(await apply(tills(''))))).toEqual(['unchanged']);
  });

  test('what can be told without asking anybody keeps the whole file from being applied', async () => {
    const before = await everything();
    const problems = await refusal(
      `${FILE.replace('siteKey: 0xSITE, ', '').replace('on: false', 'on: true')}
  tills:
    kind: webhook
    name: Tills
    services:
      akismet: { key: { env: NOT_SET } }
      turnstile: { siteKey: 0xSITE, secret: { env: TURNSTILE_SECRET } }
`,
      { ...ENV, AKISMET_KEY: 'no key at all' },
    );
    expect(problems).toEqual({
      '/sources/bloom-example/services/akismet/key': expect.stringMatching(/^What the environment variable AKISMET_KEY holds is no key/),
      '/sources/bloom-example/services/turnstile/siteKey': expect.stringContaining('Enter the site key'),
      '/sources/tills/services/akismet/site': expect.stringContaining('Enter the address of the site'),
      '/sources/tills/services/turnstile': expect.stringContaining('has none that can show it'),
    });
    expect(JSON.stringify(problems)).not.toContain('no key at all');
    expect(await everything()).toEqual(before);
    expect(questions()).toBe(0);
  });

  test('a key that is not given again stays, and is told; one that is missing is asked for', async () => {
    expect(await refusal(FILE, {})).toEqual({
      '/sources/bloom-example/services/akismet/key': expect.stringContaining('AKISMET_KEY is not set'),
      '/sources/bloom-example/services/turnstile/secret': expect.stringContaining('TURNSTILE_SECRET is not set'),
    });
    await apply();
    const before = await everything();
    const { notes } = await apply(FILE, { env: {} });
    expect(notes.slice(-2)).toEqual([
      expect.stringMatching(/^“Akismet of The shop's pages” keeps the key it has: .* AKISMET_KEY is not set/),
      expect.stringMatching(/^“Turnstile of The shop's pages” keeps the key it has: .* TURNSTILE_SECRET is not set/),
    ]);
    expect(await everything()).toEqual(before);
  });

  test('what it exports changes nothing where it came from, and makes the same elsewhere', async () => {
    await apply();
    const file = await exported();
    expect(file.sources['bloom-example']?.services).toEqual({
      akismet: { on: true, site: 'https://www.bloom.example', key: { env: 'SOURCE_BLOOM_EXAMPLE_AKISMET_KEY' } },
      turnstile: { on: false, siteKey: '0xSITE', secret: { env: 'SOURCE_BLOOM_EXAMPLE_TURNSTILE_SECRET' } },
    });
    const env = {
      SOURCE_BLOOM_EXAMPLE_AKISMET_KEY: ENV['AKISMET_KEY'] ?? '',
      SOURCE_BLOOM_EXAMPLE_TURNSTILE_SECRET: ENV['TURNSTILE_SECRET'] ?? '',
    };
    expect(variablesIn(file)).toEqual(Object.keys(env));
    const before = await everything();
    await apply(file, { env });
    expect(await everything()).toEqual(before);

    const other = await start();
    await other.pair();
    expect((await apply(file, { on: other, env })).problems).toEqual([]);
    expect(await exported(other)).toEqual(file);
    await other.close();
  });

  test('those of a site that is not paired yet, or was disconnected, wait with it', async () => {
    const unpaired = FILE.replace('bloom-example', 'clocks-example');
    expect(Object.values(changesOf(await apply(unpaired)))).toEqual(['waiting', 'waiting']);
    await server.client('revokeSource', { params: { workspaceId: server.workspaceId, sourceId: site.sourceId } });
    expect(changesOf(await apply())).toEqual({ Akismet: 'waiting', Turnstile: 'waiting' });
    expect(questions()).toBe(0);
  });
});
