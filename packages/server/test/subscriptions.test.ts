import { EVENT_TYPES } from '@handoff/shared/event';
import { createClient } from '@handoff/shared/api';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { createWebhookTwin } from '../src/destinations/webhook/twin.ts';
import { orderCreated } from '../src/destinations/testing/samples.ts';
import { endGone } from '../src/domain/subscription/gone-watch.ts';
import { createToken } from '../src/domain/token/create.ts';
import { createHarness, formSubmission, type Harness } from './support/harness.ts';
import { createDatabase } from './support/postgres.ts';

const HOOK = 'https://hooks.zapier.example/hooks/standard/1/secret-part/';
const TYPES = ['order.created'];

let server: Harness;
afterEach(() => (server as Harness | undefined)?.close());

/** A server, a tool with a token of the workspace, and whatever answers at the tool's address. */
async function start(databaseUrl?: string) {
  let answer: (request: Request) => Promise<Response> = async () => new Response('{}', { status: 200 });
  const posted: unknown[] = [];
  server = await createHarness({
    databaseUrl,
    fetch: async (request) => {
      posted.push(await request.clone().json());
      return answer(request);
    },
  });
  const params = { workspaceId: server.workspaceId };
  const { token } = await createToken(server.store.db, { name: 'Zapier', workspaceId: server.workspaceId }, server.clock.now());
  const tool = createClient({ baseUrl: 'https://handoff.test', token: () => token, fetch: async (request) => server.app.fetch(request) });
  return { params, tool, posted, answerWith: (next: typeof answer) => (answer = next) };
}

const admin = inject('postgresUrl');

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the subscription tests is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

describe.each(admin === undefined ? ['SQLite'] : ['SQLite', 'PostgreSQL'])('on %s', (engine) => {
  const databaseUrl = async () => (engine === 'PostgreSQL' ? createDatabase(admin ?? '') : undefined);

  test('what was subscribed to is posted, signed, until it is unsubscribed', async () => {
    const { params, tool, answerWith } = await start(await databaseUrl());
    const site = await server.pair();
    const { id, secret, ...shown } = await tool('subscribe', { params, body: { url: HOOK, types: TYPES } });
    expect(shown).toMatchObject({ name: 'Zapier', types: TYPES, host: 'hooks.zapier.example', active: true, createdBy: 'token:Zapier' });
    const twin = createWebhookTwin({ url: HOOK, secret: secret ?? '', now: server.clock.now });
    answerWith(twin.fetch);

    await site.post({ ...orderCreated, occurredAt: '2026-11-21T10:15:00Z' });
    await site.post(formSubmission());
    await server.drain();
    expect([...twin.received.values()]).toEqual([
      expect.objectContaining({ type: 'order.created', data: expect.objectContaining({ number: '#1042' }) }),
    ]);

    expect(await tool('unsubscribe', { params: { ...params, subscriptionId: id } })).toEqual({ ok: true });
    expect(await tool('unsubscribe', { params: { ...params, subscriptionId: id } })).toEqual({ ok: true });
    await site.post({ ...orderCreated, id: 'o2', idempotencyKey: 'order.created:2:1' });
    await server.drain();
    expect(twin.received.size).toBe(1);
    expect(await tool('listSubscriptions', { params })).toEqual({ items: [] });
  });

  test('a tool that asks again before it was answered hears of each event once', async () => {
    const { params, tool, posted } = await start(await databaseUrl());
    const site = await server.pair();
    const answers = await Promise.all([1, 2, 3].map(() => tool('subscribe', { params, body: { url: HOOK, types: TYPES } })));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(answers.filter(({ secret }) => secret !== null)).toHaveLength(1);
    expect((await tool('listSubscriptions', { params })).items).toHaveLength(1);
    expect((await server.client('listConnections', { params })).items).toHaveLength(1);
    await site.post({ ...orderCreated, occurredAt: '2026-11-21T10:15:00Z' });
    await server.drain();
    expect(posted).toHaveLength(1);
  });
});

describe('the owner', () => {
  test('sees a connection and a live flow of their own name, without the secret part of anything', async () => {
    const { params, tool } = await start();
    const made = await tool('subscribe', { params, body: { url: HOOK, types: ['form.submitted', 'order.paid'], name: 'Newsletter Zap' } });
    const { items: connections } = await server.client('listConnections', { params });
    expect(connections).toMatchObject([{ id: made.connectionId, destination: 'webhook', name: 'Newsletter Zap → hooks.zapier.example' }]);
    const { items: flows } = await server.client('listFlows', { params });
    expect(flows).toMatchObject([{ id: made.flowId, name: 'Subscription of Newsletter Zap: form.submitted, order.paid' }]);
    const { items } = await server.client('listSubscriptions', { params });
    expect(items).toMatchObject([{ id: made.id, active: true }]);
    expect(JSON.stringify(items)).not.toMatch(/secret-part|whsec_/);
  });

  test('may end it from their side, by archiving its flow or by removing both', async () => {
    const { params, tool } = await start();
    const { id, flowId, connectionId } = await tool('subscribe', { params, body: { url: HOOK, types: TYPES } });
    await server.client('archiveFlow', { params: { ...params, flowId } });
    expect(await tool('listSubscriptions', { params })).toMatchObject({ items: [{ id, active: false }] });
    await server.client('removeConnection', { params: { ...params, connectionId } });
    expect(await tool('unsubscribe', { params: { ...params, subscriptionId: id } })).toEqual({ ok: true });
    expect(await tool('listSubscriptions', { params })).toEqual({ items: [] });
  });

  test('keeps a connection they use in a flow of their own', async () => {
    const { params, tool } = await start();
    const { id, connectionId } = await tool('subscribe', { params, body: { url: HOOK, types: TYPES } });
    const mapping = { fields: { '/email': { do: 'path' as const, path: '/subject/email' } } };
    const spec = { trigger: { types: TYPES }, steps: [{ key: 'own', connection: connectionId, operation: 'send', mapping }] };
    const flow = await server.client('createFlow', { params, body: { name: 'Own', spec } });
    await server.client('publishFlow', { params: { ...params, flowId: flow.id } });
    await tool('unsubscribe', { params: { ...params, subscriptionId: id } });
    expect((await server.client('listConnections', { params })).items.map((connection) => connection.id)).toEqual([connectionId]);
  });
});

describe('a tool', () => {
  test('that asks twice, because it heard no answer, has one subscription', async () => {
    const { params, tool } = await start();
    const first = await tool('subscribe', { params, body: { url: HOOK, types: ['order.paid', 'order.created'] } });
    const again = await tool('subscribe', { params, body: { url: HOOK, types: ['order.created', 'order.paid'] } });
    expect(again).toMatchObject({ id: first.id, secret: null });
    const other = await tool('subscribe', { params, body: { url: HOOK, types: ['order.created'] } });
    expect(other.id).not.toBe(first.id);
  });

  test('hears only of the source it asked for', async () => {
    const { params, tool, posted } = await start();
    const [one, two] = [await server.pair('one.example'), await server.pair('two.example')];
    await tool('subscribe', { params, body: { url: HOOK, types: ['form.submitted'], sourceId: one.sourceId } });
    await one.post(formSubmission());
    await two.post(formSubmission());
    await server.drain();
    expect(posted).toHaveLength(1);
  });

  test('is told what it asked wrongly, and leaves nothing behind', async () => {
    const { params, tool } = await start();
    const wrong = (body: object) => tool('subscribe', { params, body: { url: HOOK, types: TYPES, ...body } });
    await expect(wrong({ types: ['order.exploded'] })).rejects.toMatchObject({
      code: 'invalid',
      details: { problems: [{ path: '/types/0' }] },
    });
    await expect(wrong({ sourceId: 'src_of_others' })).rejects.toMatchObject({
      code: 'invalid',
      details: { problems: [{ path: '/sourceId' }] },
    });
    await expect(wrong({ url: 'https://user:password@hooks.example/' })).rejects.toMatchObject({ code: 'invalid' });
    expect((await server.client('listConnections', { params })).items).toEqual([]);
    expect((await server.client('listFlows', { params })).items).toEqual([]);
  });

  test('that answers 410 wants no more', async () => {
    const { params, tool, answerWith } = await start();
    answerWith(async () => new Response(null, { status: 410 }));
    const site = await server.pair();
    await tool('subscribe', { params, body: { url: HOOK, types: ['form.submitted'] } });
    const kept = await tool('subscribe', { params, body: { url: `${HOOK}2`, types: TYPES } });
    await site.post(formSubmission());
    await server.drain();
    await endGone(server.runtime.deps);
    expect((await tool('listSubscriptions', { params })).items.map(({ id }) => id)).toEqual([kept.id]);
    const trail = await server.client('listAudit', { params });
    expect(JSON.stringify(trail)).toContain('410');
  });

  test.each(EVENT_TYPES)('gets a sample of %s in the form that is posted', async (type) => {
    const { params, tool } = await start();
    const { items } = await tool('listSubscriptionSamples', { params, query: { type } });
    expect(items).toEqual([
      expect.objectContaining({ type, id: expect.any(String), occurredAt: expect.any(String), data: expect.any(Object) }),
    ]);
    expect(JSON.stringify(items)).not.toMatch(/"ip"|userAgent/);
  });
});
