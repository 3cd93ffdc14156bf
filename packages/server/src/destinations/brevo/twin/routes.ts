import type { Hono } from 'hono';
import { z } from 'zod';
import { TwinRefusal, type TwinAccount, type TwinContact } from './state.ts';

const Attributes = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]));
const CreateBody = z.strictObject({
  email: z.email(),
  attributes: Attributes.optional(),
  emailBlacklisted: z.boolean().optional(),
  smsBlacklisted: z.boolean().optional(),
  listIds: z.array(z.int()).min(1).optional(),
  updateEnabled: z.boolean().optional(),
});
const DoiBody = z.strictObject({
  email: z.email(),
  attributes: Attributes.optional(),
  includeListIds: z.array(z.int()).min(1),
  templateId: z.int(),
  redirectionUrl: z.url(),
});

export function addRoutes(app: Hono, account: TwinAccount, apiKey: string): void {
  app.onError((error, c) => {
    if (!(error instanceof TwinRefusal)) throw error;
    const { status, code, message, metadata } = error;
    return c.json({ code, message, ...(metadata === undefined ? {} : { metadata }) }, status as 400);
  });
  app.notFound(() => {
    throw new TwinRefusal(404, 'document_not_found', 'Not found');
  });
  app.use('/v3/*', async (c, next) => {
    if (c.req.header('api-key') !== apiKey) throw new TwinRefusal(401, 'unauthorized', 'Key not found');
    await next();
  });
  app.get('/v3/account', (c) => c.json({ email: 'owner@twin.example', companyName: 'Twin & Co', plan: [] }));
  app.get('/v3/contacts/attributes', (c) => c.json({ attributes: account.attributes }));
  app.get('/v3/contacts/lists/:id', (c) => {
    const id = Number(c.req.param('id'));
    if (!account.lists.includes(id)) throw new TwinRefusal(404, 'document_not_found', 'List ID does not exist');
    return c.json({ id, name: `List ${id}`, folderId: 1 });
  });
  app.get('/v3/smtp/templates/:id', (c) => {
    const template = account.templates.find(({ id }) => id === Number(c.req.param('id')));
    if (template === undefined) throw new TwinRefusal(404, 'document_not_found', 'Template ID does not exist');
    return c.json({ name: 'Confirm', ...template });
  });
  addContactRoutes(app, account);
}

function addContactRoutes(app: Hono, account: TwinAccount): void {
  app.post('/v3/contacts', async (c) => {
    const id = account.write(parse(CreateBody, await c.req.json()));
    return id === undefined ? c.body(null, 204) : c.json({ id }, 201);
  });
  app.post('/v3/contacts/doubleOptinConfirmation', async (c) => {
    const body = parse(DoiBody, await c.req.json());
    const { email, includeListIds, templateId } = body;
    const existing = account.contacts.get(email.toLowerCase());
    if (existing?.emailBlacklisted === true)
      throw new TwinRefusal(400, 'invalid_parameter', 'This sms number or email address is already associated with another user');
    if (!account.templates.some(({ id, isActive, doiTemplate }) => id === templateId && isActive && doiTemplate))
      throw new TwinRefusal(400, 'invalid_parameter', 'An active DOI template does not exist');
    if (!includeListIds.every((id) => account.lists.includes(id))) throw new TwinRefusal(400, 'invalid_parameter', 'Invalid list ids');
    const attributes = account.accept(body.attributes ?? {}, email.toLowerCase());
    account.mails.push({ email: email.toLowerCase(), listIds: includeListIds, templateId, attributes });
    return c.body(null, existing === undefined ? 201 : 204);
  });
  app.get('/v3/contacts/:identifier', (c) => {
    const contact = find(account, c.req.param('identifier'), c.req.query('identifierType'));
    return c.json({ ...contact, whatsappBlacklisted: false, createdAt: '2026-11-01T00:00:00.000Z', statistics: {} });
  });
  app.delete('/v3/contacts/:identifier', (c) => {
    account.contacts.delete(find(account, c.req.param('identifier'), c.req.query('identifierType')).email);
    return c.body(null, 204);
  });
}

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new TwinRefusal(
    400,
    'invalid_parameter',
    parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
  );
}

function find(account: TwinAccount, identifier: string, type: string | undefined): TwinContact {
  if (type !== 'email_id' && type !== 'contact_id') throw new TwinRefusal(400, 'invalid_parameter', 'Invalid identifierType');
  const contact =
    type === 'email_id'
      ? account.contacts.get(identifier.toLowerCase())
      : [...account.contacts.values()].find(({ id }) => String(id) === identifier);
  if (contact === undefined) throw new TwinRefusal(404, 'document_not_found', 'Contact does not exist');
  return contact;
}
