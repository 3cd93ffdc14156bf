import type { Context } from 'hono';
import { createTwin, type Twin, type TwinOptions, type TwinParts } from '../testing/twin.ts';
import { limits } from './twin/limits.ts';
import { CustomerBody } from './twin/requests.ts';
import { unflatten } from './twin/unflatten.ts';

/** Put together here, so that no scanner takes it for a real one. */
export const KEY = ['rk', 'live', '0123456789abcdefghijklmnop'].join('_');

export interface TwinCustomer {
  id: string;
  object: 'customer';
  [member: string]: unknown;
}

export interface StripeTwinOptions extends TwinOptions {
  customers?: Record<string, unknown>[];
  checkContract?: TwinParts['checkContract'];
}

export interface StripeTwin extends Twin {
  customers: () => TwinCustomer[];
  /** Makes Stripe fail inside its next creation, and remember that failure under its key. */
  failInside: () => void;
}

interface Remembered {
  params: string;
  status: number;
  body: object;
}

/** A Stripe account in memory: strict about parameters, and remembering request keys as Stripe does. */
export function createStripeTwin({ customers = [], checkContract, now }: StripeTwinOptions = {}): StripeTwin {
  const held: TwinCustomer[] = [];
  const keys = new Map<string, Remembered>();
  let fails = false;
  let made = 0;

  const create = (values: Record<string, unknown>): TwinCustomer => {
    made += 1;
    const customer: TwinCustomer = { id: `cus_Twin${String(made).padStart(10, '0')}`, object: 'customer', metadata: {} };
    held.unshift(merge(customer, values));
    return held[0]!;
  };
  for (const customer of customers) create(customer);

  const error = (c: Context, status: number, details: object) =>
    c.json({ error: { type: 'invalid_request_error', ...details } }, status as 400);
  const readBody = async (c: Context) => CustomerBody.safeParse(unflatten(await c.req.parseBody<Record<string, string>>()));
  const refuse = (c: Context, issues: { path: PropertyKey[]; message: string; code: string; keys?: string[] }[]) => {
    const [issue] = issues;
    const [first = '', ...rest] = issue?.keys ?? issue?.path.map(String) ?? [];
    const param = first + rest.map((part) => `[${part}]`).join('');
    if (issue?.code === 'unrecognized_keys')
      return error(c, 400, { code: 'parameter_unknown', param, message: `Received unknown parameter: ${param}` });
    if (param === 'email') return error(c, 400, { code: 'email_invalid', param, message: 'Invalid email address' });
    return error(c, 400, { param, message: `Invalid value for ${param}: ${issue?.message ?? ''}` });
  };

  const twin = createTwin({
    origins: ['https://api.stripe.com'],
    routes: (app) => {
      app.use('/v1/*', async (c, next) => {
        if (c.req.header('authorization') !== `Bearer ${KEY}`) return error(c, 401, { message: 'Invalid API Key provided' });
        return next();
      });
      app.get('/v1/customers', (c) => {
        const email = c.req.query('email');
        const limit = Number(c.req.query('limit') ?? 10);
        const found = held.filter((customer) => email === undefined || customer['email'] === email);
        return c.json({ object: 'list', url: '/v1/customers', has_more: found.length > limit, data: found.slice(0, limit) });
      });
      app.post('/v1/customers', async (c) => {
        const body = await readBody(c);
        if (!body.success) return refuse(c, body.error.issues);
        const key = c.req.header('idempotency-key');
        const known = key === undefined ? undefined : keys.get(key);
        const params = JSON.stringify(body.data);
        if (known !== undefined && known.params !== params)
          return c.json(
            { error: { type: 'idempotency_error', message: 'Keys for idempotent requests can only be used with the same parameters.' } },
            400,
          );
        if (known !== undefined) return c.json(known.body, known.status as 200, { 'idempotent-replayed': 'true' });
        const failed = { error: { type: 'api_error', message: 'An unknown error occurred' } };
        const answer: Remembered = { params, status: fails ? 500 : 200, body: fails ? failed : create(body.data) };
        fails = false;
        if (key !== undefined) keys.set(key, answer);
        return c.json(answer.body, answer.status as 200);
      });
      app.delete('/v1/customers/:id', (c) => {
        const id = c.req.param('id');
        const index = held.findIndex((customer) => customer.id === id);
        if (index === -1) return error(c, 404, { code: 'resource_missing', param: 'id', message: `No such customer: '${id}'` });
        held.splice(index, 1);
        return c.json({ id, object: 'customer', deleted: true });
      });
      app.post('/v1/customers/:id', async (c) => {
        const customer = held.find(({ id }) => id === c.req.param('id'));
        if (customer === undefined)
          return error(c, 404, { code: 'resource_missing', param: 'id', message: `No such customer: '${c.req.param('id')}'` });
        const body = await readBody(c);
        if (!body.success) return refuse(c, body.error.issues);
        return c.json(merge(customer, body.data));
      });
    },
    snapshot: () => structuredClone(held),
    limits,
    checkContract,
    ...(now === undefined ? {} : { now }),
  });
  return { ...twin, customers: () => structuredClone(held), failInside: () => void (fails = true) };
}

/** An empty text clears; own fields are added to those there are. */
function merge(customer: TwinCustomer, values: Record<string, unknown>): TwinCustomer {
  for (const [name, value] of Object.entries(values)) {
    if (name === 'metadata') customer['metadata'] = { ...(customer['metadata'] as object), ...(value as object) };
    else customer[name] = value === '' ? null : value;
  }
  return customer;
}
