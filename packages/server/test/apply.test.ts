import type { WorkspaceFile } from '@handoff/shared/api';
import { generateSecret, importSigningKey, sign } from '@handoff/shared/event';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { webhook } from '../src/destinations/webhook/index.ts';
import { applyWorkspaceFile } from '../src/domain/workspace-file/apply.ts';
import { exportWorkspace } from '../src/domain/workspace-file/export.ts';
import { parseWorkspaceFile } from '../src/domain/workspace-file/parse.ts';
import { AppError } from '../src/observe/app-error.ts';
import { createCrm, crm, type Crm } from './support/crm.ts';
import { createHarness, formSubmission, type Harness, jsonRequest } from './support/harness.ts';
import { createMailbox, signIn } from './support/people.ts';
import { createDatabase } from './support/postgres.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the workspace file tests is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

const CRM_TOKEN = 'tok_SECRET_1234567890';
const HOOK_SECRET = generateSecret();
const ENV: Record<string, string> = { CRM_TOKEN, HOOK_SECRET, HOOK_HEADERS: '{"X-Api-Key":"SECRET_header"}' };

const FILE = `
version: 1
workspace: { name: Bloom & Co }
sources:
  tills:
    kind: webhook
    name: Tills
    settings: { screening: { observe: false }, eventType: custom.sale }
    signingSecret: { env: HOOK_SECRET }
connections:
  crm:
    destination: crm
    name: Our CRM
    owner: ada@bloom.example
    secrets: { token: { env: CRM_TOKEN } }
  archive:
    destination: webhook
    name: Archive
    settings: { url: https://archive.example/in, perSecond: 5 }
    secrets: { headers: { env: HOOK_HEADERS } }
flows:
  contact:
    name: Contacts
    owner: ada@bloom.example
    spec:
      trigger: { types: [form.submitted] }
      steps:
        - key: contact
          connection: crm
          operation: contact
          mapping: { fields: { /email: { do: path, path: /subject/email } } }
        - key: deal
          connection: crm
          operation: deal
          after: contact
          mapping: { fields: { /title: { do: path, path: /subject/name }, /contactId: { do: path, path: /steps/contact/id } } }
  sales:
    name: Sales
    state: shadow
    spec:
      trigger: { types: [custom.sale], sources: [tills] }
      steps:
        - { key: keep, connection: archive, operation: send, mapping: { fields: { /total: { do: path, path: /data/total } } } }
  later:
    name: Later
    state: draft
    spec:
      trigger: { types: [order.paid] }
      steps:
        - { key: keep, connection: archive, operation: send, mapping: { fields: {} } }
`;

/** The same with the workspace's own names, and with whom to tell of alerts. */
const FULL = `${FILE}
vocabulary:
  room_type: { label: Room type, words: [Zimmerart, room-type] }
  mail: { label: E-mail, meaning: email }
alertChannels:
  - { name: The shop, to: { email: ada@bloom.example }, settings: { findings: 'off' } }
  - { name: The agency, to: { connection: archive } }
`;

describe.each(engines)('a workspace file, on $engine', ({ engine }) => {
  let server: Harness;
  let vendor: Crm;

  const start = async () =>
    createHarness({
      databaseUrl: engine === 'postgres' ? await createDatabase(admin as string) : undefined,
      fetch: (request) => vendor.fetch(request),
      destinations: { crm, webhook },
      mailer: createMailbox(),
    });
  beforeEach(async () => {
    vendor = createCrm();
    server = await start();
  });
  afterEach(() => server.close());

  const apply = (file: string | WorkspaceFile = FILE, { on = server, env = ENV }: { on?: Harness; env?: Record<string, string> } = {}) =>
    applyWorkspaceFile(on.runtime.deps, {
      workspaceId: on.workspaceId,
      file: parseWorkspaceFile(typeof file === 'string' ? file : JSON.stringify(file)),
      env: (name) => env[name],
      by: 'test',
    });
  const exporting = (on = server) => exportWorkspace(on.runtime.deps, on.workspaceId);
  const exported = async (on = server) => (await exporting(on)).file;
  const actions = (applied: Awaited<ReturnType<typeof apply>>) =>
    Object.fromEntries(applied.changes.map(({ entry, action }) => [entry, action]));
  const flow = async (slug: string) =>
    (await server.client('listFlows', { params: { workspaceId: server.workspaceId } })).items.find((each) => each.slug === slug);
  const refusal = async (file: string, env = ENV): Promise<Record<string, string>> => {
    const error: unknown = await apply(file, { env }).catch((caught: unknown) => caught);
    if (!(error instanceof AppError)) throw new Error(`It was not refused: ${JSON.stringify(error)}`);
    return Object.fromEntries((error.problems ?? []).map(({ path, message }) => [path, message]));
  };
  /** Every row of what a file can change, and of the audit. */
  const everything = async () => {
    const tables = ['sources', 'source_keys', 'connections', 'flows', 'flow_versions', 'vocabulary', 'alert_channels', 'audit'] as const;
    return Promise.all(tables.map((table) => server.store.db.selectFrom(table).selectAll().execute()));
  };

  test('makes what is missing, and events take the way it says', async () => {
    const applied = await apply();
    expect(actions(applied)).toEqual({
      'source tills': 'created',
      'connection crm': 'created',
      'connection archive': 'created',
      'flow contact': 'created',
      'flow sales': 'created',
      'flow later': 'created',
    });
    expect(applied.problems).toEqual([]);
    expect((await flow('contact'))?.published).not.toBeNull();
    expect(await flow('sales')).toMatchObject({ published: null, shadow: { state: 'shadow' } });
    expect(await flow('later')).toMatchObject({ published: null, shadow: null, draft: { state: 'draft' } });

    const site = await server.pair();
    await site.post(formSubmission({ subject: { email: 'ada@example.com', name: 'Ada' } }));
    await server.drain();
    expect(vendor.snapshot()).toEqual({ contacts: [{ email: 'ada@example.com' }], deals: [{ title: 'Ada', contactId: 'c1' }] });
  });

  test('a second time it changes nothing at all', async () => {
    await apply();
    const before = await everything();
    const again = await apply();
    expect(new Set(again.changes.map(({ action }) => action))).toEqual(new Set(['unchanged']));
    expect(await everything()).toEqual(before);
  });

  test('takes the senders’ secret from the environment, and a new one when it changes', async () => {
    await apply();
    const [source] = (await server.client('listSources', { params: { workspaceId: server.workspaceId } })).items;
    const post = async (secret: string) => {
      const body = JSON.stringify({ total: 12 });
      const signed = await sign([await importSigningKey(secret)], {
        id: `msg_${crypto.randomUUID()}`,
        timestamp: Math.floor(server.clock.now() / 1000),
        body,
      });
      return (await server.app.fetch(jsonRequest(`/v1/hooks/${source?.id ?? ''}`, body, { ...signed }))).status;
    };
    expect(await post(HOOK_SECRET)).toBe(202);
    const other = generateSecret();
    expect(actions(await apply(FILE, { env: { ...ENV, HOOK_SECRET: other } }))).toMatchObject({ 'source tills': 'updated' });
    expect([await post(HOOK_SECRET), await post(other)]).toEqual([401, 202]);
  });

  test('changes what differs and nothing else; a flow is published only with another spec', async () => {
    await apply();
    const published = (await flow('contact'))?.published?.version;
    const renamed = await apply(
      FILE.replace('name: Our CRM', 'name: CRM of ours').replace('name: Contacts', 'name: People').replace('perSecond: 5', 'perSecond: 9'),
    );
    expect(renamed.changes.filter(({ action }) => action === 'updated')).toEqual([
      { entry: 'connection crm', action: 'updated', details: ['name'] },
      { entry: 'connection archive', action: 'updated', details: ['settings'] },
      { entry: 'flow contact', action: 'updated', details: ['name'] },
    ]);
    expect(await flow('contact')).toMatchObject({ name: 'People', published: { version: published }, draft: null });

    const changed = FILE.replace('/title: { do: path, path: /subject/name }', '/title: { do: path, path: /subject/email }');
    expect(actions(await apply(changed))).toMatchObject({ 'flow contact': 'updated', 'flow sales': 'unchanged' });
    expect((await flow('contact'))?.published?.version).toBe((published ?? 0) + 1);
  });

  test('says all that is wrong at once, with paths into the file, and changes nothing', async () => {
    const before = await everything();
    const problems = await refusal(
      FILE.replace('eventType: custom.sale', 'colour: red')
        .replace('destination: webhook', 'destination: pigeon')
        .replace('secrets: { token: { env: CRM_TOKEN } }', 'secrets: { token: { env: NOT_SET } }')
        .replace('sources: [tills]', 'sources: [kiosk]'),
    );
    expect(Object.keys(problems).toSorted()).toEqual([
      '/connections/archive/destination',
      '/connections/crm/secrets/token',
      '/flows/sales/spec/trigger/sources/0',
      '/sources/tills/settings/colour',
    ]);
    expect(problems['/connections/crm/secrets/token']).toContain('NOT_SET');
    expect(await everything()).toEqual(before);
  });

  test('says what is wrong with flows: steps, event types, and fields that are required', async () => {
    const problems = await refusal(
      FILE.replace('types: [order.paid]', 'types: [order.eaten]')
        .replace('operation: deal', 'operation: dance')
        .replace(
          'connection: archive, operation: send, mapping: { fields: { /total',
          'connection: crm, operation: deal, mapping: { fields: { /contactId',
        ),
    );
    expect(Object.keys(problems).toSorted()).toEqual([
      '/flows/contact/spec/steps/1/operation',
      '/flows/later/spec/trigger/types/0',
      expect.stringMatching(/^\/flows\/sales\/spec\/steps\/0\/mapping/),
    ]);
  });

  test('a secret stands in no file: one that does is refused, and not repeated', async () => {
    const inSettings = await refusal(
      FILE.replace(
        'settings: { url: https://archive.example/in, perSecond: 5 }',
        'settings: { url: https://archive.example/in, secret: whsec_SECRET }',
      ),
    );
    expect(inSettings['/connections/archive/settings/secret']).toContain('environment variable');
    const asSecret = await refusal(
      FILE.replace('secrets: { token: { env: CRM_TOKEN } }', 'secrets: { token: { env: CRM_TOKEN }, colour: { env: CRM_TOKEN } }'),
    );
    expect(asSecret['/connections/crm/secrets/colour']).toContain('token');
    const unfit = await refusal(FILE, { ...ENV, HOOK_SECRET: 'SECRET_but_no_key', HOOK_HEADERS: 'SECRET no json' });
    expect(Object.keys(unfit).toSorted()).toEqual(['/connections/archive/secrets/headers', '/sources/tills/signingSecret']);
    expect(JSON.stringify([inSettings, asSecret, unfit])).not.toContain('SECRET_');
    expect(JSON.stringify(inSettings)).not.toContain('whsec_SECRET');
  });

  test('what a connection is for life cannot be changed by a file', async () => {
    await apply();
    const problems = await refusal(
      FILE.replace('destination: webhook', 'destination: crm')
        .replace(/settings: { url[^}]*}/, 'settings: {}')
        .replace('{ headers: { env: HOOK_HEADERS } }', '{ token: { env: CRM_TOKEN } }'),
    );
    expect(problems['/connections/archive/destination']).toContain('Choose another short name');
  });

  test('what it exports changes nothing where it came from, and makes the same elsewhere', async () => {
    await apply(FULL);
    const first = await exported();
    const env = Object.fromEntries(
      [
        [first.sources['tills']?.signingSecret?.env, HOOK_SECRET],
        [first.connections['crm']?.secrets['token']?.env, CRM_TOKEN],
        [first.connections['archive']?.secrets['headers']?.env, ENV['HOOK_HEADERS']],
      ].map(([name, value]) => [name ?? '', value ?? '']),
    );
    expect(Object.keys(env)).toEqual(['SOURCE_TILLS_SIGNING_SECRET', 'CONNECTION_CRM_TOKEN', 'CONNECTION_ARCHIVE_HEADERS']);
    const before = await everything();
    await apply(first, { env });
    expect(await everything()).toEqual(before);
    expect(await exported()).toEqual(first);

    const other = await start();
    await apply(first, { on: other, env });
    expect(await exported(other)).toEqual(first);
    await other.close();
  });

  test('what is gone makes no export that nothing can be done with: it says what it left out', async () => {
    const { workspaceId, client } = server;
    const params = { workspaceId };
    await apply();
    const [shop, other] = [await server.pair('shop.example'), await server.pair('other.example')];
    const flows = await Promise.all(['contact', 'sales'].map(flow));
    const connections = (await client('listConnections', { params })).items;
    const crmId = connections.find(({ slug }) => slug === 'crm')?.id ?? '';
    const spec = flows[1]?.shadow?.spec ?? flows[1]?.draft?.spec;
    if (spec === undefined) throw new Error('no flow');
    const from = async (name: string, sources: string[]) => {
      const { id } = await client('createFlow', { params, body: { name, spec: { ...spec, trigger: { ...spec.trigger, sources } } } });
      await client('publishFlow', { params: { ...params, flowId: id } });
    };
    await from('Of both', [shop.sourceId, other.sourceId]);
    await from('Of one', [other.sourceId]);
    await client('archiveFlow', { params: { ...params, flowId: flows[0]?.id ?? '' } });
    await client('createFlow', { params, body: { name: 'To the CRM', spec: flows[0]?.published?.spec ?? spec } });
    await client('removeConnection', { params: { ...params, connectionId: crmId } });
    await client('revokeSource', { params: { ...params, sourceId: other.sourceId } });

    const { file, notes } = await exporting();
    expect(file.flows['of-both']?.spec.trigger.sources).toEqual(['shop-example']);
    expect(Object.keys(file.flows)).toEqual(['later', 'of-both', 'sales']);
    expect(notes).toEqual([
      expect.stringMatching(/^The flow “Of both” .*was written without the sources/),
      expect.stringMatching(/^The flow “Of one” .*was left out: all the sources/),
      expect.stringMatching(/^The flow “To the CRM” .*was left out: a step of it uses a connection/),
    ]);
    const env = { SOURCE_TILLS_SIGNING_SECRET: HOOK_SECRET, CONNECTION_ARCHIVE_HEADERS: ENV['HOOK_HEADERS'] ?? '' };
    const before = await everything();
    await apply(file, { env });
    expect(await everything()).toEqual(before);
    const elsewhere = await start();
    expect((await apply(file, { on: elsewhere, env })).problems).toEqual([]);
    await elsewhere.close();
  });

  test('an owner in another spelling is the same', async () => {
    await signIn(server, 'ada@bloom.example', 'owner', server.workspaceId);
    const file = FILE.replaceAll('ada@bloom.example', 'Ada@Bloom.example');
    await apply(file);
    expect((await flow('contact'))?.owner).toBe('ada@bloom.example');
    const before = await everything();
    await apply(file);
    expect(await everything()).toEqual(before);
  });

  test('makes and changes the names for what forms ask for; those it does not mention stay', async () => {
    const params = { workspaceId: server.workspaceId };
    const named = async () =>
      (await server.client('getVocabulary', { params })).items.filter(({ own }) => own).map(({ name, label }) => [name, label]);
    expect(actions(await apply(FULL))).toMatchObject({ 'vocabulary room_type': 'created', 'vocabulary mail': 'created' });
    const other = FULL.replace('room_type: { label: Room type', 'board: { label: Board').replace(
      'mail: { label: E-mail',
      'mail: { label: Address',
    );
    expect(actions(await apply(other))).toMatchObject({ 'vocabulary board': 'created', 'vocabulary mail': 'updated' });
    expect(await named()).toEqual([
      ['room_type', 'Room type'],
      ['mail', 'Address'],
      ['board', 'Board'],
    ]);
    expect(Object.keys(await refusal(FULL.replace('  mail: {', '  e_mail: {')))).toEqual(['/vocabulary/e_mail/meaning']);
    expect(Object.keys(await refusal(FULL.replace('meaning: email', 'meaning: smell')))).toEqual(['/vocabulary/mail/meaning']);
  });

  test('makes and changes where alerts go', async () => {
    const params = { workspaceId: server.workspaceId };
    const channels = async () => (await server.client('listAlertChannels', { params })).items;
    expect(actions(await apply(FULL))).toMatchObject({ 'alert channel The shop': 'created', 'alert channel The agency': 'created' });
    expect(actions(await apply(FULL))).toMatchObject({ 'alert channel The shop': 'unchanged', 'alert channel The agency': 'unchanged' });
    const moved = await apply(FULL.replace('to: { email: ada@', 'to: { email: charles@'));
    expect(moved.changes).toContainEqual({ entry: 'alert channel The shop', action: 'updated', details: ['to'] });
    expect(await channels()).toMatchObject([
      { name: 'The shop', to: { kind: 'email', address: 'charles@bloom.example' }, settings: { findings: 'off' } },
      { name: 'The agency', to: { kind: 'connection' } },
    ]);
    expect(Object.keys(await refusal(FULL.replace('connection: archive }', 'connection: pigeon }')))).toEqual([
      '/alertChannels/1/to/connection',
    ]);
    expect(Object.keys(await refusal(FULL.replace('connection: archive }', 'connection: crm }')))).toEqual(['/alertChannels/1']);
  });

  test('a secret that is not given again stays as it is, and is told; one that is missing is asked for', async () => {
    expect(Object.keys(await refusal(FILE, {})).toSorted()).toEqual([
      '/connections/archive/secrets/headers',
      '/connections/crm/secrets/token',
      '/sources/tills/signingSecret',
    ]);
    await apply();
    const before = await everything();
    const again = await apply(FILE, { env: {} });
    expect(again.notes).toEqual([
      expect.stringMatching(/^“Tills” keeps the signingSecret it has: the environment variable HOOK_SECRET is not set/),
      expect.stringMatching(/^“Our CRM” keeps the token it has: .* CRM_TOKEN is not set/),
      expect.stringMatching(/^“Archive” keeps the headers it has/),
    ]);
    expect(await everything()).toEqual(before);
  });

  test('no secret is in an export, in the audit, or in what it says', async () => {
    const applied = await apply();
    const audit = await server.store.db.selectFrom('audit').selectAll().execute();
    const answer = await server.client('exportWorkspace', { params: { workspaceId: server.workspaceId } });
    const shown = JSON.stringify([applied, audit, answer, await exported()]);
    for (const secret of [CRM_TOKEN, HOOK_SECRET, 'SECRET_header']) expect(shown).not.toContain(secret);
    expect(answer).toEqual(await exported());
  });

  test('a site that is not paired yet is no error: its flows wait, and apply once it is', async () => {
    const file = FILE.replace(
      'sources:\n',
      'sources:\n  bloom-example: { kind: wordpress, name: bloom.example, settings: { screening: { observe: false } } }\n',
    ).replace('types: [form.submitted] }', 'types: [form.submitted], sources: [bloom-example] }');
    const first = await apply(file);
    expect(actions(first)).toMatchObject({ 'source bloom-example': 'waiting', 'flow contact': 'waiting', 'flow sales': 'created' });
    expect(first.notes.join('\n')).toContain('handoff connect');
    const site = await server.pair();
    expect(actions(await apply(file))).toMatchObject({
      'source bloom-example': 'updated',
      'flow contact': 'created',
      'flow sales': 'unchanged',
    });
    expect((await flow('contact'))?.published?.spec.trigger.sources).toEqual([site.sourceId]);
  });

  test('where a destination knows better, the flow is saved, not published, and the next run tries again', async () => {
    const file = FILE.replace(
      '/email: { do: path, path: /subject/email } } }',
      '/email: { do: path, path: /subject/email }, /custom/shop: { do: path, path: /subject/name } } }',
    ).replace('operation: contact', 'operation: lead');
    const applied = await apply(file);
    expect(applied.problems.map(({ path }) => path)).toEqual([expect.stringMatching(/^\/flows\/contact\/spec\/steps\/0\/mapping/)]);
    expect(await flow('contact')).toMatchObject({ published: null, draft: { state: 'draft' } });
    expect((await apply(file)).problems).toHaveLength(1);
    expect((await apply(file.replace('/custom/shop', '/custom/branch'))).problems).toEqual([]);
    expect((await flow('contact'))?.published).not.toBeNull();
  });

  test('a flow that is live stays live, whatever state the file asks for', async () => {
    await apply();
    const { notes } = await apply(FILE.replace('name: Contacts', 'name: Contacts\n    state: draft'));
    expect(notes.join('\n')).toContain('stays live');
    expect((await flow('contact'))?.published).not.toBeNull();
  });
});

const aliases = (name: string, of: string) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${of}`).join(', ')}]`;

describe('the form of a workspace file', () => {
  const problemsOf = (text: string) => {
    try {
      parseWorkspaceFile(text);
    } catch (error) {
      return (error as AppError).problems ?? [];
    }
    throw new Error('It was read.');
  };

  test('what is not YAML is shown with its line', () => {
    expect(problemsOf('version: 1\nworkspace: { name: "Bloom\n')[0]?.path).toMatch(/^line [23]$/);
    expect(problemsOf('version: 1\nversion: 1\n')[0]).toMatchObject({ path: 'line 2' });
  });

  test('misspelt members, and secrets that are no references, are shown with their paths', () => {
    const problems = problemsOf(FILE.replace('kind: webhook', 'kynd: webhook').replace('{ env: CRM_TOKEN }', 'tok_SECRET'));
    expect(problems.map(({ path }) => path)).toEqual(expect.arrayContaining(['/sources/tills/kind', '/connections/crm/secrets/token']));
    expect(JSON.stringify(problems)).not.toContain('tok_SECRET');
  });

  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...Array.from('bcdefghi').map((name, index) => aliases(name, 'abcdefgh'[index] as string)),
  ].join('\n');
  test.each([
    ['that multiply without end', bomb],
    ['that lead nowhere', 'version: 1\nworkspace: *bloom\n'],
    [
      'that lead into themselves',
      'version: 1\nworkspace: { name: B }\nconnections: { c: { destination: d, name: N, settings: &s { own: *s } } }\n',
    ],
  ])('aliases %s are an error in plain words', (_, text) => {
    expect(() => parseWorkspaceFile(text)).toThrow(
      expect.objectContaining({ code: 'invalid', message: expect.stringContaining('aliases') as string }),
    );
  });

  test('an alias that repeats a part is filled in', () => {
    const text = 'version: 1\nworkspace: { name: &name Bloom }\nconnections: { c: { destination: webhook, name: *name } }\n';
    expect(parseWorkspaceFile(text).connections['c']?.name).toBe('Bloom');
  });

  test('JSON is read as well', () => {
    const file = { version: 1, workspace: { name: 'Bloom' } };
    expect(parseWorkspaceFile(JSON.stringify(file))).toEqual({
      ...file,
      sources: {},
      connections: {},
      flows: {},
      vocabulary: {},
      alertChannels: [],
    });
  });
});
