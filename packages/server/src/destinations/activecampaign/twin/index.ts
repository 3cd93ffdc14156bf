import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { NOW } from '../../testing/faults.ts';
import { tooManyRequests } from '../../testing/rate.ts';
import { createTwin, type ContractCheck, type Twin, type TwinOptions } from '../../testing/twin.ts';
import { Account, TwinRefusal, type TwinContact, type TwinField } from './state.ts';

export const HOST = 'acme.api-us1.com';
export const API_KEY = `twin-key-${'0123456789abcdef'.repeat(3)}`;

export interface ActivecampaignTwinOptions extends TwinOptions {
  fields?: TwinField[];
  /** Which automation each tag starts, by the tag's name. */
  startedBy?: Record<string, string>;
  checkContract?: ContractCheck | undefined;
}

export interface ActivecampaignTwin extends Twin {
  account: Account;
  /** Puts a contact into the account as if somebody had done so there; `lists` by number and status. */
  seed: (email: string, lists?: Record<string, string>) => string;
}

const Id = z.string().regex(/^\d+$/);
const SyncBody = z.strictObject({
  contact: z.strictObject({
    email: z.string(),
    firstName: z.string().optional(),
    lastName: z.string().optional(),
    phone: z.string().optional(),
    fieldValues: z.array(z.strictObject({ field: Id, value: z.string() })).optional(),
  }),
});
const TagBody = z.strictObject({
  tag: z.strictObject({ tag: z.string().min(1), tagType: z.enum(['contact', 'template']), description: z.string() }),
});
const ContactTagBody = z.strictObject({ contactTag: z.strictObject({ contact: Id, tag: Id }) });
const ContactListBody = z.strictObject({ contactList: z.strictObject({ contact: Id, list: Id, status: z.literal([1, 2]) }) });
const ContactAutomationBody = z.strictObject({ contactAutomation: z.strictObject({ contact: Id, automation: Id }) });

/** A stand-in for one ActiveCampaign account. */
export function createActivecampaignTwin(options: ActivecampaignTwinOptions = {}): ActivecampaignTwin {
  const account = new Account(options.now ?? (() => NOW), options.fields ?? [], options.startedBy ?? {});
  const twin = createTwin({
    origins: [`https://${HOST}`],
    routes: (app) => addRoutes(app, account),
    snapshot: () => {
      const { contacts, tags, contactTags, contactLists, runs } = account;
      return structuredClone({ contacts, tags, contactTags, contactLists, runs });
    },
    limits: () => [{ scope: 'account', max: 5, windowMs: 1000, answer: tooManyRequests }],
    checkContract: options.checkContract,
    ...(options.now === undefined ? {} : { now: options.now }),
  });
  const seed = (email: string, lists: Record<string, string> = {}) => {
    const { contact } = account.sync({ email });
    for (const [list, status] of Object.entries(lists)) account.setStatus(contact.id, list, status);
    return contact.id;
  };
  return { ...twin, account, seed };
}

function addRoutes(app: Hono, account: Account): void {
  app.onError((error, c) => {
    if (!(error instanceof TwinRefusal)) throw error;
    if (error.status !== 422) return c.json({ message: error.message }, error.status as 404);
    return c.json({ errors: [{ title: error.message, detail: '', code: error.code, source: { pointer: error.pointer } }] }, 422);
  });
  app.use('*', async (c, next) => {
    if (c.req.header('api-token') !== API_KEY) return c.json({ message: 'You are not authorized' }, 403);
    return next();
  });
  app.get('/api/3/users/me', (c) => c.json({ user: { id: '1', username: 'admin', email: 'owner@example.com' } }));
  app.get('/api/3/contacts', (c) => {
    const email = c.req.query('email')?.toLowerCase();
    return c.json({
      contacts: account.contacts.filter((contact) => contact.email.toLowerCase() === email).map(withoutValues),
    });
  });
  app.delete('/api/3/contacts/:id', (c) => {
    account.erase(c.req.param('id'));
    return c.json({});
  });
  app.post('/api/3/contact/sync', async (c) => {
    const { contact: given } = await read(c, SyncBody);
    const { contact, isNew } = account.sync(withoutUndefined(given));
    const values = Object.entries(contact.fieldValues).map(([field, value]) => ({ contact: contact.id, field, value }));
    return c.json({ fieldValues: values, contact: withoutValues(contact) }, isNew ? 201 : 200);
  });
  for (const what of ['contactTags', 'contactLists'] as const) {
    app.get(`/api/3/contacts/:id/${what}`, (c) => {
      const { id } = account.contact(c.req.param('id'));
      return c.json({ [what]: account[what].filter((one) => one.contact === id) });
    });
  }
  app.get('/api/3/contacts/:id/contactAutomations', (c) => {
    const { id } = account.contact(c.req.param('id'));
    const runs = account.runs.filter((run) => run.contact === id);
    return c.json({ contactAutomations: runs.map((run) => ({ ...run, seriesid: run.automation })) });
  });
  app.get('/api/3/tags', (c) => {
    const search = (c.req.query('search') ?? '').toLowerCase();
    return c.json({ tags: account.tags.filter(({ tag }) => tag.toLowerCase().includes(search)) });
  });
  app.post('/api/3/tags', async (c) => c.json({ tag: account.makeTag((await read(c, TagBody)).tag.tag) }, 201));
  app.post('/api/3/contactTags', async (c) => {
    const { contact, tag } = (await read(c, ContactTagBody)).contactTag;
    return c.json({ contactTag: account.tag(contact, tag) }, 201);
  });
  app.post('/api/3/contactLists', async (c) => {
    const { contact, list, status } = (await read(c, ContactListBody)).contactList;
    return c.json({ contactList: account.setStatus(contact, list, String(status)) }, 201);
  });
  app.post('/api/3/contactAutomations', async (c) => {
    const { contact, automation } = (await read(c, ContactAutomationBody)).contactAutomation;
    return c.json({ contactAutomation: account.start(contact, automation) }, 201);
  });
  app.get('/api/3/lists', (c) => c.json({ lists: page(c, account.lists) }));
  app.get('/api/3/automations', (c) => c.json({ automations: page(c, account.automations) }));
  app.get('/api/3/fields', (c) => {
    const fields = page(c, account.fields).map(({ id, title, type, descript }) => ({ id, title, type, descript }));
    const fieldOptions = account.fields.flatMap(({ id, options = [] }) => options.map((value) => ({ field: id, value, label: value })));
    return c.json({ fields, fieldOptions });
  });
}

function page<T>(c: Context, all: T[]): T[] {
  const offset = Number(c.req.query('offset') ?? 0);
  return all.slice(offset, offset + Number(c.req.query('limit') ?? 20));
}

function withoutValues({ id, email, firstName, lastName, phone }: TwinContact): Omit<TwinContact, 'fieldValues'> {
  return { id, email, firstName, lastName, phone };
}

type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };

function withoutUndefined<T extends object>(value: T): Given<T> {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Given<T>;
}

async function read<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(await c.req.json().catch(() => undefined));
  if (parsed.success) return parsed.data;
  throw new TwinRefusal(400, `Malformed request: ${parsed.error.issues[0]?.path.join('.') ?? ''}`);
}
