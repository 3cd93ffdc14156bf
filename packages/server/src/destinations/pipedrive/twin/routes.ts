import type { Context, Hono } from 'hono';
import type { z } from 'zod';
import { DealBody, FieldBody, LeadBody, NoteBody, OrganizationBody, PersonBody } from './requests.ts';
import { customField, TwinRefusal, type Company, type FieldKind, type Kind, type TwinRecord } from './state.ts';

export interface RouteOptions {
  apiToken: string;
  accessToken: string;
  /** Where the connection may not create fields. */
  withoutAdmin: boolean;
  /** Where the company does not have the marketing add-on. */
  withoutMarketing: boolean;
  /** Whether the search knows a record only after `index()`. */
  lag: boolean;
}

const v2 = [
  ['persons', PersonBody],
  ['organizations', OrganizationBody],
  ['deals', DealBody],
] as const;

export function addRoutes(app: Hono, company: Company, options: RouteOptions): void {
  app.onError((error, c) => {
    if (!(error instanceof TwinRefusal)) throw error;
    return c.json({ success: false, error: error.message, error_info: 'Please check developers.pipedrive.com' }, error.status as 400);
  });
  app.notFound((c) => c.json({ success: false, error: 'Unknown method.' }, 404));
  addSignIn(app, options.accessToken);
  app.use('/api/*', async (c, next) => {
    const signedIn = c.req.header('x-api-token') === options.apiToken || c.req.header('authorization') === `Bearer ${options.accessToken}`;
    if (!signedIn) throw new TwinRefusal(401, 'unauthorized access');
    await next();
  });
  app.get('/api/v1/users/me', (c) => c.json({ success: true, data: { id: 1, name: 'Twin Owner', company_name: 'Twin & Co' } }));

  for (const kind of ['personFields', 'organizationFields', 'dealFields'] as const) {
    app.get(`/api/v2/${kind}`, (c) => c.json({ success: true, data: company.fields[kind], additional_data: { next_cursor: null } }));
  }
  app.post('/api/v2/dealFields', async (c) => {
    if (options.withoutAdmin) throw new TwinRefusal(403, 'You do not have permission to create fields.');
    return c.json({ success: true, data: makeField(company, 'dealFields', await read(c, FieldBody)) }, 201);
  });

  for (const [kind, schema] of v2) {
    app.get(`/api/v2/${kind}/search`, (c) =>
      c.json({ success: true, data: { items: search(company, kind, c).map((item) => ({ item })) } }),
    );
    app.get(`/api/v2/${kind}`, (c) => {
      const all = company.records[kind].toReversed().filter((record) => matches(record, c, ['person_id', 'org_id']));
      const start = Number(c.req.query('cursor') ?? 0);
      const end = start + Number(c.req.query('limit') ?? 100);
      return c.json({
        success: true,
        data: all.slice(start, end),
        additional_data: { next_cursor: end < all.length ? String(end) : null },
      });
    });
    app.get(`/api/v2/${kind}/:id`, (c) => c.json({ success: true, data: company.get(kind, c.req.param('id')) }));
    app.post(`/api/v2/${kind}`, async (c) => {
      const made = company.create(kind, marketing(await read(c, schema), options));
      if (options.lag) company.unindexed.add(made.id);
      return c.json({ success: true, data: made }, 201);
    });
    app.patch(`/api/v2/${kind}/:id`, async (c) =>
      c.json({ success: true, data: company.update(kind, c.req.param('id'), marketing(await read(c, schema), options)) }),
    );
    app.delete(`/api/v2/${kind}/:id`, (c) => remove(company, kind, c));
  }

  for (const [kind, schema] of [
    ['leads', LeadBody],
    ['notes', NoteBody],
  ] as const) {
    app.get(`/api/v1/${kind}`, (c) => {
      const all = company.records[kind]
        .toReversed()
        .filter((record) => matches(record, c, ['person_id', 'organization_id', 'org_id', 'deal_id', 'lead_id']));
      const start = Number(c.req.query('start') ?? 0);
      const end = start + Number(c.req.query('limit') ?? 100);
      const pagination = { start, limit: end - start, more_items_in_collection: end < all.length };
      return c.json({ success: true, data: all.length === 0 ? null : all.slice(start, end), additional_data: { pagination } });
    });
    app.post(`/api/v1/${kind}`, async (c) => c.json({ success: true, data: company.create(kind, await read(c, schema)) }, 201));
    app.delete(`/api/v1/${kind}/:id`, (c) => remove(company, kind, c));
  }
  app.patch('/api/v1/leads/:id', async (c) =>
    c.json({ success: true, data: company.update('leads', c.req.param('id'), await read(c, LeadBody)) }),
  );
}

function addSignIn(app: Hono, accessToken: string): void {
  app.post('/oauth/token', async (c) => {
    if (!(c.req.header('authorization') ?? '').startsWith('Basic ')) return c.json({ success: false, error: 'invalid_client' }, 401);
    const { grant_type: grant } = await c.req.parseBody();
    if (grant !== 'authorization_code' && grant !== 'refresh_token') return c.json({ error: 'unsupported_grant_type' }, 400);
    const scope = 'base,contacts:full,deals:full,leads:full';
    const tokens = { access_token: accessToken, refresh_token: 'twin-refresh', token_type: 'Bearer', expires_in: 3599, scope };
    return c.json({ ...tokens, api_domain: 'https://acme.pipedrive.com' });
  });
}

function makeField(company: Company, kind: FieldKind, { field_name: name, field_type: type }: z.infer<typeof FieldBody>) {
  const field = customField(name, type, 'abcdef'[company.fields[kind].length] ?? '0');
  company.fields[kind].push(field);
  return field;
}

function marketing(body: Record<string, unknown>, options: RouteOptions): Record<string, unknown> {
  if (options.withoutMarketing && body['marketing_status'] !== undefined)
    throw new TwinRefusal(400, 'Validation failed: marketing_status: is not allowed');
  return body;
}

function search(company: Company, kind: Kind, c: Context): object[] {
  const term = (c.req.query('term') ?? '').toLowerCase();
  if (term.length < 2 || c.req.query('exact_match') !== 'true') throw new TwinRefusal(400, 'term must be at least 2 characters long');
  return company.records[kind]
    .filter(({ id }) => !company.unindexed.has(id))
    .map((record) => ({ ...record, emails: ((record['emails'] ?? []) as { value: string }[]).map(({ value }) => value) }))
    .filter((record) =>
      kind === 'persons'
        ? record.emails.some((email) => email.toLowerCase() === term)
        : String((record as TwinRecord)['name']).toLowerCase() === term,
    );
}

function matches(record: TwinRecord, c: Context, members: string[]): boolean {
  return members.every((member) => {
    const wanted = c.req.query(member);
    return wanted === undefined || JSON.stringify(record[member]) === wanted || record[member] === wanted;
  });
}

function remove(company: Company, kind: Kind, c: Context): Response {
  company.remove(kind, c.req.param('id') ?? '');
  return c.json({ success: true, data: { id: c.req.param('id') } });
}

async function read<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(await c.req.json().catch(() => undefined));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new TwinRefusal(400, `Validation failed: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}
