import { ApiError, createClient } from '@handoff/shared/api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHarness, type Harness } from './support/harness.ts';

let server: Harness;
beforeEach(async () => void (server = await createHarness()));
afterEach(() => server.close());

const clientOf = (token: string) =>
  createClient({ baseUrl: 'https://handoff.test', token: () => token, fetch: (request) => Promise.resolve(server.app.fetch(request)) });
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'ok',
    (error: unknown) => (error as ApiError).code,
  );

describe('workspaces', () => {
  test('are opened, listed and shown', async () => {
    const made = await server.client('createWorkspace', { body: { name: 'Second shop' } });
    const { items } = await server.client('listWorkspaces', {});
    expect(items.map(({ name }) => name)).toEqual(['Bloom & Co', 'Second shop']);
    expect(await server.client('getWorkspace', { params: { workspaceId: made.id } })).toEqual(made);
  });

  test('one that is not there is told so wherever it is named', async () => {
    const params = { workspaceId: 'ws_nowhere' };
    expect(await codeOf(server.client('getWorkspace', { params }))).toBe('not_found');
    expect(await codeOf(server.client('listConnections', { params }))).toBe('not_found');
    expect(await codeOf(server.client('createConnectionCode', { params }))).toBe('not_found');
  });
});

describe('API tokens', () => {
  test('a new token works at once, and is refused once revoked', async () => {
    const made = await server.client('createToken', { body: { name: 'ci' } });
    expect(await clientOf(made.token)('listWorkspaces', {})).toMatchObject({ items: [{ name: 'Bloom & Co' }] });
    await server.client('revokeToken', { params: { tokenId: made.id } });
    expect(await codeOf(clientOf(made.token)('listWorkspaces', {}))).toBe('token_invalid');
  });

  test('are listed with their last use and without anything that opens doors', async () => {
    const made = await server.client('createToken', { body: { name: 'ci', workspaceId: server.workspaceId } });
    server.clock.advance(5000);
    await clientOf(made.token)('getWorkspace', { params: { workspaceId: server.workspaceId } });
    const { items } = await server.client('listTokens', {});
    expect(items.find(({ id }) => id === made.id)).toMatchObject({
      name: 'ci',
      workspaceId: server.workspaceId,
      lastUsedAt: '2026-11-21T12:00:05.000Z',
      revokedAt: null,
    });
    const row = await server.store.db.selectFrom('api_tokens').select('hash').where('id', '=', made.id).executeTakeFirstOrThrow();
    expect(JSON.stringify(items)).not.toContain(made.token);
    expect(JSON.stringify(items)).not.toContain(row.hash);
    expect(row.hash).not.toContain(made.token);
  });

  test('one for a single workspace does not reach what concerns the whole server', async () => {
    const { token } = await server.client('createToken', { body: { name: 'one', workspaceId: server.workspaceId } });
    const client = clientOf(token);
    expect(await codeOf(client('listWorkspaces', {}))).toBe('forbidden');
    expect(await codeOf(client('listTokens', {}))).toBe('forbidden');
    expect(await codeOf(client('createToken', { body: { name: 'more' } }))).toBe('forbidden');
    expect(await client('listConnections', { params: { workspaceId: server.workspaceId } })).toEqual({ items: [] });
  });

  test('are not made for a workspace that is not there', async () => {
    expect(await codeOf(server.client('createToken', { body: { name: 'x', workspaceId: 'ws_nowhere' } }))).toBe('not_found');
  });
});

describe('the audit', () => {
  test('tells who changed what, latest first and page by page', async () => {
    const params = { workspaceId: server.workspaceId };
    for (const name of ['One', 'Two', 'Three'])
      await server.client('createConnection', {
        params,
        body: { destination: 'webhook', name, settings: { url: 'https://hooks.example/in' } },
      });
    const first = await server.client('listAudit', { params, query: { limit: 2 } });
    expect(first.items.map(({ action, after }) => [action, (after as { name: string }).name])).toEqual([
      ['connection.created', 'Three'],
      ['connection.created', 'Two'],
    ]);
    expect(first.items[0]?.actor).toBe('token:test');
    const second = await server.client('listAudit', { params, query: { limit: 2, before: first.next } });
    expect(second.items.map(({ action }) => action)).toEqual(['connection.created', 'workspace.created']);
    expect(second.next).toBeNull();
  });
});
