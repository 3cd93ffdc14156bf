import { ApiError } from '@handoff/shared/api';
import type { FlowSpec } from '@handoff/shared/flow';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { preview } from '../src/domain/flow/preview.ts';
import { createCrm, crm, type Crm } from './support/crm.ts';
import { createHarness, formSubmission, type Harness } from './support/harness.ts';

const email = { do: 'path', path: '/subject/email' } as const;
const name = { do: 'path', path: '/subject/name' } as const;
const mapping = { fields: { '/email': email, '/name': name } };
const SECRET = 'tok_SECRET_123456';

let server: Harness;
let vendor: Crm;
let params: { workspaceId: string };
let connectionId: string;

beforeEach(async () => {
  vendor = createCrm();
  server = await createHarness({ fetch: (request) => vendor.fetch(request), destinations: { crm } });
  params = { workspaceId: server.workspaceId };
  connectionId = (
    await server.client('createConnection', { params, body: { destination: 'crm', name: 'CRM', settings: { token: SECRET } } })
  ).id;
});
afterEach(() => server.close());

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: unknown) => (error as ApiError).code,
  );

describe('preview', () => {
  const look = (
    event: { sample: 'good' | 'edge' | 'bad' } | { eventId: string } | { envelope: ReturnType<typeof formSubmission> },
    more: object = {},
  ) => server.client('preview', { params, body: { connectionId, operation: 'contact', mapping, event, ...more } });

  test('shows the exact record of a sample and how each field came about, and sends nothing', async () => {
    const shown = await look({ sample: 'good' });
    expect(shown).toMatchObject({ payload: { email: 'ada.lovelace@example.com', name: 'Ada Lovelace' }, problems: [], warnings: [] });
    expect(shown.trace).toContainEqual(
      expect.objectContaining({ target: '/email', value: 'ada.lovelace@example.com', reads: ['/subject/email'] }),
    );
    expect(shown).not.toHaveProperty('match');
    expect(vendor.requests).toEqual([]);
  });

  test('says once what is wrong with a record, by field', async () => {
    expect((await look({ sample: 'bad' })).problems).toEqual([{ path: '/email', message: 'This is not an e-mail address.' }]);
    const strict = { fields: { '/email': { do: 'email', from: email } as const } };
    expect((await look({ sample: 'bad' }, { mapping: strict })).problems.map(({ path }) => path)).toEqual(['/email']);
    expect((await look({ sample: 'good' }, { mapping: { fields: { '/name': name } } })).problems.map(({ path }) => path)).toEqual([
      '/email',
    ]);
  });

  test('takes a given event, and a stored one in any state', async () => {
    const given = formSubmission();
    expect((await look({ envelope: given })).payload).toMatchObject({ email: given.subject?.email });
    const site = await server.pair();
    const parked = formSubmission({ type: 'weather.changed' });
    const { eventId } = (await (await site.post(parked)).json()) as { eventId: string };
    await server.drain();
    expect((await look({ eventId })).payload).toMatchObject({ email: parked.subject?.email });
    expect(await codeOf(look({ eventId: 'evt_nobody' }))).toBe('not_found');

    const other = await server.client('createWorkspace', { body: { name: 'Another' } });
    const theirs = await server.client('createConnection', {
      params: { workspaceId: other.id },
      body: { destination: 'crm', name: 'CRM', settings: { token: SECRET } },
    });
    const elsewhere = { connectionId: theirs.id, operation: 'contact', mapping, event: { eventId } };
    expect(await codeOf(server.client('preview', { params: { workspaceId: other.id }, body: elsewhere }))).toBe('not_found');
    expect(await codeOf(look({ sample: 'good' }, { connectionId: theirs.id }))).toBe('not_found');

    // The panel of another site does not read this one's events.
    const neighbour = await server.pair('neighbour.example');
    const request = { connectionId, operation: 'contact', mapping, event: { eventId }, steps: {}, findMatch: false };
    const asPanelOf = (sourceId: string) => preview(server.runtime.deps, { ...params, sourceId, by: 'panel:ada' }, request);
    expect(await codeOf(asPanelOf(neighbour.sourceId))).toBe('not_found');
    expect((await asPanelOf(site.sourceId)).problems).toEqual([]);
  });

  test('maps what earlier steps would give', async () => {
    const body = {
      connectionId,
      operation: 'deal',
      mapping: { fields: { '/title': name, '/contactId': { do: 'path' as const, path: '/steps/contact/id' } } },
      event: { sample: 'good' as const },
      steps: { contact: { id: 'c7' } },
    };
    expect((await server.client('preview', { params, body })).payload).toEqual({ title: 'Ada Lovelace', contactId: 'c7' });
  });

  test('looks up what it would update; a look-up that fails is only a warning', async () => {
    expect((await look({ sample: 'good' }, { findMatch: true })).match).toBeNull();
    await vendor.fetch(
      new Request('https://crm.test/contacts', {
        method: 'POST',
        body: '{"email":"ada.lovelace@example.com"}',
        headers: { 'content-type': 'application/json' },
      }),
    );
    expect((await look({ sample: 'good' }, { findMatch: true })).match).toEqual({ id: 'c1', label: 'ada.lovelace@example.com' });
    vendor.inject({ when: 'before', answer: { status: 401, body: { message: `wrong key ${SECRET}` } } });
    const shown = await look({ sample: 'good' }, { findMatch: true });
    expect(shown).toMatchObject({ problems: [], payload: { email: 'ada.lovelace@example.com' }, warnings: [{ path: '' }] });
    expect(shown).not.toHaveProperty('match');
    expect(JSON.stringify(shown)).not.toContain(SECRET);
    expect(vendor.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  test('names an operation that is not there', async () => {
    expect(await codeOf(look({ sample: 'good' }, { operation: 'constructor' }))).toBe('not_found');
  });
});

describe('a test send', () => {
  const contact = (): FlowSpec['steps'][number] => ({ key: 'contact', connection: connectionId, operation: 'contact', mapping });
  const deal = (): FlowSpec['steps'][number] => ({
    key: 'deal',
    connection: connectionId,
    operation: 'deal',
    after: 'contact',
    mapping: {
      fields: {
        '/title': { do: 'template', template: 'Deal with {{/subject/name}}' },
        '/contactId': { do: 'path', path: '/steps/contact/id' },
      },
    },
  });
  const create = async (steps: FlowSpec['steps'], more: Partial<FlowSpec> = {}) =>
    (
      await server.client('createFlow', {
        params,
        body: { name: 'Contact form', spec: { trigger: { types: ['form.submitted'] }, steps, ...more } },
      })
    ).id;
  const sendTest = async (flowId: string, event: { sample: 'good' | 'edge' | 'bad' } | { eventId: string } = { sample: 'good' }) =>
    (await server.client('testSend', { params: { ...params, flowId }, body: { event } })).steps;
  const idempotencyKeys: (string | null)[] = [];
  const recordKeys = () => {
    const { fetch } = vendor;
    vendor.fetch = (request) => {
      idempotencyKeys.push(request.headers.get('idempotency-key'));
      return fetch(request);
    };
  };

  test('really runs every step of the draft, each with what the ones before it gave', async () => {
    const flowId = await create([contact(), deal()]);
    expect(await sendTest(flowId)).toEqual([
      {
        step: 'contact',
        state: 'succeeded',
        payload: { email: 'ada.lovelace@example.com', name: 'Ada Lovelace' },
        result: { id: 'c1', effect: 'created' },
        error: null,
      },
      {
        step: 'deal',
        state: 'succeeded',
        payload: { title: 'Deal with Ada Lovelace', contactId: 'c1' },
        result: { id: 'd1', effect: 'created' },
        error: null,
      },
    ]);
    expect(vendor.names()).toEqual(['Ada Lovelace']);
    expect(vendor.deals).toEqual([{ title: 'Deal with Ada Lovelace', contactId: 'c1' }]);
    expect(vendor.violations).toEqual([]);
  });

  test('is no event: nothing is stored but who sent it, and a second test is a new one', async () => {
    recordKeys();
    const flowId = await create([contact()]);
    await sendTest(flowId);
    await sendTest(flowId);
    await server.drain();
    expect(await server.store.db.selectFrom('events').select('id').execute()).toEqual([]);
    expect(await server.store.db.selectFrom('deliveries').select('id').execute()).toEqual([]);
    expect(idempotencyKeys).toHaveLength(2);
    expect(new Set(idempotencyKeys).size).toBe(2);
    for (const key of idempotencyKeys) expect(key).toMatch(new RegExp(`^test:${flowId}:contact:`));
    const audit = await server.store.db.selectFrom('audit').selectAll().where('action', '=', 'flow.test_sent').execute();
    expect(audit).toHaveLength(2);
    expect(audit[0]).toMatchObject({ actor: 'token:test', entity_id: flowId });
    expect(JSON.parse(audit[0]?.after ?? '')).toEqual({
      version: 1,
      event: { sample: 'good', type: 'form.submitted' },
      steps: [{ step: 'contact', state: 'succeeded' }],
    });
  });

  test('uses the live version where there is no draft, and says to the flow that it is a test', async () => {
    const onlyTests = { ...contact(), when: { is: 'equals' as const, path: '/context/test', value: true } };
    const flowId = await create([onlyTests]);
    await server.client('publishFlow', { params: { ...params, flowId } });
    const site = await server.pair();
    const { eventId } = (await (await site.post(formSubmission())).json()) as { eventId: string };
    await server.drain();
    expect(vendor.names()).toEqual([]);
    expect(await sendTest(flowId, { eventId })).toMatchObject([{ state: 'succeeded' }]);
    await server.client('saveDraft', {
      params: { ...params, flowId },
      body: { spec: { trigger: { types: ['form.submitted'] }, steps: [{ ...contact(), key: 'draft' }] } },
    });
    expect(await sendTest(flowId)).toMatchObject([{ step: 'draft', state: 'succeeded' }]);
  });

  test('does not send a record that does not fit, nor what comes after it; other steps run', async () => {
    const other: FlowSpec['steps'][number] = {
      ...deal(),
      key: 'other',
      mapping: { fields: { '/title': { do: 'literal', value: 'Alone' } } },
    };
    delete other.after;
    const never: FlowSpec['steps'][number] = { ...contact(), key: 'never', when: { is: 'absent', path: '/subject/email' } };
    const steps = await sendTest(await create([contact(), deal(), other, never]), { sample: 'bad' });
    expect(steps.map(({ step, state }) => `${step} ${state}`)).toEqual([
      'contact failed',
      'deal skipped',
      'other succeeded',
      'never skipped',
    ]);
    expect(steps[0]).toMatchObject({
      payload: { email: 'ada.lovelace(at)example' },
      error: { code: 'invalid_payload', problems: [{ path: '/email' }] },
    });
    expect(steps[1]?.error?.message).toContain('"contact"');
    expect(vendor.requests.map(({ path }) => path)).toEqual(['/deals']);
  });

  test('tells in the owner’s words what the destination answered, without secrets', async () => {
    const flowId = await create([contact()]);
    vendor.inject({ when: 'before', answer: { status: 401, body: { message: `wrong key ${SECRET}` } } });
    const [refused] = await sendTest(flowId);
    expect(refused).toMatchObject({ state: 'failed', payload: { email: 'ada.lovelace@example.com' }, result: null });
    expect(refused?.error?.message).toMatch(/CRM/);
    expect(JSON.stringify(refused)).not.toContain(SECRET);
    vendor.inject({ when: 'after', answer: 'reset' });
    expect(await sendTest(flowId)).toMatchObject([{ state: 'failed', error: { message: expect.stringMatching(/CRM/) } }]);
    // A test says nothing about the connection: live deliveries go on as they did.
    expect((await server.client('getConnection', { params: { ...params, connectionId } })).hold).toBeNull();
  });

  test('counts a record that is there already as done; a fault of ours is told and logged as one', async () => {
    const lead = (value: string): FlowSpec['steps'][number] => ({
      key: 'lead',
      connection: connectionId,
      operation: 'lead',
      mapping: { fields: { '/email': { do: 'literal', value } } },
    });
    const flowId = await create([lead('known@example.com'), { ...lead('new@example.com'), key: 'second' }]);
    expect(await sendTest(flowId)).toMatchObject([
      { state: 'succeeded', result: { id: 'l1' } },
      { state: 'failed', error: { code: 'destination_failed' } },
    ]);
  });

  test('respects a person’s pause', async () => {
    const flowId = await create([contact()]);
    await server.store.db
      .updateTable('connections')
      .set({ hold_kind: 'person', hold_until: null, hold_message: 'Stocktaking.' })
      .where('id', '=', connectionId)
      .execute();
    expect(await sendTest(flowId)).toMatchObject([
      { state: 'failed', error: { code: 'held', message: expect.stringContaining('Stocktaking.') } },
    ]);
    expect(vendor.requests).toEqual([]);
  });

  test('needs its connection', async () => {
    const flowId = await create([contact()]);
    await server.store.db.updateTable('connections').set({ removed_at: server.clock.now() }).where('id', '=', connectionId).execute();
    expect(await sendTest(flowId)).toMatchObject([{ state: 'failed', error: { code: 'gone' } }]);
  });
});

test('a token that ran out is renewed before the look-up; a person who has to sign in again is told so', async () => {
  const { keyring, config } = server.runtime.deps;
  config.oauthClients['crm'] = { clientId: 'handoff', clientSecret: 'app_SECRET_1' };
  server.runtime.deps.destinations['crm'] = {
    ...crm,
    auth: {
      kind: 'oauth2',
      authorizationUrl: () => 'https://crm.test/authorize',
      tokenUrl: () => 'https://crm.test/token',
      clientAuth: 'post',
      pkce: true,
      refreshBeforeMs: 0,
      apply: (_, request, accessToken) => request.headers.set('authorization', `Bearer ${accessToken}`),
    },
  };
  const tokens = await keyring.seal(JSON.stringify({ accessToken: 'old', refreshToken: 'again', expiresAt: 1 }));
  const { id } = await server.client('createConnection', {
    params,
    body: { destination: 'crm', name: 'Signed in', settings: { token: SECRET } },
  });
  await server.store.db.updateTable('connections').set({ tokens }).where('id', '=', id).execute();
  const used: (string | null)[] = [];
  const { fetch } = vendor;
  vendor.fetch = (request) => {
    if (new URL(request.url).pathname === '/token')
      return Promise.resolve(Response.json({ access_token: 'new', token_type: 'bearer', expires_in: 3600 }));
    used.push(request.headers.get('authorization'));
    return fetch(request);
  };
  const look = () =>
    server.client('preview', {
      params,
      body: { connectionId: id, operation: 'contact', mapping, event: { sample: 'good' }, findMatch: true },
    });
  expect(await look()).toMatchObject({ match: null, warnings: [] });
  expect(used).toEqual(['Bearer new']);

  await server.store.db.updateTable('connections').set({ tokens: null }).where('id', '=', id).execute();
  expect((await look()).warnings).toEqual([{ path: '', message: expect.stringMatching(/not signed in/) as string }]);
  expect(used).toHaveLength(1);
});
