import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { classifyHttp } from '../src/destinations/kit/classify.ts';
import { defineDestination, DestinationFailure, type FieldSpec } from '../src/destinations/kit/types.ts';
import { checkDueFlows } from '../src/domain/flow/drift-watch.ts';
import { createHarness, type Harness } from './support/harness.ts';

const DAY = 86_400_000;
const EMAIL: FieldSpec = { path: '/email', label: 'E-mail', type: 'email', required: true };
const STAGE: FieldSpec = {
  path: '/stage',
  label: 'Stage',
  type: 'enum',
  required: false,
  options: [
    { value: 'lead', label: 'Lead' },
    { value: 'customer', label: 'Customer' },
  ],
};

let server: Harness;
let params: { workspaceId: string };
/** What the account has now; null: it cannot be asked. */
let fields: FieldSpec[] | null;
let flowId: string;

const crm = defineDestination<object>({
  type: 'crm',
  title: 'CRM',
  description: 'For tests',
  apiVersion: '1',
  settings: z.object({}),
  auth: { kind: 'none' },
  baseUrl: () => 'https://crm.test',
  limits: () => [],
  testConnection: () => Promise.resolve({ account: 'CRM' }),
  classify: (response, now) => classifyHttp(response, { service: 'CRM', now }),
  leaving: { stays: 'Records stay there.', export: 'Nothing.', revoke: 'Remove the connection.' },
  operations: {
    contact: {
      title: 'Contact',
      description: 'Contact',
      payload: z.looseObject({ email: z.string() }),
      scopes: [],
      dedupe: 'keyed-upsert',
      perform: () => Promise.resolve({ id: '1' }),
      listFields: () =>
        fields === null
          ? Promise.reject(new DestinationFailure({ kind: 'retry', code: 'away', message: 'The CRM is away.' }))
          : Promise.resolve(fields),
      defaultMapping: () => ({ fields: {} }),
    },
  },
});

beforeEach(async () => {
  fields = [EMAIL, STAGE];
  server = await createHarness({ destinations: { crm } });
  params = { workspaceId: server.workspaceId };
  const connection = await server.client('createConnection', { params, body: { destination: 'crm', name: 'CRM', settings: {} } });
  const mapping = {
    fields: { '/email': { do: 'path' as const, path: '/subject/email' }, '/stage': { do: 'literal' as const, value: 'lead' } },
  };
  const spec = {
    trigger: { types: ['form.submitted'] },
    steps: [{ key: 'contact', connection: connection.id, operation: 'contact', mapping }],
  };
  flowId = (await server.client('createFlow', { params, body: { name: 'Enquiries', spec } })).id;
  await server.client('publishFlow', { params: { ...params, flowId } });
});
afterEach(() => server.close());

const check = async () => (await server.client('checkDrift', { params: { ...params, flowId } })).items;
const watch = () => checkDueFlows(server.runtime.deps);
const open = async () =>
  (await server.client('listAlerts', { params })).items.filter(({ kind, resolvedAt }) => kind === 'drift' && resolvedAt === null);

test('a destination that is as it was gives no alert', async () => {
  const { driftCheckedAt } = await server.client('getFlow', { params: { ...params, flowId } });
  expect(driftCheckedAt).toBeNull();
  expect(await check()).toMatchObject([{ step: 'contact', drift: [], unknown: null }]);
  expect(await open()).toEqual([]);
  expect((await server.client('getFlow', { params: { ...params, flowId } })).driftCheckedAt).toBe(
    new Date(server.clock.now()).toISOString(),
  );
});

test('a field that is gone, one that is needed and a choice that is gone are told before an event fails, and the alert closes once all fits', async () => {
  fields = [
    EMAIL,
    { ...STAGE, options: [{ value: 'customer', label: 'Customer' }] },
    { path: '/owner', label: 'Owner', type: 'string', required: true },
  ];
  expect((await check())[0]?.drift.map(({ kind, target }) => `${kind} ${target}`)).toEqual(['needed /owner', 'option /stage']);
  expect(await open()).toMatchObject([{ message: expect.stringContaining('“lead” is not one of the choices of “Stage”') as string }]);

  fields = [EMAIL];
  expect((await check())[0]?.drift).toMatchObject([{ kind: 'gone', target: '/stage' }]);
  const [alert, ...others] = await open();
  expect(others).toEqual([]);
  expect(alert?.message).not.toContain('Owner');

  fields = [EMAIL, STAGE];
  await check();
  expect(await open()).toEqual([]);
});

test('a destination that cannot be asked says so, and closes no alert', async () => {
  fields = [EMAIL];
  await check();
  fields = null;
  expect(await check()).toMatchObject([{ drift: [], unknown: 'The CRM is away.' }]);
  expect(await open()).toHaveLength(1);
});

test('every flow that is on is compared once a day, by one server', async () => {
  fields = [EMAIL];
  expect((await Promise.all([watch(), watch()])).reduce((sum, checked) => sum + checked, 0)).toBe(1);
  expect(await open()).toHaveLength(1);
  expect(await watch()).toBe(0);
  server.clock.advance(DAY);
  fields = [EMAIL, STAGE];
  expect(await watch()).toBe(1);
  expect(await open()).toEqual([]);
});

test('a flow that is not on has nothing to drift from', async () => {
  await server.client('archiveFlow', { params: { ...params, flowId } });
  expect(await watch()).toBe(0);
  await expect(check()).rejects.toMatchObject({ code: 'not_found' });
});

test('publishing a mended mapping closes the alert', async () => {
  fields = [EMAIL];
  await check();
  const flow = await server.client('getFlow', { params: { ...params, flowId } });
  const spec = structuredClone(flow.published!.spec);
  delete spec.steps[0]!.mapping.fields['/stage'];
  await server.client('saveDraft', { params: { ...params, flowId }, body: { spec } });
  await server.client('publishFlow', { params: { ...params, flowId } });
  expect(await open()).toEqual([]);
});

test('a destination that is away when it is its turn is asked again an hour later', async () => {
  expect(await watch()).toBe(1);
  fields = null;
  server.clock.advance(20.5 * 3_600_000);
  expect(await watch()).toBe(1);
  expect(await watch()).toBe(0);
  fields = [EMAIL];
  server.clock.advance(3_600_000);
  expect(await watch()).toBe(1);
  expect(await open()).toHaveLength(1);
  // Within a day of the last time that all was well.
  server.clock.advance(3_600_000);
  expect(await watch()).toBe(0);
});
