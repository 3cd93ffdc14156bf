import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { createTwin, type ContractCheck, type RequestSeen, type Twin, type TwinOptions } from '../../testing/twin.ts';
import { Mailbox, Refusal, type TwinEvent } from './mailbox.ts';
import { CreateContact, EventBody, MailBody, UpdateContact, type TwinContact } from './requests.ts';
import { ACCOUNT, addSignIn } from './sign-in.ts';

export const ACCESS_TOKEN = 'EwB-twin-microsoft365-access-token';
export { ACCOUNT };

export interface GraphTwinOptions extends TwinOptions {
  contacts?: Omit<TwinContact, 'id'>[];
  /** What Microsoft makes of an event, or of a contact, before it keeps it. */
  alterEvent?: (event: EventBody) => EventBody;
  alterContact?: (contact: TwinContact) => TwinContact;
  checkContract?: ContractCheck | undefined;
}

export interface GraphTwin extends Twin {
  events: () => TwinEvent[];
  contacts: () => TwinContact[];
  mails: MailBody['message'][];
  invitations: { to: string; about: string }[];
}

/** An Outlook mailbox in memory: strict about what it takes, and failing in Microsoft's own words. */
export function createGraphTwin(options: GraphTwinOptions = {}): GraphTwin {
  const mailbox = new Mailbox();
  for (const contact of options.contacts ?? []) mailbox.contacts.push({ ...contact, id: `AAMkContact${mailbox.contacts.length + 1}` });
  const twin = createTwin({
    origins: ['https://graph.microsoft.com', 'https://login.microsoftonline.com'],
    routes: (app) => addRoutes(app, mailbox, { ...addSignIn(app, ACCESS_TOKEN), ...options }),
    snapshot: () =>
      structuredClone({ events: mailbox.events, contacts: mailbox.contacts, mails: mailbox.mails, invitations: mailbox.invitations }),
    limits,
    checkContract: options.checkContract,
    ...(options.now === undefined ? {} : { now: options.now }),
  });
  return {
    ...twin,
    events: () => structuredClone(mailbox.events),
    contacts: () => structuredClone(mailbox.contacts),
    mails: mailbox.mails,
    invitations: mailbox.invitations,
  };
}

type Parts = GraphTwinOptions & ReturnType<typeof addSignIn>;

function addRoutes(
  app: Hono,
  mailbox: Mailbox,
  { accepts, alterEvent = (event) => event, alterContact = (contact) => contact }: Parts,
): void {
  app.use('/v1.0/*', async (c, next) =>
    accepts(c.req.header('authorization'))
      ? next()
      : refuse(c, 401, 'InvalidAuthenticationToken', 'Access token has expired or is not yet valid.'),
  );
  app.get('/v1.0/me', (c) => c.json({ mail: 'Owner@Contoso.example', userPrincipalName: ACCOUNT }));

  app.post('/v1.0/me/events', async (c) => {
    const body: unknown = await c.req.json();
    return answer(c, 201, () => mailbox.show(mailbox.addEvent(EventBody.parse(body), alterEvent)));
  });
  app.get('/v1.0/me/events/:id', (c) => answer(c, 200, () => mailbox.show(byId(mailbox.events, c.req.param('id')))));
  app.delete('/v1.0/me/events/:id', (c) => answer(c, 204, () => remove(mailbox.events, c.req.param('id'))));

  app.get('/v1.0/me/contacts', (c) => answer(c, 200, () => ({ value: mailbox.findContacts(c.req.query('$filter') ?? '') })));
  app.post('/v1.0/me/contacts', async (c) => {
    const body: unknown = await c.req.json();
    return answer(c, 201, () => {
      const contact = alterContact({ ...CreateContact.parse(body), id: `AAMkContact${mailbox.contacts.length + 1}` });
      mailbox.contacts.push(contact);
      return contact;
    });
  });
  app.patch('/v1.0/me/contacts/:id', async (c) => {
    const body: unknown = await c.req.json();
    return answer(c, 200, () => Object.assign(byId(mailbox.contacts, c.req.param('id')), UpdateContact.parse(body)));
  });
  app.delete('/v1.0/me/contacts/:id', (c) => answer(c, 204, () => remove(mailbox.contacts, c.req.param('id'))));

  app.post('/v1.0/me/sendMail', async (c) => {
    const body: unknown = await c.req.json();
    return answer(c, 202, () => {
      const { message } = MailBody.parse(body);
      const wrong = message.toRecipients.find(({ emailAddress }) => !/^\S+@\S+\.\S+$/.test(emailAddress.address));
      if (wrong !== undefined) throw new Refusal(400, 'ErrorInvalidRecipients', 'At least one recipient is not valid.');
      mailbox.mails.push(message);
    });
  });
}

function byId<T extends { id: string }>(items: T[], id: string): T {
  const found = items.find((item) => item.id === id);
  if (found === undefined) throw new Refusal(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
  return found;
}

function remove(items: { id: string }[], id: string): void {
  items.splice(items.indexOf(byId(items, id)), 1);
}

function answer(c: Context, status: 200 | 201 | 202 | 204, work: () => object | void): Response {
  try {
    const body = work();
    return body === undefined ? c.body(null, status) : c.json(body, status === 201 ? 201 : 200);
  } catch (error) {
    if (error instanceof Refusal) return refuse(c, error.status, error.code, error.message);
    if (error instanceof z.ZodError)
      return refuse(c, 400, 'RequestBodyRead', `${error.issues[0]?.path.join('/')}: ${error.issues[0]?.message}`);
    throw error;
  }
}

function refuse(c: Context, status: 400 | 401 | 404 | 409, code: string, message: string): Response {
  return c.json({ error: { code, message, innerError: { date: '2026-11-21T12:00:00', 'request-id': 'twin' } } }, status);
}

/** 10,000 in ten minutes and four at once for each app and mailbox, and 30 mails a minute. */
function limits({ method, path }: RequestSeen) {
  if (!path.startsWith('/v1.0/')) return [];
  const tooMany = (waitMs: number) => ({
    status: 429,
    headers: { 'retry-after': String(Math.ceil(waitMs / 1000)) },
    body: { error: { code: 'ApplicationThrottled', message: 'Application is over its MailboxConcurrency limit.' } },
  });
  const calls = { scope: 'mailbox', max: 10_000, windowMs: 600_000, atOnce: 4, answer: tooMany };
  return method === 'POST' && path.endsWith('/sendMail')
    ? [calls, { scope: 'mails', max: 30, windowMs: 60_000, answer: tooMany }]
    : [calls];
}
