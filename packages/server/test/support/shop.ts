import type { FlowSpec } from '@handoff/shared/flow';
import { z } from 'zod';
import { classifyHttp } from '../../src/destinations/kit/classify.ts';
import { defineDestination, defineOperation, type Dedupe } from '../../src/destinations/kit/types.ts';
import { createTwin } from '../../src/destinations/testing/twin.ts';
import { newId } from '../../src/store/ids.ts';
import { createHarness, type Harness, type HarnessOptions, type TestSite } from './harness.ts';

const Payload = z.object({
  email: z.string(),
  name: z.string().optional(),
  contactId: z.string().optional(),
  quiet: z.boolean().optional(),
});

/** One record the CRM was asked to make. */
export interface CrmRecord {
  id: string;
  email: string;
  name?: string | undefined;
  contactId?: string | undefined;
  quiet?: boolean | undefined;
  /** The idempotency key it came with. */
  key: string;
}

/** A CRM that makes a contact, a deal (which can be looked up) or a message (which cannot) each time it is asked. */
export function createCrm() {
  const contacts: CrmRecord[] = [];
  const deals: CrmRecord[] = [];
  const messages: CrmRecord[] = [];
  const twin = createTwin({
    origins: ['https://crm.test'],
    snapshot: () => ({ contacts, deals, messages }),
    routes: (app) => {
      for (const [path, records] of Object.entries({ '/contacts': contacts, '/deals': deals, '/messages': messages })) {
        app.post(path, async (c) => {
          const record = Payload.parse(await c.req.json());
          const id = `${path[1]}${records.length + 1}`;
          records.push({ ...record, id, key: c.req.header('idempotency-key') ?? '' });
          return c.json({ id });
        });
      }
      app.post('/erase', async (c) => {
        const { email } = z.object({ email: z.string() }).parse(await c.req.json());
        for (const records of [contacts, deals]) records.splice(0, records.length, ...records.filter((record) => record.email !== email));
        return c.json({});
      });
      app.get('/deals', (c) => c.json(deals.find((deal) => deal.email === c.req.query('email')) ?? null));
    },
  });
  const operation = (path: string, dedupe: Dedupe) =>
    defineOperation<object, z.infer<typeof Payload>>({
      title: path,
      description: path,
      payload: Payload,
      scopes: [],
      dedupe,
      perform: async (ctx, json) => {
        const answer = await ctx.call({ method: 'POST', path, json, headers: { 'idempotency-key': ctx.idempotencyKey } });
        return { ...z.object({ id: z.string() }).parse(answer.json), effect: 'created' };
      },
      defaultMapping: () => ({ fields: {} }),
    });
  const definition = defineDestination<object>({
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
    erasePerson: async (ctx, { email }) => void (await ctx.call({ method: 'POST', path: '/erase', json: { email } })),
    leaving: { stays: 'Records stay there.', export: 'Nothing.', revoke: 'Remove the connection.' },
    operations: {
      contact: {
        ...operation('/contacts', 'keyed-upsert'),
        quietly: true,
        updates: { record: 'contact', key: ['/email'], recurring: true },
      },
      deal: {
        ...operation('/deals', 'ledger'),
        lookup: async (ctx, { email }: z.infer<typeof Payload>) => {
          const answer = await ctx.call({ method: 'GET', path: '/deals', query: { email } });
          return z.object({ id: z.string() }).nullable().parse(answer.json) ?? undefined;
        },
      },
      message: { ...operation('/messages', 'ledger'), messages: true },
    },
  });
  return { ...twin, contacts, deals, messages, definition, refuse: () => twin.inject({ when: 'before', answer: { status: 422 } }) };
}

export type Crm = ReturnType<typeof createCrm>;

export interface StepChoice {
  key: string;
  operation?: string;
  after?: string;
  when?: NonNullable<FlowSpec['steps'][number]['when']>;
  /** Written as a literal instead of the sender's name. */
  name?: string;
}

export interface Shop {
  server: Harness;
  site: TestSite;
  crm: Crm;
  connectionId: string;
  params: { workspaceId: string };
  /** Publishes a version; the one before is superseded. Answers its id. */
  publish: (steps: StepChoice[], options?: { flowId?: string; state?: 'published' | 'shadow'; types?: string[] }) => Promise<string>;
  /** Sends an event and answers its id; nothing is processed yet. */
  send: (event: unknown) => Promise<string>;
  deliveries: () => Promise<
    { id: string; state: string; step_key: string; event_id: string; replay_of: string | null; idempotency_key: string }[]
  >;
  states: () => Promise<string[]>;
}

export const FLOW = 'flw_contact';

/** A whole server with one site that is screened, one CRM connection and no flow yet. */
export async function openShop(options: HarnessOptions = {}): Promise<Shop> {
  const crm = createCrm();
  const server = await createHarness({ fetch: (request) => crm.fetch(request), destinations: { crm: crm.definition }, ...options });
  const { store, clock, workspaceId } = server;
  const site = await server.pair();
  await store.db.updateTable('sources').set({ settings: '{}' }).where('id', '=', site.sourceId).execute();
  const params = { workspaceId };
  const { id: connectionId } = await server.client('createConnection', {
    params,
    body: { destination: 'crm', name: 'Our CRM', settings: {} },
  });
  const rows = () => store.db.selectFrom('deliveries').selectAll().orderBy('seq').execute();

  return {
    server,
    site,
    crm,
    connectionId,
    params,
    publish: async (steps, { flowId = FLOW, state = 'published', types = ['form.submitted'] } = {}) => {
      const spec: FlowSpec = {
        trigger: { types },
        steps: steps.map(({ key, operation = 'contact', after, when, name }) => ({
          key,
          connection: connectionId,
          operation,
          ...(after === undefined ? {} : { after }),
          ...(when === undefined ? {} : { when }),
          mapping: {
            fields: {
              '/email': { do: 'path', path: '/subject/email' },
              '/name': name === undefined ? { do: 'path', path: '/data/fields/your-name' } : { do: 'literal', value: name },
              ...(after === undefined ? {} : { '/contactId': { do: 'path', path: `/steps/${after}/id` } }),
            },
          },
        })),
      };
      const now = clock.now();
      const versions = await store.db.selectFrom('flow_versions').select('id').where('flow_id', '=', flowId).execute();
      if (versions.length === 0) {
        await store.db
          .insertInto('flows')
          .values({ id: flowId, workspace_id: workspaceId, slug: flowId.slice(4), name: 'Contact form', created_at: now })
          .execute();
      }
      await store.db.updateTable('flow_versions').set({ state: 'superseded' }).where('flow_id', '=', flowId).execute();
      const id = newId('ver');
      const version = { id, workspace_id: workspaceId, flow_id: flowId, version: versions.length + 1, state, spec: JSON.stringify(spec) };
      await store.db
        .insertInto('flow_versions')
        .values({ ...version, created_by: 'test', created_at: now, updated_at: now, published_at: now })
        .execute();
      return id;
    },
    send: async (event) => {
      const response = await site.post(event);
      if (response.status !== 202) throw new Error(await response.text());
      return ((await response.json()) as { eventId: string }).eventId;
    },
    deliveries: rows,
    states: async () => (await rows()).map((row) => row.state),
  };
}
