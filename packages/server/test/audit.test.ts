import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { createHarness, type Harness } from './support/harness.ts';
import { createMailbox, signIn } from './support/people.ts';
import { createDatabase } from './support/postgres.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the audit tests is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

const specOf = (connection: string, path: string) => ({
  trigger: { types: ['form.submitted'] },
  steps: [{ key: 'send', connection, operation: 'send', mapping: { fields: { '/payload': { do: 'path' as const, path } } } }],
});

describe.each(engines)('the audit, on $engine', ({ engine }) => {
  let server: Harness;
  let params: { workspaceId: string };
  beforeEach(async () => {
    const databaseUrl = engine === 'postgres' ? await createDatabase(admin as string) : undefined;
    server = await createHarness({ databaseUrl, mailer: createMailbox() });
    params = { workspaceId: server.workspaceId };
  });
  afterEach(() => server.close());

  const changes = async (query: Record<string, string> = {}) => (await server.client('listAudit', { params, query })).items;
  const latest = async (entityId?: string) => {
    const [change] = await changes(entityId === undefined ? {} : { entityId });
    if (change === undefined) throw new Error('no change');
    return change;
  };
  const undo = (id: number, client = server.client) => client('undoChange', { params: { ...params, changeId: String(id) } });
  const hook = (settings: Record<string, unknown> = { url: 'https://hooks.example/in' }) =>
    server.client('createConnection', { params, body: { destination: 'webhook', name: 'Our hook', settings } });
  const get = (connectionId: string) => server.client('getConnection', { params: { ...params, connectionId } });

  test('is filtered by what was changed, by whom and when', async () => {
    const connection = await hook();
    server.clock.advance(60_000);
    const since = new Date(server.clock.now()).toISOString();
    const owner = await signIn(server, 'anna@bloom.example', 'owner', server.workspaceId);
    await owner.client('updateConnection', { params: { ...params, connectionId: connection.id }, body: { name: 'Another name' } });
    const by = 'member:anna@bloom.example';
    expect((await changes({ entityId: connection.id, entity: 'connection' })).map(({ action }) => action)).toEqual([
      'connection.updated',
      'connection.created',
    ]);
    expect((await changes({ actor: by })).map(({ action, actor }) => [action, actor])).toEqual([['connection.updated', by]]);
    expect((await changes({ since })).map(({ action }) => action)).toEqual(['connection.updated', 'member.invited']);
    expect((await changes({ until: since })).map(({ action }) => action)).toEqual(['connection.created', 'workspace.created']);
  });

  test('a connection’s settings are put back, and the undo can be undone', async () => {
    const { id } = await hook({ url: 'https://hooks.example/in' });
    const at = { params: { ...params, connectionId: id } };
    await server.client('updateConnection', {
      ...at,
      body: { name: 'Shop', owner: 'Ben', settings: { url: 'https://hooks.example/other' } },
    });
    const change = await latest(id);
    expect(change.undoable).toBe(true);
    await undo(change.id);
    expect(await get(id)).toMatchObject({ name: 'Our hook', owner: null, settings: { url: 'https://hooks.example/in' } });
    const undone = await latest(id);
    expect(undone).toMatchObject({ action: 'connection.updated', actor: 'token:test', after: { name: 'Our hook' } });
    await undo(undone.id);
    expect(await get(id)).toMatchObject({ name: 'Shop', owner: 'Ben', settings: { url: 'https://hooks.example/other' } });
  });

  test('the day on which a key ends is put back; a new key has none until one is said', async () => {
    const { id } = await hook({ url: 'https://hooks.example/in', secret: `whsec_${Buffer.alloc(32, 1).toString('base64')}` });
    const set = (body: Record<string, unknown>) => server.client('updateConnection', { params: { ...params, connectionId: id }, body });
    await set({ secretEndsOn: '2027-03-31' });
    await set({ secretEndsOn: '2028-03-31' });
    await undo((await latest(id)).id);
    expect(await get(id)).toMatchObject({ secretEndsOn: '2027-03-31' });
    await set({ name: 'Other' });
    expect(await get(id)).toMatchObject({ secretEndsOn: '2027-03-31' });
    const secret = `whsec_${Buffer.alloc(32, 2).toString('base64')}`;
    expect(await set({ settings: { secret } })).toMatchObject({ secretEndsOn: null });
    expect(await latest(id)).toMatchObject({ before: { secretEndsOn: '2027-03-31' }, after: { secretEndsOn: null } });
    await expect(set({ secretEndsOn: 'next year' })).rejects.toMatchObject({ code: 'invalid' });
  });

  test('what was changed again since is not undone', async () => {
    const { id } = await hook();
    const at = { params: { ...params, connectionId: id } };
    await server.client('updateConnection', { ...at, body: { name: 'First' } });
    const first = await latest(id);
    await server.client('updateConnection', { ...at, body: { name: 'Second' } });
    await expect(undo(first.id)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('changed again') });
    expect((await get(id)).name).toBe('Second');
  });

  test('a secret that was entered is not undone, and not told', async () => {
    const { id } = await hook();
    const at = { params: { ...params, connectionId: id } };
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    await server.client('updateConnection', { ...at, body: { settings: { secret } } });
    const change = await latest(id);
    expect(change.undoable).toBe(false);
    await expect(undo(change.id)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('not kept') });
    expect(JSON.stringify(change)).not.toContain(secret);
  });

  test('nor is a key that replaced another, with what was changed beside it', async () => {
    const key = (of: number) => `whsec_${Buffer.alloc(32, of).toString('base64')}`;
    const { id } = await hook({ url: 'https://hooks.example/in', secret: key(1) });
    const at = { params: { ...params, connectionId: id } };
    await server.client('updateConnection', { ...at, body: { secretEndsOn: '2026-11-30' } });
    await server.client('updateConnection', { ...at, body: { name: 'Shop', secretEndsOn: '2027-03-31', settings: { secret: key(2) } } });
    const change = await latest(id);
    expect(change).toMatchObject({ undoable: false, after: { secretsChanged: ['secret'] } });
    await expect(undo(change.id)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('not kept') });
    expect(await get(id)).toMatchObject({ name: 'Shop', secretEndsOn: '2027-03-31' });
    // The same key again is none that was replaced.
    await server.client('updateConnection', { ...at, body: { name: 'Hook', settings: { secret: key(2) } } });
    expect(await latest(id)).toMatchObject({ undoable: true, after: { secretsChanged: [] } });
  });

  test('screening settings of a source are put back', async () => {
    const site = await server.pair();
    const at = { params: { ...params, sourceId: site.sourceId } };
    const screening = async () =>
      (await server.client('listSources', { params })).items.find(({ id }) => id === site.sourceId)?.settings['screening'];
    const before = await screening();
    await server.client('updateSource', {
      ...at,
      body: { settings: { country: 'DE', screening: { observe: false, blockedWords: ['casino'] } } },
    });
    expect(await screening()).not.toEqual(before);
    await undo((await latest(site.sourceId)).id);
    expect(await screening()).toEqual(before);
  });

  test('a flow goes back to what was live, and a draft to what it was', async () => {
    const { id: connectionId } = await hook();
    const flow = await server.client('createFlow', { params, body: { name: 'News', spec: specOf(connectionId, '/data/fields') } });
    const at = { params: { ...params, flowId: flow.id } };
    const live = async () => (await server.client('getFlow', at)).published;
    await server.client('publishFlow', at);
    expect(await latest(flow.id)).toMatchObject({ action: 'flow.published', name: 'News', undoable: false });
    await expect(undo((await latest(flow.id)).id)).rejects.toMatchObject({ message: expect.stringContaining('Archive') });
    await server.client('saveDraft', { ...at, body: { spec: specOf(connectionId, '/subject') } });
    await server.client('saveDraft', { ...at, body: { spec: specOf(connectionId, '/context') } });
    await undo((await latest(flow.id)).id);
    expect((await server.client('getFlow', at)).draft?.spec).toMatchObject(specOf(connectionId, '/subject'));
    await server.client('publishFlow', at);
    await undo((await latest(flow.id)).id);
    expect(await live()).toMatchObject({ version: 3, spec: specOf(connectionId, '/data/fields') });
  });

  test('words of the workspace are put back', async () => {
    const term = { name: 'email', label: 'Post', meaning: null, words: ['briefkasten'] };
    await server.client('putVocabulary', { params, body: { items: [term] } });
    await undo((await latest()).id);
    expect((await server.client('getVocabulary', { params })).items.filter(({ own }) => own)).toEqual([]);
  });

  test('settings of the workspace and of its alert channels are put back', async () => {
    const reviewEveryDays = async () => (await server.client('getHealthSettings', { params })).reviewEveryDays;
    await server.client('setHealthSettings', { params, body: { reviewEveryDays: 30, unusedAfterDays: 90 } });
    await undo((await latest()).id);
    expect(await reviewEveryDays()).toBe(180);

    const retention = async () => (await server.client('getRetention', { params })).own;
    await server.client('setRetention', { params, body: { events: 100 } });
    await undo((await latest()).id);
    expect(await retention()).toEqual({});

    const body = { name: 'Us', to: { kind: 'email' as const, address: 'us@bloom.example' } };
    const channel = await server.client('createAlertChannel', { params, body });
    await server.client('updateAlertChannel', {
      params: { ...params, channelId: channel.id },
      body: { ...body, to: { kind: 'email', address: 'wrong@bloom.example' } },
    });
    await undo((await latest(channel.id)).id);
    expect((await server.client('listAlertChannels', { params })).items).toMatchObject([{ to: body.to }]);
  });

  test('what was done to the server itself is told to its owners, and to nobody else', async () => {
    const owner = await signIn(server, 'olga@agency.example', 'owner', null);
    const second = await owner.client('createWorkspace', { body: { name: 'Second' } });
    server.clock.advance(60_000);
    const since = new Date(server.clock.now()).toISOString();
    const ben = await owner.client('inviteOperator', { body: { email: 'ben@agency.example', role: 'viewer' } });
    await owner.client('createToken', { body: { name: 'Reports', workspaceId: null } });
    await hook();
    const list = (query: Record<string, string>) => owner.client('listServerAudit', { query });
    expect((await list({ since })).items.map(({ action, name, actor }) => [action, name, actor])).toEqual([
      ['token.created', 'Reports', 'member:olga@agency.example'],
      ['member.invited', ben.name, 'member:olga@agency.example'],
    ]);
    expect((await list({ entity: 'workspace' })).items.map(({ name, entityId }) => [name, entityId])).toEqual([
      ['Second', second.id],
      ['Bloom & Co', server.workspaceId],
    ]);
    const [latestOfAll, ...rest] = (await list({})).items;
    expect((await list({ before: String(latestOfAll?.id) })).items).toEqual(rest);
    const viewer = await signIn(server, 'vera@agency.example', 'viewer', null);
    await expect(viewer.client('listServerAudit', { query: {} })).rejects.toMatchObject({ code: 'forbidden' });
  });

  describe('of two who undo at once one does, and the other is told:', () => {
    const kinds: Record<string, () => Promise<unknown>> = {
      connection: async () => {
        const connectionId = (await hook()).id;
        await server.client('updateConnection', { params: { ...params, connectionId }, body: { name: 'Other' } });
      },
      source: async () => {
        const { sourceId } = await server.pair();
        await server.client('updateSource', { params: { ...params, sourceId }, body: { name: 'Other' } });
      },
      flow: async () => {
        const spec = specOf((await hook()).id, '/subject');
        const { id: flowId } = await server.client('createFlow', { params, body: { name: 'News', spec } });
        await server.client('updateFlow', { params: { ...params, flowId }, body: { name: 'Other' } });
      },
      draft: async () => {
        const { id } = await hook();
        const { id: flowId } = await server.client('createFlow', { params, body: { name: 'News', spec: specOf(id, '/subject') } });
        await server.client('saveDraft', { params: { ...params, flowId }, body: { spec: specOf(id, '/data') } });
      },
      published: async () => {
        const { id } = await hook();
        const { id: flowId } = await server.client('createFlow', { params, body: { name: 'News', spec: specOf(id, '/subject') } });
        await server.client('publishFlow', { params: { ...params, flowId } });
        await server.client('saveDraft', { params: { ...params, flowId }, body: { spec: specOf(id, '/data') } });
        await server.client('publishFlow', { params: { ...params, flowId } });
      },
      vocabulary: () =>
        server.client('putVocabulary', { params, body: { items: [{ name: 'email', label: 'Post', meaning: null, words: ['post'] }] } }),
      settings: () => server.client('setHealthSettings', { params, body: { reviewEveryDays: 30, unusedAfterDays: 90 } }),
      channel: async () => {
        const body = { name: 'Us', to: { kind: 'email' as const, address: 'us@bloom.example' } };
        const { id: channelId } = await server.client('createAlertChannel', { params, body });
        await server.client('updateAlertChannel', { params: { ...params, channelId }, body: { ...body, name: 'Other' } });
      },
    };

    test.each(Object.entries(kinds))('%s', async (_, change) => {
      await change();
      const { id } = await latest();
      const before = (await changes()).length;
      const answers = await Promise.allSettled([undo(id), undo(id), undo(id)]);
      const told = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
      expect(told).toHaveLength(2);
      for (const error of told) expect(error).toMatchObject({ code: 'conflict', message: expect.stringContaining('changed again') });
      expect(await changes()).toHaveLength(before + 1);
    });
  });

  test('what only an owner changes, only an owner undoes', async () => {
    await server.client('setIdentitySettings', { params, body: {} });
    await server.client('setIdentitySettings', { params, body: { review: false } as never }).catch(() => undefined);
    const change = (await changes({ entity: 'workspace' })).find(({ action }) => action === 'identity.settings_changed');
    const manager = await signIn(server, 'max@bloom.example', 'manager', server.workspaceId);
    await expect(undo(change?.id ?? 0, manager.client)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('what cannot come back says what to do instead', async () => {
    const { id } = await hook();
    await server.client('removeConnection', { params: { ...params, connectionId: id } });
    const change = await latest(id);
    expect(change.undoable).toBe(false);
    await expect(undo(change.id)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Connect the account again'),
    });
    await expect(undo(999_999)).rejects.toMatchObject({ code: 'not_found' });
  });
});
