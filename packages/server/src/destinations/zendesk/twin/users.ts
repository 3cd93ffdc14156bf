import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { type Account, kept, type TwinUser } from './state.ts';

const Body = z.strictObject({
  user: z.strictObject({
    name: z.string(),
    email: z.email().optional(),
    external_id: z.string().optional(),
    phone: z.string().optional(),
    user_fields: z.record(z.string(), z.unknown()).optional(),
    skip_verify_email: z.literal(true),
  }),
});
const NOT_FOUND = { error: 'RecordNotFound', description: 'Not found' };

export function addUsers(app: Hono, account: Account): void {
  app.get('/api/v2/users/me', (c) => c.json({ user: account.users[0] }));
  app.get('/api/v2/users/search', (c) => {
    const email = /^email:(.+)$/.exec(c.req.query('query') ?? '')?.[1];
    const externalId = c.req.query('external_id');
    const has = (user: TwinUser) => (externalId === undefined ? user.email?.includes(email ?? ' ') : user.external_id === externalId);
    return c.json({ users: account.users.filter(has), next_page: null });
  });
  app.post('/api/v2/users/create_or_update', async (c) => {
    const body = Body.safeParse(await c.req.json());
    if (!body.success) return c.json({ error: 'RecordInvalid', description: body.error.message, details: {} }, 422);
    const { user_fields: fields, skip_verify_email: _, ...given } = body.data.user;
    if (given.name === '') return refuse(c, 'name', 'BlankValue', 'Name: cannot be blank');
    if (given.phone !== undefined && !/\d{3}/.test(given.phone)) return refuse(c, 'phone', 'InvalidFormat', 'Phone: is invalid');
    const known = account.findUser({ email: given.email, externalId: given.external_id });
    const taken = given.email === undefined ? undefined : account.findUser({ email: given.email });
    if (known !== undefined && taken !== undefined && taken !== known)
      return refuse(c, 'email', 'DuplicateValue', `Email: ${given.email} is already being used by another user`);
    const user = known ?? account.addUser({});
    const values = { name: given.name, phone: given.phone, external_id: given.external_id, email: given.email };
    Object.assign(user, Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)));
    for (const field of account.userFields) {
      if (fields !== undefined && field.key in fields) user.user_fields[field.key] = kept(field, fields[field.key]);
    }
    return c.json({ user }, known === undefined ? 201 : 200);
  });
  app.get('/api/v2/users/:id', (c) => {
    const user = account.users.find(({ id }) => String(id) === c.req.param('id'));
    return user === undefined ? c.json(NOT_FOUND, 404) : c.json({ user });
  });
}

/** Deleting takes two steps: into the trash, and out of it. */
export function addDeletion(app: Hono, account: Account): void {
  const remove = (kind: 'users' | 'tickets') => (c: Context) => {
    const id = Number(c.req.param('id'));
    const list: { id: number }[] = account[kind];
    const index = list.findIndex((record) => record.id === id);
    if (index === -1) return c.json(NOT_FOUND, 404);
    if (kind === 'users' && account.tickets.some(({ requester_id: owner }) => owner === id)) {
      const details = { base: [{ description: 'User cannot be deleted: they have open tickets.' }] };
      return c.json({ error: 'RecordInvalid', description: 'Record validation errors', details }, 422);
    }
    list.splice(index, 1);
    account.trash[kind].add(id);
    return kind === 'users' ? c.json({ user: { id, active: false } }) : c.body(null, 204);
  };
  const erase = (kind: 'users' | 'tickets') => (c: Context) =>
    account.trash[kind].delete(Number(c.req.param('id'))) ? c.json({ job_status: { status: 'queued' } }) : c.json(NOT_FOUND, 404);
  app.delete('/api/v2/tickets/:id', remove('tickets'));
  app.delete('/api/v2/deleted_tickets/:id', erase('tickets'));
  app.delete('/api/v2/users/:id', remove('users'));
  app.delete('/api/v2/deleted_users/:id', erase('users'));
}

function refuse(c: Context, field: string, error: string, description: string): Response {
  return c.json({ error: 'RecordInvalid', description: 'Record validation errors', details: { [field]: [{ description, error }] } }, 422);
}
