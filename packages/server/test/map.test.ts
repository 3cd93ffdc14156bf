import type { FlowSpec } from '@handoff/shared/flow';
import type { Mapping, Rule } from '@handoff/shared/mapping';
import { importJWK, SignJWT } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { publicKeyOf } from '@handoff/shared/event';
import { createHarness, type Harness } from './support/harness.ts';

let server: Harness;
let params: { workspaceId: string };
beforeEach(async () => {
  server = await createHarness();
  params = { workspaceId: server.workspaceId };
});
afterEach(() => server.close());

const path = (place: string): Rule => ({ do: 'path', path: place });
const literal = (value: string): Rule => ({ do: 'literal', value });

const connect = async (destination: 'hubspot' | 'webhook', name: string, owner?: string) => {
  const settings = destination === 'hubspot' ? { accessToken: 'pat-secret-token' } : { url: 'https://hooks.example/in' };
  return (
    await server.client('createConnection', { params, body: { destination, name, settings, ...(owner === undefined ? {} : { owner }) } })
  ).id;
};

const contactSpec = (connection: string, fields: Mapping['fields'], trigger: Partial<FlowSpec['trigger']> = {}): FlowSpec => ({
  trigger: { types: ['form.submitted'], ...trigger },
  steps: [
    {
      key: 'contact',
      connection,
      operation: 'upsertContact',
      mapping: { fields: { '/properties/email': path('/subject/email'), ...fields } },
    },
  ],
});

const addFlow = async (name: string, spec: FlowSpec, { owner, live = true }: { owner?: string; live?: boolean } = {}) => {
  const flow = await server.client('createFlow', { params, body: { name, spec, ...(owner === undefined ? {} : { owner }) } });
  if (live) await server.client('publishFlow', { params: { ...params, flowId: flow.id } });
  return flow.id;
};

const map = () => server.client('workspaceMap', { params });

test('shows what is set up: what starts what, who owns it, which field goes where, how to leave', async () => {
  const { sourceId } = await server.pair('bloom.example');
  const connection = await connect('hubspot', 'Our HubSpot', 'ana@bloom.example');
  const flowId = await addFlow('Contact form', contactSpec(connection, { '/properties/stage': literal('lead') }, { sources: [sourceId] }), {
    owner: 'ana@bloom.example',
  });

  const found = await map();
  expect(found.name).toBe('Bloom & Co');
  expect(found.sources).toMatchObject([{ id: sourceId, name: 'bloom.example', kind: 'wordpress', revoked: false }]);
  expect(found.flows).toMatchObject([
    {
      id: flowId,
      owner: 'ana@bloom.example',
      mode: 'live',
      trigger: { sources: [sourceId] },
      steps: [
        {
          connectionId: connection,
          title: 'Create or update a contact',
          fields: [
            { label: 'E-mail', from: ['/subject/email'], fixed: false },
            { label: 'Stage', from: [], fixed: true },
          ],
        },
      ],
    },
  ]);
  expect(found.connections).toMatchObject([{ id: connection, destination: 'HubSpot', owner: 'ana@bloom.example' }]);
  expect(found.connections[0]?.leaving?.stays).toContain('HubSpot');
  expect(found).toMatchObject({ conflicts: [], findings: [] });
  expect(JSON.stringify(found)).not.toContain('pat-secret');
});

test('tells of what nobody owns, nothing uses, and cannot start', async () => {
  const { sourceId } = await server.pair('bloom.example');
  const { sourceId: other } = await server.pair('unused.example');
  const connection = await connect('hubspot', 'HubSpot');
  await connect('webhook', 'Spare hook', 'ana');
  const flowId = await addFlow('Contact form', contactSpec(connection, {}, { sources: [sourceId] }));
  await addFlow('Only a draft', contactSpec(connection, {}), { live: false });
  const kinds = async () => (await map()).findings.map(({ kind, name }) => `${kind}: ${name}`);
  expect(await kinds()).toEqual([
    'unowned_flow: Contact form',
    'unowned_connection: HubSpot',
    'unused_source: unused.example',
    'unused_connection: Spare hook',
  ]);

  await server.client('revokeSource', { params: { ...params, sourceId } });
  await server.client('updateFlow', { params: { ...params, flowId }, body: { owner: 'ana' } });
  expect(await kinds()).toEqual([
    'never_starts: Contact form',
    'unowned_connection: HubSpot',
    'unused_source: unused.example',
    'unused_connection: Spare hook',
  ]);
  await server.client('revokeSource', { params: { ...params, sourceId: other } });
  expect(await kinds()).not.toContain('unused_source: unused.example');
});

test('tells of live flows that write the same field differently, and leaves drafts out', async () => {
  const connection = await connect('hubspot', 'HubSpot', 'ana');
  const lead = contactSpec(connection, { '/properties/stage': literal('lead'), '/properties/phone': path('/subject/phone') });
  const buyer = {
    ...contactSpec(connection, { '/properties/stage': literal('customer'), '/properties/phone': path('/subject/phone') }),
    trigger: { types: ['order.paid'] },
  };
  await addFlow('Leads', lead, { owner: 'ana' });
  const draft = await addFlow('Buyers', buyer, { owner: 'ana', live: false });
  expect((await map()).conflicts).toEqual([]);
  await server.client('publishFlow', { params: { ...params, flowId: draft } });
  expect((await map()).conflicts).toMatchObject([
    { kind: 'fixed', record: 'contact', label: 'Stage', writers: [{ name: 'Buyers' }, { name: 'Leads' }] },
  ]);
});

test('takes two connections for one account where the destination names it, and only there', async () => {
  const [one, two] = [await connect('hubspot', 'One', 'ana'), await connect('hubspot', 'Two', 'ana')];
  await addFlow('A', contactSpec(one, { '/properties/stage': literal('a') }), { owner: 'ana' });
  await addFlow('B', contactSpec(two, { '/properties/stage': literal('b') }), { owner: 'ana' });
  const call = async (account: string) => {
    await server.store.db.updateTable('connections').set({ account }).execute();
    return (await map()).conflicts.map(({ connectionIds }) => connectionIds);
  };
  expect(await call('HubSpot account')).toEqual([]);
  expect(await call('HubSpot account 123')).toEqual([[one, two]]);
});

test('comes as a document and as a picture, in which a name is only a name', async () => {
  const connection = await connect('hubspot', 'HubSpot', 'ana');
  await addFlow('<script>alert(1)</script>', contactSpec(connection, {}), { owner: 'ana' });
  const markdown = await server.client('workspaceMapMarkdown', { params });
  expect(markdown).toContain('### &lt;script&gt;alert(1)&lt;/script&gt;');
  expect(markdown).toContain('## How to leave\n\n### HubSpot');
  const svg = await server.client('workspaceMapSvg', { params });
  expect(svg).toMatch(/^<svg [^]*<\/svg>$/);
  expect(svg).not.toContain('<script');
  const answer = await server.app.request(`/v1/workspaces/${server.workspaceId}/map.svg`, {
    headers: { authorization: `Bearer ${server.operatorToken}` },
  });
  expect(answer.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
});

test('a site’s panel sees its own source only, and that there are others', async () => {
  const site = await server.pair('bloom.example');
  const { sourceId: elsewhere } = await server.pair('sister.example');
  const connection = await connect('hubspot', 'HubSpot', 'ana');
  await addFlow('Sister', contactSpec(connection, {}, { sources: [elsewhere] }), { owner: 'ana' });
  const { secretKey, sourceId } = site;
  const d = Buffer.from(secretKey.replace('whsk_', ''), 'base64').subarray(0, 32).toString('base64url');
  const x = Buffer.from((await publicKeyOf(secretKey)).replace('whpk_', ''), 'base64').toString('base64url');
  const jwk = await importJWK({ kty: 'OKP', crv: 'Ed25519', d, x }, 'EdDSA');
  const now = Math.floor(server.clock.now() / 1000);
  const token = await new SignJWT({ iss: sourceId, aud: 'https://handoff.test', iat: now, exp: now + 60 })
    .setProtectedHeader({ alg: 'EdDSA' })
    .sign(jwk);
  const read = async (what: string) =>
    (await server.app.request(`/v1/workspaces/${server.workspaceId}/${what}`, { headers: { authorization: `Bearer ${token}` } })).text();
  for (const what of ['map', 'map.md', 'map.svg']) {
    const answer = await read(what);
    expect(answer).toContain('bloom.example');
    expect(answer).not.toContain('sister.example');
  }
});

test('says how to leave in the reader’s language; as a document the map is in English', async () => {
  await connect('webhook', 'Team');
  const read = async (what: string, language: string) => {
    const headers = { authorization: `Bearer ${server.operatorToken}`, 'accept-language': language };
    return (await server.app.request(`/v1/workspaces/${server.workspaceId}/${what}`, { headers })).text();
  };
  expect(JSON.parse(await read('map', 'de'))).toMatchObject({
    connections: [{ leaving: { stays: 'Nur, was der Empfänger selbst behalten hat.' } }],
  });
  expect(await read('map', 'fr')).toContain('Seulement ce que le destinataire a conservé lui-même.');
  for (const [what, language] of [
    ['map', 'es'],
    ['map.md', 'de'],
  ] as const) {
    const answer = await read(what, language);
    expect(answer).toContain('Only what the receiver kept itself.');
    expect(answer).not.toContain('Empfänger');
  }
});

test('answers the five questions for a draft, and for what is not saved yet', async () => {
  const { sourceId } = await server.pair('bloom.example');
  const hubspot = await connect('hubspot', 'HubSpot');
  await addFlow('Leads', contactSpec(hubspot, { '/properties/stage': literal('lead') }), { owner: 'ana' });
  const spec = {
    ...contactSpec(hubspot, { '/properties/stage': literal('customer') }),
    trigger: { types: ['order.paid'], sources: [sourceId] },
  };
  const flowId = await addFlow('Buyers', spec, { live: false });
  const ask = (body: { spec?: FlowSpec }) => server.client('flowQuestions', { params: { ...params, flowId }, body });

  expect(await ask({})).toEqual({
    owner: null,
    access: [
      {
        connectionId: hubspot,
        name: 'HubSpot',
        account: null,
        operations: ['Create or update a contact'],
        scopes: ['crm.objects.contacts.read', 'crm.objects.contacts.write', 'crm.schemas.contacts.read'],
        missing: [],
      },
    ],
    down: { sources: 'keep', retryHours: 76, connections: [{ name: 'HubSpot', unknown: 'repeat' }] },
    direction: { sources: ['bloom.example'], elsewhere: 0, to: ['HubSpot'], looksUp: ['HubSpot'] },
    fields: [{ name: 'HubSpot', fromEvent: ['E-mail'], fixed: ['Stage'] }],
    conflicts: [expect.objectContaining({ kind: 'fixed', label: 'Stage' })],
    removal: { types: ['order.paid'], connections: [{ name: 'HubSpot', stays: expect.stringContaining('HubSpot'), last: false }] },
  });

  const hook = await connect('webhook', 'Our hook');
  const edited: FlowSpec = {
    trigger: { types: ['form.submitted'] },
    steps: [{ key: 'send', connection: hook, operation: 'send', mapping: { fields: { '/email': path('/subject/email') } } }],
  };
  expect(await ask({ spec: edited })).toMatchObject({
    fields: [],
    conflicts: [],
    direction: { sources: [], to: ['Our hook'] },
    removal: { types: [], connections: [{ name: 'Our hook', last: true }] },
  });
  // Asking saves nothing.
  expect((await server.client('getFlow', { params: { ...params, flowId } })).draft?.spec).toEqual(spec);
});
