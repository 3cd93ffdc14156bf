import type { FlowSpec } from '@handoff/shared/flow';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { classifyHttp } from '../src/destinations/kit/classify.ts';
import { defineDestination, defineOperation, type Performed } from '../src/destinations/kit/types.ts';
import { createHarness, formSubmission, type Harness } from './support/harness.ts';

let server: Harness;
afterEach(() => server.close());

/** A list that takes many at once and forgets to answer for the last. */
function list(dedupe: 'keyed-upsert' | 'ledger') {
  const payload = z.object({ email: z.email() });
  return defineDestination<object>({
    type: 'list',
    title: 'List',
    description: 'For tests',
    apiVersion: '1',
    settings: z.object({}),
    auth: { kind: 'none' },
    baseUrl: () => 'https://list.test',
    limits: () => [],
    testConnection: () => Promise.resolve({ account: 'List' }),
    classify: (response, now) => classifyHttp(response, { service: 'List', now }),
    operations: {
      add: defineOperation<object, z.infer<typeof payload>>({
        title: 'Add',
        description: 'For tests',
        payload,
        scopes: [],
        dedupe,
        perform: () => Promise.resolve({ effect: 'created' }),
        performBatch: {
          size: 100,
          perform: (_, payloads) => Promise.resolve(payloads.slice(1).map((): Performed => ({ effect: 'created' }))),
        },
        defaultMapping: () => ({ fields: {} }),
      }),
    },
  });
}

async function sendThree(dedupe: 'keyed-upsert' | 'ledger') {
  server = await createHarness({ destinations: { list: list(dedupe) } });
  const site = await server.pair();
  const params = { workspaceId: server.workspaceId };
  const { id } = await server.client('createConnection', { params, body: { destination: 'list', name: 'List', settings: {} } });
  const spec: FlowSpec = {
    trigger: { types: ['form.submitted'] },
    steps: [{ key: 'add', connection: id, operation: 'add', mapping: { fields: { '/email': { do: 'path', path: '/subject/email' } } } }],
  };
  const flow = await server.client('createFlow', { params, body: { name: 'Newsletter', spec } });
  await server.client('publishFlow', { params: { ...params, flowId: flow.id } });
  for (let index = 0; index < 3; index += 1) await site.post(formSubmission());
  await server.drain();
  return server.store.db.selectFrom('deliveries').select(['state', 'error']).orderBy('seq').execute();
}

test('a batch that answers for fewer than it was given: the rest is tried again', async () => {
  const rows = await sendThree('keyed-upsert');
  expect(rows.map((row) => row.state)).toEqual(['succeeded', 'succeeded', 'pending']);
  expect(JSON.parse(rows[2]?.error ?? '{}')).toMatchObject({ code: 'unanswered' });
  server.clock.advance(6001);
  await server.drain();
  expect((await server.store.db.selectFrom('deliveries').select('state').execute()).map((row) => row.state)).toEqual(
    Array.from({ length: 3 }, () => 'succeeded'),
  );
});

test('where a repeat could double, the rest is shown as uncertain', async () => {
  expect((await sendThree('ledger')).map((row) => row.state)).toEqual(['succeeded', 'succeeded', 'uncertain']);
});
