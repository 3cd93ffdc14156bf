import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { type Account, kept, type TwinTicket } from './state.ts';

const Body = z.strictObject({
  ticket: z.strictObject({
    external_id: z.string().optional(),
    subject: z.string().optional(),
    comment: z.strictObject({ body: z.string().min(1), public: z.boolean().optional() }),
    requester: z.strictObject({ email: z.email(), name: z.string().min(1) }).optional(),
    priority: z.enum(['low', 'normal', 'high', 'urgent']).optional(),
    type: z.enum(['question', 'incident', 'problem', 'task']).optional(),
    tags: z.array(z.string()).optional(),
    custom_fields: z.array(z.strictObject({ id: z.int(), value: z.unknown() })).optional(),
    group_id: z.int().optional(),
    brand_id: z.int().optional(),
    ticket_form_id: z.int().optional(),
  }),
});
const Update = z.strictObject({ ticket: z.strictObject({ comment: z.strictObject({ body: z.string().min(1), public: z.boolean() }) }) });

/** Zendesk remembers a key for about two hours. */
const MEMORY_MS = 2 * 60 * 60_000;
const NOT_FOUND = { error: 'RecordNotFound', description: 'Not found' };

export function addTickets(app: Hono, account: Account, now: () => number): void {
  const remembered = new Map<string, { body: string; id: number; at: number }>();
  const byId = (c: Context) => account.tickets.find(({ id }) => String(id) === c.req.param('id'));

  app.post('/api/v2/tickets', async (c) => {
    const text = await c.req.text();
    const key = c.req.header('idempotency-key');
    const before = key === undefined ? undefined : remembered.get(key);
    if (before !== undefined && now() - before.at < MEMORY_MS) {
      const said = 'The request cannot be accepted because the provided parameters do not match those of the original request.';
      if (before.body !== text) return c.json({ error: 'IdempotentRequestError', description: said }, 400);
      c.header('x-idempotency-lookup', 'hit');
      const ticket = account.tickets.find(({ id }) => id === before.id);
      return c.json({ ticket: ticket === undefined ? { id: before.id } : answer(ticket) }, 201);
    }
    const body = Body.safeParse(JSON.parse(text));
    if (!body.success) return c.json({ error: 'RecordInvalid', description: body.error.message, details: {} }, 422);
    const made = create(account, body.data.ticket);
    if ('error' in made) return c.json(made, 422);
    if (key !== undefined) {
      remembered.set(key, { body: text, id: made.id, at: now() });
      c.header('x-idempotency-lookup', 'miss');
    }
    return c.json({ ticket: answer(made) }, 201);
  });
  app.get('/api/v2/tickets', (c) => {
    const tickets = account.tickets.filter(({ external_id: own }) => own === c.req.query('external_id'));
    return c.json({ tickets: tickets.map(answer), next_page: null, count: tickets.length });
  });
  app.get('/api/v2/tickets/:id/comments', (c) => {
    const ticket = byId(c);
    return ticket === undefined ? c.json(NOT_FOUND, 404) : c.json({ comments: ticket.comments, next_page: null });
  });
  app.put('/api/v2/tickets/:id', async (c) => {
    const ticket = byId(c);
    if (ticket === undefined) return c.json(NOT_FOUND, 404);
    const body = Update.safeParse(await c.req.json());
    if (!body.success) return c.json({ error: 'RecordInvalid', description: body.error.message, details: {} }, 422);
    ticket.comments.push(body.data.ticket.comment);
    return c.json({ ticket: answer(ticket) });
  });
}

function create(
  account: Account,
  given: z.infer<typeof Body>['ticket'],
): TwinTicket | { error: string; description: string; details: object } {
  const { requester } = given;
  const known = requester === undefined ? account.users[0] : account.findUser({ email: requester.email });
  if (known?.suspended === true) {
    const details = { requester: [{ description: `Requester: ${known.name} is suspended.`, error: 'UserSuspended' }] };
    return { error: 'RecordInvalid', description: 'Record validation errors', details };
  }
  const person = known ?? account.addUser({ name: requester?.name ?? '', email: requester?.email ?? null });
  const sent = new Map(given.custom_fields?.map(({ id, value }) => [id, value]));
  const own = account.ticketFields.filter((field) => field.removable && field.active);
  const ticket: TwinTicket = {
    id: account.nextId(),
    external_id: given.external_id ?? null,
    subject: given.subject ?? given.comment.body.slice(0, 80),
    requester_id: person.id,
    priority: given.priority ?? null,
    type: given.type ?? null,
    tags: [...new Set((given.tags ?? []).flatMap((tag) => tag.toLowerCase().split(/\s+/)))],
    // A field the account does not have is passed over.
    custom_fields: own.map((field) => ({ id: field.id, value: sent.has(field.id) ? kept(field, sent.get(field.id)) : null })),
    comments: [{ body: given.comment.body, public: given.comment.public ?? true }],
  };
  account.tickets.push(ticket);
  return ticket;
}

function answer(ticket: TwinTicket): object {
  const { comments, ...rest } = ticket;
  return { ...rest, description: comments[0]?.body ?? '', url: `https://engines.zendesk.com/api/v2/tickets/${ticket.id}.json` };
}
