import { type Endpoint, type EndpointName, endpoints } from '@handoff/shared/api';
import { publicKeyOf } from '@handoff/shared/event';
import { importJWK, SignJWT } from 'jose';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addMember } from '../src/domain/member/add.ts';
import { createToken } from '../src/domain/token/create.ts';
import { openAlert } from '../src/observe/alerts.ts';
import { newId } from '../src/store/ids.ts';
import { createHarness, formSubmission, type Harness, type TestSite } from './support/harness.ts';

const ORIGIN = 'https://handoff.test';
const SPEC = {
  trigger: { types: ['form.submitted'] },
  steps: [
    { key: 'send', connection: 'con_x', operation: 'send', mapping: { fields: { '/email': { do: 'path', path: '/subject/email' } } } },
  ],
};
const MAPPING = SPEC.steps[0]?.mapping;

let server: Harness;
/** The workspace that must stay untouched, with one of everything in it. */
let theirs: string;
let their: Record<
  | 'sourceId'
  | 'connectionId'
  | 'flowId'
  | 'eventId'
  | 'deliveryId'
  | 'personId'
  | 'suggestionId'
  | 'mergeId'
  | 'alertId'
  | 'channelId'
  | 'receiptId'
  | 'email'
  | 'memberId'
  | 'changeId'
  | 'tokenId',
  string
>;
/** Callers of the other workspace. */
let ownToken: string;
let site: TestSite;

beforeAll(async () => {
  server = await createHarness();
  site = await server.pair();
  ownToken = (await createToken(server.store.db, { name: 'own', workspaceId: server.workspaceId }, server.clock.now())).token;
  const workspace = await server.client('createWorkspace', { body: { name: 'Neighbours' } });
  theirs = workspace.id;
  their = await furnish(theirs);
});
afterAll(() => server.close());

async function furnish(workspaceId: string): Promise<typeof their> {
  const params = { workspaceId };
  const { db } = server.store;
  const now = server.clock.now();
  const source = await server.client('createWebhookSource', { params, body: { name: 'Their site' } });
  const connection = await server.client('createConnection', {
    params,
    body: { destination: 'webhook', name: 'Their hook', settings: { url: 'https://hooks.example/in' } },
  });
  const email = 'their.customer@example.com';
  await server.client('updateConnection', { params: { ...params, connectionId: connection.id }, body: { name: 'Their renamed hook' } });
  const [change] = (await server.client('listAudit', { params })).items;
  const member = { scope: workspaceId, email: 'their.manager@example.com', name: 'Their manager', role: 'manager' as const, by: 'x' };
  const ids = {
    sourceId: source.id,
    connectionId: connection.id,
    flowId: newId('flw'),
    eventId: newId('evt'),
    deliveryId: newId('dlv'),
    personId: newId('per'),
    suggestionId: newId('sug'),
    mergeId: newId('mrg'),
    receiptId: newId('rcp'),
    alertId: '',
    channelId: newId('chn'),
    memberId: (await addMember(db, member, now)).id,
    changeId: String(change?.id),
    tokenId: (await createToken(db, { name: 'Their token', workspaceId }, now)).id,
    email,
  };
  const versionId = newId('ver');
  await db
    .insertInto('flows')
    .values({ id: ids.flowId, workspace_id: workspaceId, slug: 'theirs', name: 'Theirs', created_at: now })
    .execute();
  const version = {
    workspace_id: workspaceId,
    flow_id: ids.flowId,
    spec: JSON.stringify(SPEC),
    created_by: 'x',
    created_at: now,
    updated_at: now,
  };
  await db
    .insertInto('flow_versions')
    .values([
      { ...version, id: versionId, version: 1, state: 'published', published_at: now },
      { ...version, id: newId('ver'), version: 2, state: 'draft' },
    ])
    .execute();
  const event = {
    id: ids.eventId,
    workspace_id: workspaceId,
    source_id: source.id,
    type: 'form.submitted',
    state: 'processed' as const,
    verdict: 'quarantine' as const,
  };
  await db
    .insertInto('events')
    .values({
      ...event,
      idempotency_key: 'k',
      occurred_at: now,
      received_at: now,
      processed_at: now,
      process_at: 0,
      process_failures: 0,
      reasons: '[]',
      score: 5,
      contact_key: `email:${email}`,
      body: JSON.stringify(formSubmission({ subject: { email } })),
    })
    .execute();
  const delivery = {
    id: ids.deliveryId,
    workspace_id: workspaceId,
    event_id: ids.eventId,
    flow_id: ids.flowId,
    flow_version_id: versionId,
    step_key: 'send',
  };
  await db
    .insertInto('deliveries')
    .values({
      ...delivery,
      connection_id: connection.id,
      operation: 'send',
      lane: 'x',
      state: 'dead',
      priority: 0,
      run_at: now,
      attempts: 1,
      idempotency_key: 'k',
      created_at: now,
      finished_at: now,
    })
    .execute();
  await furnishPerson(workspaceId, ids);
  await db
    .insertInto('privacy_receipts')
    .values({
      id: ids.receiptId,
      workspace_id: workspaceId,
      kind: 'erasure',
      person_digest: 'd',
      person_by: '["email"]',
      requested_by: 'x',
      requested_at: now,
      finished_at: now,
      counts: '{}',
      destinations: JSON.stringify([{ connectionId: connection.id, connection: 'Their hook', erasure: 'by_hand' }]),
      by_hand: 1,
    })
    .execute();
  await openAlert(db, { workspaceId, key: 'x', kind: 'dead_letter', message: 'Their trouble.' }, now);
  ids.alertId = (await db.selectFrom('alerts').select('id').where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow()).id;
  const channel = { workspace_id: workspaceId, name: 'Theirs', kind: 'email' as const, address: email, settings: '{}' };
  await db
    .insertInto('alert_channels')
    .values({ ...channel, id: ids.channelId, created_at: now, updated_at: now })
    .execute();
  return ids;
}

/** Two people who may be one, and a merge. */
async function furnishPerson(workspaceId: string, ids: { personId: string; suggestionId: string; mergeId: string; sourceId: string }) {
  const { db } = server.store;
  const now = server.clock.now();
  const other = newId('per');
  const person = { workspace_id: workspaceId, fields: '{}', consent: '[]', merged_into: null, created_at: now, updated_at: now };
  await db
    .insertInto('persons')
    .values([
      { ...person, id: ids.personId },
      { ...person, id: other },
    ])
    .execute();
  const record = {
    workspace_id: workspaceId,
    source_id: ids.sourceId,
    details: '{"phone":null,"lifecycle":"lead","consent":[],"heardAt":0}',
  };
  const said = { contact: '{"name":"Their Customer"}', joined_by: '{"by":"new"}', event_id: null, first_at: now, last_at: now };
  await db
    .insertInto('person_records')
    .values([
      { ...record, ...said, id: newId('rec'), person_id: ids.personId, digest: 'a' },
      { ...record, ...said, id: newId('rec'), person_id: other, digest: 'b' },
    ])
    .execute();
  await db
    .insertInto('person_suggestions')
    .values({
      id: ids.suggestionId,
      workspace_id: workspaceId,
      person_a: ids.personId,
      person_b: other,
      chance: 0.9,
      reasons: '[]',
      state: 'open',
      created_at: now,
      decided_at: null,
      decided_by: null,
      merge_id: null,
    })
    .execute();
  await db
    .insertInto('person_merges')
    .values({
      id: ids.mergeId,
      workspace_id: workspaceId,
      into_person: ids.personId,
      from_person: other,
      record_ids: '[]',
      absorbed_ids: '[]',
      reason: 'person',
      merged_at: now,
      merged_by: 'x',
      undone_at: null,
      undone_by: null,
    })
    .execute();
}

/** Every row of their workspace, whatever the table. */
async function snapshot(): Promise<Record<string, unknown[]>> {
  const tables = await server.store.db.introspection.getTables();
  const rows: Record<string, unknown[]> = {};
  for (const { name, columns } of tables) {
    if (!columns.some((column) => column.name === 'workspace_id')) continue;
    rows[name] = (await sql`select * from ${sql.table(name)} where workspace_id = ${theirs}`.execute(server.store.db)).rows;
  }
  return rows;
}

async function panelToken(): Promise<string> {
  const d = Buffer.from(site.secretKey.replace('whsk_', ''), 'base64').subarray(0, 32).toString('base64url');
  const x = Buffer.from((await publicKeyOf(site.secretKey)).replace('whpk_', ''), 'base64').toString('base64url');
  const now = Math.floor(server.clock.now() / 1000);
  const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', d, x }, 'EdDSA');
  return new SignJWT({ iss: site.sourceId, aud: ORIGIN, iat: now, exp: now + 60 }).setProtectedHeader({ alg: 'EdDSA' }).sign(key);
}

const all = (Object.entries(endpoints) as [EndpointName, Endpoint][]).filter(([, { path }]) => path.includes('{workspaceId}'));

async function call({ method, path }: Endpoint, token: string, params: Record<string, string>, body?: unknown) {
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? 'nothing');
  const response = await server.app.fetch(
    new Request(ORIGIN + address, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  const text = await response.text();
  return { status: response.status, text, code: response.ok ? undefined : (JSON.parse(text) as { error?: { code: string } }).error?.code };
}

/** A body that is right but for whose things it names; what is not listed takes an empty one. */
const bodies = (): Partial<Record<EndpointName, unknown>> => ({
  setSourceSecret: { signingSecret: `whsec_${Buffer.alloc(32).toString('base64')}` },
  updateSource: { name: 'Taken over', settings: { country: 'DE' }, url: 'https://own.example' },
  updateConnection: { name: 'Taken over' },
  holdConnection: { reason: 'Taken over' },
  updateFlow: { name: 'Taken over' },
  changeMember: { role: 'owner' },
  saveDraft: { spec: SPEC },
  rollbackFlow: { version: 1 },
  preview: { connectionId: their.connectionId, operation: 'send', mapping: MAPPING, event: { eventId: their.eventId } },
  testSend: { event: { sample: 'good' } },
  replayEvent: {},
  releaseEvents: { eventIds: [their.eventId] },
  markEvents: { eventIds: [their.eventId], as: 'spam' },
  restoreDuplicates: { eventIds: [their.eventId] },
  mergePersons: { into: their.personId, from: their.personId },
  splitPerson: { recordIds: ['rec_x'] },
  chooseValue: { field: 'phone', recordId: 'rec_x' },
  liftOptOut: { channel: 'email', reason: 'asked' },
  resolveContacts: { contacts: [{}] },
  setIdentitySettings: {},
  setAkismet: { on: true, key: 'abc123' },
  setTurnstile: { on: true, siteKey: '0x1', secret: '0x2' },
  replayDeliveries: { deliveryIds: [their.deliveryId] },
  confirmDelivery: { arrived: true },
  giveUpDeliveries: { deliveryIds: [their.deliveryId] },
  muteAlert: { until: null },
  updateAlertChannel: { name: 'Taken over', to: { kind: 'email', address: 'own@example.com' } },
  exportPerson: { email: their.email },
  erasePerson: { email: their.email },
  setRetention: { bodies: 30 },
  confirmReceipt: { connectionId: their.connectionId },
});

test('every endpoint that is described is mounted, so that nothing below passes for want of a route', async () => {
  const missing: string[] = [];
  for (const [name, endpoint] of all) {
    const { text } = await call(endpoint, server.operatorToken, { workspaceId: server.workspaceId });
    if (text.includes(`There is no ${endpoint.method} /v1`)) missing.push(name);
  }
  expect(missing).toEqual([]);
});

describe('a workspace of others, named in the path', () => {
  test.each(all)('%s: an API token of another workspace finds nothing', async (name, endpoint) => {
    const before = await snapshot();
    expect(
      await call(
        endpoint,
        ownToken,
        { workspaceId: theirs, ...their, operation: 'send' },
        hasBody(endpoint) ? (bodies()[name] ?? {}) : undefined,
      ),
    ).toMatchObject({
      status: 404,
      code: 'not_found',
    });
    expect(await snapshot()).toEqual(before);
  });

  test.each(all)('%s: a panel of another workspace finds nothing, or may not ask', async (name, endpoint) => {
    const before = await snapshot();
    const answer = await call(
      endpoint,
      await panelToken(),
      { workspaceId: theirs, ...their, operation: 'send' },
      hasBody(endpoint) ? (bodies()[name] ?? {}) : undefined,
    );
    expect([answer.status, answer.code]).toEqual(endpoint.access === 'operator' ? [403, 'forbidden'] : [404, 'not_found']);
    expect(await snapshot()).toEqual(before);
  });

  test('one that does not exist is answered alike', async () => {
    const get = (workspaceId: string) => call(endpoints.getWorkspace, ownToken, { workspaceId });
    expect((await get(theirs)).text).toBe((await get('ws_nowhere')).text);
  });
});

describe('things of others, named inside one’s own workspace', () => {
  const byId = all.filter(([, { path }]) => (path.match(/\{/g)?.length ?? 0) > 1);

  const callers = byId.flatMap(([name, endpoint]) => [
    { caller: 'an API token', token: () => Promise.resolve(ownToken), name, endpoint },
    { caller: 'a panel', token: panelToken, name, endpoint },
  ]);

  test.each(callers)('$name, by $caller', async ({ caller, token, name, endpoint }) => {
    const before = await snapshot();
    const answer = await call(
      endpoint,
      await token(),
      { workspaceId: server.workspaceId, ...their, operation: 'send' },
      hasBody(endpoint) ? (bodies()[name] ?? {}) : undefined,
    );
    const forbidden = caller === 'a panel' && endpoint.access === 'operator';
    expect([answer.status, answer.code]).toEqual(forbidden ? [403, 'forbidden'] : [404, 'not_found']);
    expect(answer.text).not.toMatch(/Their|hooks\.example/);
    expect(await snapshot()).toEqual(before);
  });

  const inBodies = (
    [
      'preview',
      'releaseEvents',
      'restoreDuplicates',
      'markEvents',
      'replayDeliveries',
      'giveUpDeliveries',
      'exportPerson',
      'erasePerson',
    ] as const
  ).flatMap((name) => [
    { name, caller: 'an API token', token: () => Promise.resolve(ownToken) },
    { name, caller: 'a panel', token: panelToken },
  ]);

  test.each(inBodies)('$name by $caller, in its body', async ({ name, token }) => {
    const before = await snapshot();
    const answer = await call(endpoints[name], await token(), { workspaceId: server.workspaceId }, bodies()[name]);
    // A list may be answered with what was done of it: nothing.
    expect(answer.status === 404 ? NOTHING_DONE[name] : JSON.parse(answer.text)).toMatchObject(NOTHING_DONE[name] ?? {});
    expect(answer.status === 404 || name in NOTHING_DONE).toBe(true);
    expect(answer.text).not.toMatch(/Their|hooks\.example/);
    expect(await snapshot()).toEqual(before);
  });

  test.each(['listEvents', 'listDeliveries'] as const)('%s, as a filter', async (name) => {
    const query = new URLSearchParams(
      name === 'listEvents' ? { sourceId: their.sourceId } : { connectionId: their.connectionId, flowId: their.flowId },
    );
    const response = await server.app.fetch(
      new Request(`${ORIGIN}${endpoints[name].path.replace('{workspaceId}', server.workspaceId)}?${query.toString()}`, {
        headers: { authorization: `Bearer ${ownToken}` },
      }),
    );
    const { items } = (await response.json()) as { items?: unknown[] };
    expect(response.status === 404 ? [] : items).toEqual([]);
  });

  test('a flow cannot send through a connection of others', async () => {
    const spec = { ...SPEC, steps: [{ ...SPEC.steps[0], connection: their.connectionId }] };
    const made = await call(endpoints.createFlow, ownToken, { workspaceId: server.workspaceId }, { name: 'Through theirs', spec });
    if (made.status === 201) {
      const { id } = JSON.parse(made.text) as { id: string };
      const live = await call(endpoints.publishFlow, ownToken, { workspaceId: server.workspaceId, flowId: id });
      expect(live.status).toBeGreaterThanOrEqual(400);
    }
    const published = await server.store.db
      .selectFrom('flow_versions')
      .select('id')
      .where('workspace_id', '=', server.workspaceId)
      .where('state', 'in', ['published', 'shadow'])
      .execute();
    expect(published).toEqual([]);
  });
});

const NOTHING_DONE: Partial<Record<EndpointName, unknown>> = {
  releaseEvents: { released: 0 },
  restoreDuplicates: { released: 0 },
  markEvents: { marked: 0 },
  replayDeliveries: { deliveryIds: [] },
  giveUpDeliveries: { deliveryIds: [] },
  exportPerson: { items: [] },
  erasePerson: { events: 0, destinations: [] },
};

function hasBody(endpoint: Endpoint): boolean {
  return endpoint.body !== undefined;
}
