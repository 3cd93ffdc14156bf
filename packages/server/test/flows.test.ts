import { ApiError } from '@handoff/shared/api';
import type { FlowSpec } from '@handoff/shared/flow';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { destinations } from '../src/destinations/registry.ts';
import { webhook } from '../src/destinations/webhook/index.ts';
import { createCrm, crm, type Crm } from './support/crm.ts';
import { createHarness, formSubmission, type Harness, type TestSite } from './support/harness.ts';
import { createDatabase } from './support/postgres.ts';

const admin = inject('postgresUrl');
const engines = [{ engine: 'sqlite' as const }, ...(admin === undefined ? [] : [{ engine: 'postgres' as const }])];

test.skipIf(admin !== undefined)('PostgreSQL is not installed: its half of the flow tests is skipped', () => {
  expect(process.env['HANDOFF_REQUIRE_PARTS']).toBeUndefined();
});

const email = { do: 'path', path: '/subject/email' } as const;

describe.each(engines)('flows and their versions, on $engine', ({ engine }) => {
  let server: Harness;
  let site: TestSite;
  let vendor: Crm;
  let params: { workspaceId: string };
  let connectionId: string;

  beforeEach(async () => {
    vendor = createCrm();
    server = await createHarness({
      databaseUrl: engine === 'postgres' ? await createDatabase(admin as string) : undefined,
      fetch: (request) => vendor.fetch(request),
      destinations: { crm, webhook },
    });
    site = await server.pair();
    params = { workspaceId: server.workspaceId };
    connectionId = (
      await server.client('createConnection', {
        params,
        body: { destination: 'crm', name: 'CRM', settings: { token: 'tok_SECRET_123456' } },
      })
    ).id;
  });
  afterEach(() => server.close());

  /** A contact whose name says which version wrote it. */
  const spec = (name: string, extra: Partial<FlowSpec> = {}): FlowSpec => ({
    trigger: { types: ['form.submitted'] },
    steps: [
      {
        key: 'contact',
        connection: connectionId,
        operation: 'contact',
        mapping: { fields: { '/email': email, '/name': { do: 'literal', value: name } } },
      },
    ],
    ...extra,
  });
  const create = async (name = 'v1') =>
    (await server.client('createFlow', { params, body: { name: 'Contact form', spec: spec(name) } })).id;
  const of = (flowId: string) => ({ params: { ...params, flowId } });
  const save = (flowId: string, draft: FlowSpec) => server.client('saveDraft', { ...of(flowId), body: { spec: draft } });
  const publish = (flowId: string) => server.client('publishFlow', of(flowId));
  const history = async (flowId: string) =>
    (await server.client('listFlowVersions', of(flowId))).items.map(({ version, state, spec: { steps } }) => {
      const rule = steps[0]?.mapping.fields['/name'];
      return `${version} ${state} ${rule?.do === 'literal' ? rule.value : ''}`;
    });
  const send = async () => {
    await site.post(formSubmission());
    await server.drain();
  };
  const audit = async () =>
    await server.store.db.selectFrom('audit').select(['actor', 'action', 'after']).where('entity', '=', 'flow').orderBy('seq').execute();
  const refusal = async (work: Promise<unknown>): Promise<ApiError> => {
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(ApiError);
    return error as ApiError;
  };
  const places = (error: ApiError) => error.details.problems?.map(({ path }) => path);

  test('a new flow is a draft that does nothing until it is published', async () => {
    const flow = await server.client('createFlow', { params, body: { name: 'Contact form', owner: 'ada@example.com', spec: spec('v1') } });
    expect(flow).toMatchObject({
      slug: 'contact-form',
      owner: 'ada@example.com',
      draft: { version: 1, state: 'draft' },
      shadow: null,
      published: null,
    });
    await send();
    expect(vendor.names()).toEqual([]);
    const live = await publish(flow.id);
    expect(live).toMatchObject({ draft: null, published: { version: 1, publishedAt: new Date(server.clock.now()).toISOString() } });
    await send();
    expect(vendor.names()).toEqual(['v1']);
    expect((await server.client('listFlows', { params })).items).toEqual([live]);
    expect(await server.client('getFlow', of(flow.id))).toEqual(live);
  });

  test('of two who began from the same draft the second is told, and writes nothing over', async () => {
    const flowId = await create();
    const saveFrom = (base: string, name: string) =>
      server.client('saveDraft', { ...of(flowId), body: { spec: spec(name), base: spec(base) } });
    await saveFrom('v1', 'by Ada');
    expect(await refusal(saveFrom('v1', 'by Bo'))).toMatchObject({ code: 'conflict', status: 409 });
    expect(await history(flowId)).toEqual(['1 draft by Ada']);
    await saveFrom('by Ada', 'by Bo, after Ada');
    expect(await history(flowId)).toEqual(['1 draft by Bo, after Ada']);
  });

  test('what is live never changes: saving afterwards makes a new version, publishing it supersedes the old one', async () => {
    const flowId = await create();
    expect(await save(flowId, spec('v1 mended'))).toMatchObject({ version: 1, state: 'draft' });
    await publish(flowId);
    expect(await save(flowId, spec('v2'))).toMatchObject({ version: 2, state: 'draft' });
    await send();
    await publish(flowId);
    await send();
    expect(vendor.names()).toEqual(['v1 mended', 'v2']);
    expect(await history(flowId)).toEqual(['2 published v2', '1 superseded v1 mended']);
  });

  test('a shadow shows what it would send beside the live version, and ends when something is published', async () => {
    const flowId = await create();
    await publish(flowId);
    await save(flowId, spec('v2'));
    expect(await server.client('shadowFlow', of(flowId))).toMatchObject({ draft: null, shadow: { version: 2 }, published: { version: 1 } });
    await send();
    expect(vendor.names()).toEqual(['v1']);
    const shown = await server.store.db.selectFrom('deliveries').select(['state', 'payload']).where('state', '=', 'shadow').execute();
    expect(shown.map(({ payload }) => JSON.parse(payload ?? '{}') as unknown)).toEqual([expect.objectContaining({ name: 'v2' })]);

    await save(flowId, spec('v3'));
    await server.client('shadowFlow', of(flowId));
    expect(await history(flowId)).toEqual(['3 shadow v3', '2 superseded v2', '1 published v1']);
    await save(flowId, spec('v4'));
    await publish(flowId);
    expect(await history(flowId)).toEqual(['4 published v4', '3 superseded v3', '2 superseded v2', '1 superseded v1']);
  });

  test('a shadow is published where there is no draft', async () => {
    const flowId = await create();
    await server.client('shadowFlow', of(flowId));
    await publish(flowId);
    expect(await history(flowId)).toEqual(['1 published v1']);
    await send();
    expect(vendor.names()).toEqual(['v1']);
  });

  test('rolling back publishes an old version again as a new one, and leaves the draft alone', async () => {
    const flowId = await create();
    await publish(flowId);
    await save(flowId, spec('v2'));
    await publish(flowId);
    await save(flowId, spec('v3'));
    const rolledBack = await server.client('rollbackFlow', { ...of(flowId), body: { version: 1 } });
    expect(rolledBack).toMatchObject({ draft: { version: 3 }, published: { version: 4 } });
    expect(await server.client('rollbackFlow', { ...of(flowId), body: { version: 1 } })).toEqual(rolledBack);
    await send();
    expect(vendor.names()).toEqual(['v1']);
    await publish(flowId);
    expect(await history(flowId)).toEqual(['5 published v3', '4 superseded v1', '2 superseded v2', '1 superseded v1']);
    expect((await refusal(server.client('rollbackFlow', { ...of(flowId), body: { version: 99 } }))).code).toBe('not_found');
    await save(flowId, spec('v6'));
    expect((await refusal(server.client('rollbackFlow', { ...of(flowId), body: { version: 6 } }))).code).toBe('conflict');
  });

  test('doing the same again changes nothing', async () => {
    const flowId = await create();
    const first = await publish(flowId);
    const before = await audit();
    expect(await publish(flowId)).toEqual(first);
    expect(await save(flowId, spec('v1'))).toEqual(first.published);
    expect(await publish(flowId)).toEqual(first);
    expect(await server.client('updateFlow', { ...of(flowId), body: { name: 'Contact form' } })).toEqual(first);
    expect(await audit()).toEqual(before);

    await save(flowId, spec('v2'));
    await save(flowId, spec('v1'));
    expect(await publish(flowId)).toEqual(first);
    expect(await history(flowId)).toEqual(['2 superseded v1', '1 published v1']);
  });

  test('there is never more than one of a kind, whoever else presses the button', async () => {
    const flowId = await create();
    await publish(flowId);
    await save(flowId, spec('v2'));
    const presses = Array.from({ length: 4 }, (_, index) => [
      publish(flowId),
      server.client('rollbackFlow', { ...of(flowId), body: { version: 1 } }),
      save(flowId, spec(`draft ${index}`)),
      server.client('shadowFlow', of(flowId)),
    ]);
    for (const result of await Promise.allSettled(presses.flat())) {
      if (result.status === 'rejected') expect((result.reason as ApiError).code).toBe('conflict');
    }
    const states = (await server.client('listFlowVersions', of(flowId))).items
      .map(({ state }) => state)
      .filter((state) => state !== 'superseded');
    expect(new Set(states).size).toBe(states.length);
    expect(states).toContain('published');
  });

  test('a draft changed while it was being checked is not published', async () => {
    const flowId = await create();
    const ours = server.runtime.deps.fetch;
    let changed = false;
    const race = async (request: Request) => {
      if (!changed) {
        changed = true;
        await save(flowId, spec('slipped in'));
      }
      return ours(request);
    };
    await save(flowId, {
      ...spec('v1'),
      steps: [{ key: 'lead', connection: connectionId, operation: 'lead', mapping: { fields: { '/email': email } } }],
    });
    server.runtime.deps.fetch = race;
    expect((await refusal(publish(flowId))).code).toBe('conflict');
    expect(changed).toBe(true);
    expect(await history(flowId)).toEqual(['1 draft slipped in']);
  });

  test('a draft must name what exists; every problem says where', async () => {
    const other = await server.client('createWorkspace', { body: { name: 'Another' } });
    const theirs = await server.client('createConnection', {
      params: { workspaceId: other.id },
      body: { destination: 'crm', name: 'Theirs', settings: { token: 'tok_SECRET_654321' } },
    });
    const step = (key: string, connection: string, operation: string): FlowSpec['steps'][number] => ({
      key,
      connection,
      operation,
      mapping: { fields: { '/email': email } },
    });
    const wrong: FlowSpec = {
      trigger: { types: ['form.submitted', 'form.sent'], sources: [site.sourceId, 'src_nobody'] },
      steps: [
        step('theirs', theirs.id, 'contact'),
        step('verb', connectionId, 'contacts'),
        { ...step('rule', connectionId, 'contact'), mapping: { fields: { '/email': { do: 'template', template: '{{/subject/email' } } } },
      ],
    };
    const error = await refusal(server.client('createFlow', { params, body: { name: 'Wrong', spec: wrong } }));
    expect(error.code).toBe('invalid');
    expect(places(error)).toEqual([
      '/trigger/types/1',
      '/trigger/sources/1',
      '/steps/0/connection',
      '/steps/1/operation',
      '/steps/2/mapping/fields/~1email',
    ]);
    expect(error.message).toContain('form.sent');
    expect((await server.client('listFlows', { params })).items).toEqual([]);
    const flowId = await create();
    expect(places(await refusal(save(flowId, wrong)))).toEqual(places(error));
    expect(await history(flowId)).toEqual(['1 draft v1']);
  });

  test('what is nested too deeply to be run is refused, wherever it stands', async () => {
    const nest = (depth: number): NonNullable<FlowSpec['conditions']> =>
      depth === 0 ? { is: 'present', path: '/subject/email' } : { is: 'not', of: nest(depth - 1) };
    const [step] = spec('').steps as [FlowSpec['steps'][number]];
    const fields = (rule: FlowSpec['steps'][number]['mapping']['fields'][string]) => ({
      steps: [{ ...step, mapping: { fields: { ...step.mapping.fields, '/name': rule } } }],
    });
    const deep = (depth: number): Parameters<typeof fields>[0] => (depth === 0 ? email : { do: 'trim', from: deep(depth - 1) });
    const flowId = await create();
    const cases: [string, Partial<FlowSpec>][] = [
      ['/spec/conditions', { conditions: nest(51) }],
      ['/spec/steps/0/when', { steps: [{ ...step, when: nest(51) }] }],
      ['/steps/0/mapping/fields/~1name', fields(deep(51))],
      ['/steps/0/mapping/fields/~1name', fields({ do: 'when', if: nest(50), then: email })],
    ];
    for (const [place, extra] of cases) {
      const error = await refusal(save(flowId, spec('', extra)));
      expect([error.status, error.code, places(error)]).toEqual([422, 'invalid', [place]]);
      expect(error.message).toContain('50 levels');
    }
    expect(await refusal(save(flowId, spec('', { conditions: nest(1000) })))).toMatchObject({ status: 422, code: 'too_deep' });
    await save(flowId, spec('v1', { conditions: nest(50) }));
    await publish(flowId);
    await send();
    expect(vendor.names()).toEqual(['v1']);
  });

  test('an incomplete mapping may be saved, but neither published nor shadowed', async () => {
    const steps: FlowSpec['steps'] = [
      {
        key: 'contact',
        connection: connectionId,
        operation: 'contact',
        mapping: { fields: { '/name': { do: 'literal', value: 'x' }, '/emial': email } },
      },
      {
        key: 'deal',
        connection: connectionId,
        operation: 'deal',
        mapping: { fields: { '/title': email, '/contactId': { do: 'path', path: '/steps/contact/id' } } },
      },
      { key: 'empty', connection: connectionId, operation: 'contact', mapping: { fields: {} } },
    ];
    const flowId = await create();
    await save(flowId, spec('', { steps }));
    const error = await refusal(publish(flowId));
    expect(error.code).toBe('invalid');
    expect(places(error)?.toSorted()).toEqual([
      '/steps/0/mapping/fields/~1email',
      '/steps/0/mapping/fields/~1emial',
      '/steps/1/mapping/fields/~1contactId',
      '/steps/2/mapping/fields',
    ]);
    expect(places(await refusal(server.client('shadowFlow', of(flowId))))).toEqual(places(error));
    expect(await history(flowId)).toMatchObject(['1 draft x']);

    const mended: FlowSpec['steps'] = [
      { ...steps[0]!, mapping: { fields: { '/email': email } } },
      { ...steps[1]!, after: 'contact' },
    ];
    await save(flowId, spec('', { steps: mended }));
    await publish(flowId);
    await send();
    expect(vendor.deals).toEqual([{ title: expect.stringContaining('@example.com'), contactId: 'c1' }]);
  });

  test('a mapping is held against the fields the account has now; a vendor that cannot be asked does not stop it', async () => {
    const lead = (target: string) =>
      spec('', {
        steps: [{ key: 'lead', connection: connectionId, operation: 'lead', mapping: { fields: { '/email': email, [target]: email } } }],
      });
    const flowId = await create();
    await save(flowId, lead('/custom/gone'));
    expect(places(await refusal(publish(flowId)))).toEqual(['/steps/0/mapping/fields/~1custom~1gone']);
    await save(flowId, lead('/custom/branch'));
    expect((await publish(flowId)).published?.version).toBe(1);

    await save(flowId, lead('/custom/gone'));
    vendor.inject({ match: /GET \/fields/, when: 'before', answer: 'reset' });
    expect((await publish(flowId)).published?.version).toBe(2);
    await save(flowId, lead('/unheard'));
    vendor.inject({ match: /GET \/fields/, when: 'before', answer: { status: 503 } });
    expect(places(await refusal(publish(flowId)))).toEqual(['/steps/0/mapping/fields/~1unheard']);
  });

  test('a webhook takes any field', async () => {
    const hook = await server.client('createConnection', {
      params,
      body: { destination: 'webhook', name: 'Hook', settings: { url: 'https://receiver.example/hook' } },
    });
    const flowId = await create();
    await save(
      flowId,
      spec('', { steps: [{ key: 'hook', connection: hook.id, operation: 'send', mapping: { fields: { '/my/own/field': email } } }] }),
    );
    expect((await publish(flowId)).published?.version).toBe(1);
  });

  test('name and owner change; an archived flow starts no more but keeps its history', async () => {
    const flowId = await create();
    await publish(flowId);
    expect(await server.client('updateFlow', { ...of(flowId), body: { name: 'Enquiries', owner: 'grace@example.com' } })).toMatchObject({
      name: 'Enquiries',
      slug: 'contact-form',
      owner: 'grace@example.com',
    });
    expect(await server.client('updateFlow', { ...of(flowId), body: { owner: null } })).toMatchObject({ name: 'Enquiries', owner: null });
    await site.post(formSubmission());
    await server.drain();
    expect(await server.client('archiveFlow', of(flowId))).toEqual({ ok: true });
    await send();
    expect(vendor.names()).toEqual(['v1']);
    expect((await server.client('listFlows', { params })).items).toEqual([]);
    expect((await refusal(server.client('getFlow', of(flowId)))).code).toBe('not_found');
    expect((await refusal(publish(flowId))).code).toBe('not_found');
    expect(await history(flowId)).toEqual(['1 published v1']);
    expect((await audit()).map(({ actor, action }) => `${actor} ${action}`)).toEqual([
      'token:test flow.created',
      'token:test flow.published',
      'token:test flow.updated',
      'token:test flow.updated',
      'token:test flow.archived',
    ]);
  });

  test('a short name is free again once its flow is archived, and never used twice before', async () => {
    const body = { name: 'Contact form', slug: 'contact', spec: spec('v1') };
    const first = await server.client('createFlow', { params, body });
    expect((await refusal(server.client('createFlow', { params, body }))).code).toBe('conflict');
    expect(await create()).not.toBe(first.id);
    await server.client('archiveFlow', of(first.id));
    expect((await server.client('createFlow', { params, body })).slug).toBe('contact');
  });

  test('another workspace’s flow is not there', async () => {
    const flowId = await create();
    const other = await server.client('createWorkspace', { body: { name: 'Another' } });
    const elsewhere = { params: { workspaceId: other.id, flowId } };
    const calls = [
      () => server.client('getFlow', elsewhere),
      () => server.client('listFlowVersions', elsewhere),
      () => server.client('updateFlow', { ...elsewhere, body: { name: 'Mine' } }),
      () => server.client('saveDraft', { ...elsewhere, body: { spec: spec('v2') } }),
      () => server.client('shadowFlow', elsewhere),
      () => server.client('publishFlow', elsewhere),
      () => server.client('rollbackFlow', { ...elsewhere, body: { version: 1 } }),
      () => server.client('archiveFlow', elsewhere),
      () => server.client('testSend', { ...elsewhere, body: { event: { sample: 'good' } } }),
    ];
    for (const call of calls) expect((await refusal(call())).code).toBe('not_found');
    expect((await server.client('listFlows', { params: { workspaceId: other.id } })).items).toEqual([]);
    expect(await history(flowId)).toEqual(['1 draft v1']);
  });
});

describe('with no vendor in reach', () => {
  let server: Harness;
  beforeEach(async () => {
    server = await createHarness();
  });
  afterEach(() => server.close());

  const operations = Object.entries(destinations).flatMap(([destination, { operations: all }]) =>
    Object.entries(all).map(([name, operation]) => ({ destination, name, operation })),
  );
  test.each(operations)('the first mapping of $destination $name can be published', async ({ destination, name, operation }) => {
    const params = { workspaceId: server.workspaceId };
    const connection = {
      id: 'con_offline',
      workspace_id: server.workspaceId,
      slug: 'offline',
      destination,
      name: 'Offline',
      settings: '{}',
      scopes: '[]',
      created_at: 0,
      updated_at: 0,
    };
    await server.store.db.insertInto('connections').values(connection).execute();
    for (const type of ['form.submitted', 'order.created']) {
      const step = { key: 'first', connection: connection.id, operation: name, mapping: operation.defaultMapping(type) };
      const flow = await server.client('createFlow', { params, body: { name: type, spec: { trigger: { types: [type] }, steps: [step] } } });
      expect((await server.client('publishFlow', { params: { ...params, flowId: flow.id } })).published?.version).toBe(1);
    }
  });
});
