import { z } from 'zod';
import { classifyHttp } from '../../src/destinations/kit/classify.ts';
import {
  type CallContext,
  defineDestination,
  defineOperation,
  DestinationFailure,
  type FieldSpec,
} from '../../src/destinations/kit/types.ts';
import { createTwin, type Twin } from '../../src/destinations/testing/twin.ts';

interface Settings {
  token: string;
}
type Context = CallContext<Settings>;

const Contact = z.strictObject({ email: z.email('This is not an e-mail address.'), name: z.string().optional() });
const Deal = z.strictObject({ title: z.string(), contactId: z.string().optional() });
const Lead = z.strictObject({ email: z.email(), custom: z.object({ branch: z.string().optional() }).catchall(z.string()).optional() });
const WithId = z.object({ id: z.string() });

const create = async (ctx: Context, path: string, json: unknown) => {
  const answer = await ctx.call({ method: 'POST', path, json, headers: { 'idempotency-key': ctx.idempotencyKey } });
  return { id: WithId.parse(answer.json).id, effect: 'created' as const };
};

const contact = defineOperation<Settings, z.infer<typeof Contact>>({
  title: 'Contact',
  description: 'For tests',
  payload: Contact,
  scopes: [],
  dedupe: 'keyed-upsert',
  perform: (ctx, body) => create(ctx, '/contacts', body),
  findMatch: async (ctx, { email }) => {
    const answer = await ctx.call({ method: 'GET', path: '/contacts', query: { email } });
    const found = WithId.nullable().parse(answer.json);
    return found === null ? undefined : { id: found.id, label: email };
  },
  defaultMapping: () => ({ fields: {} }),
});

const deal = defineOperation<Settings, z.infer<typeof Deal>>({
  title: 'Deal',
  description: 'For tests',
  payload: Deal,
  scopes: [],
  dedupe: 'ledger',
  perform: (ctx, body) => create(ctx, '/deals', body),
  defaultMapping: () => ({ fields: {} }),
});

/** Has fields of the account's own, and breaks where it is told to. */
const lead = defineOperation<Settings, z.infer<typeof Lead>>({
  title: 'Lead',
  description: 'For tests',
  payload: Lead,
  scopes: [],
  dedupe: 'ledger',
  perform: (_, { email }) =>
    email.startsWith('known')
      ? Promise.reject(new DestinationFailure({ kind: 'duplicate', id: 'l1', message: 'There already.' }))
      : Promise.reject(new Error('a fault of ours')),
  listFields: async (ctx) => (await ctx.call({ method: 'GET', path: '/fields' })).json as FieldSpec[],
  defaultMapping: () => ({ fields: {} }),
});

/** A small CRM with fields and look-ups. */
export const crm = defineDestination<Settings>({
  type: 'crm',
  title: 'CRM',
  description: 'For tests',
  apiVersion: '1',
  settings: z.object({ token: z.string().meta({ secret: true }) }),
  auth: { kind: 'key', apply: (settings, request) => request.headers.set('authorization', `Bearer ${settings.token}`) },
  baseUrl: () => 'https://crm.test',
  limits: () => [],
  testConnection: () => Promise.resolve({ account: 'CRM' }),
  classify: (response, now) => classifyHttp(response, { service: 'CRM', now }),
  leaving: { stays: 'Records stay there.', export: 'Nothing.', revoke: 'Remove the connection.' },
  operations: { contact, deal, lead },
});

export interface Crm extends Twin {
  /** Names in the order in which contacts were written. */
  names: () => string[];
  deals: { title: string; contactId?: string }[];
}

export function createCrm(): Crm {
  const contacts: { email: string; name?: string }[] = [];
  const deals: Crm['deals'] = [];
  const fields: FieldSpec[] = [
    { path: '/email', label: 'E-mail', type: 'email', required: true },
    { path: '/custom/branch', label: 'Branch', type: 'string', required: false },
  ];
  const twin = createTwin({
    origins: ['https://crm.test'],
    snapshot: () => ({ contacts, deals }),
    routes: (app) => {
      app.get('/fields', (c) => c.json(fields));
      app.get('/contacts', (c) => {
        const index = contacts.findIndex(({ email }) => email === c.req.query('email'));
        return c.json(index === -1 ? null : { id: `c${index + 1}` });
      });
      app.post('/contacts', async (c) => {
        contacts.push(await c.req.json<{ email: string; name?: string }>());
        return c.json({ id: `c${contacts.length}` });
      });
      app.post('/deals', async (c) => {
        deals.push(await c.req.json<{ title: string; contactId?: string }>());
        return c.json({ id: `d${deals.length}` });
      });
    },
  });
  return { ...twin, names: () => contacts.map(({ name }) => name ?? ''), deals };
}
