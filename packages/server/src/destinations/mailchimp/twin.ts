import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { createTwin, type ContractCheck, type Twin, type TwinOptions } from '../testing/twin.ts';
import { addCommerceRoutes, type TwinStore } from './twin/commerce.ts';
import { hashOf, NEW_AUDIENCE_FIELDS, TwinAudience, TwinRefusal, type TwinField, type TwinMember } from './twin/state.ts';
import type { MemberStatus } from './status.ts';

export interface MailchimpTwinOptions extends TwinOptions {
  /** Where it is served over HTTP; by default Mailchimp's own hosts. */
  origin?: string;
  apiKey?: string;
  accessToken?: string;
  audience?: string;
  fields?: TwinField[];
  /** Stores the account has already, by their audience. */
  stores?: Record<string, string>;
  checkContract?: ContractCheck | undefined;
}

/** A person in the twin's audience, as a test wants to see one. */
export interface SeenMember {
  email: string;
  status: MemberStatus;
  mergeFields: Record<string, unknown>;
  tags: string[];
}

export interface MailchimpTwin extends Twin {
  audience: string;
  apiKey: string;
  accessToken: string;
  stores: Record<string, TwinStore>;
  /** Sorted by e-mail address. */
  members: () => SeenMember[];
  /** Puts a person into the audience as if somebody had done so in Mailchimp. */
  seed: (member: { email: string; status: MemberStatus; mergeFields?: Record<string, unknown>; tags?: string[] }) => void;
  /** Deletes permanently: unknown from then on, yet refused. */
  forget: (email: string) => void;
  /** Lets Mailchimp refuse to subscribe this unknown address, though it would ask it. */
  restrict: (email: string) => void;
  /** The person clicks the link in the confirmation e-mail. */
  confirm: (email: string) => void;
}

const STATUS = z.enum(['subscribed', 'unsubscribed', 'cleaned', 'pending', 'transactional']);
const PutBody = z.strictObject({
  email_address: z.email(),
  status_if_new: STATUS,
  status: STATUS.optional(),
  merge_fields: z.record(z.string(), z.unknown()).optional(),
  marketing_permissions: z.array(z.strictObject({ marketing_permission_id: z.string().min(1), enabled: z.boolean() })).optional(),
  language: z.string().optional(),
});
const TagsBody = z.strictObject({
  tags: z.array(z.strictObject({ name: z.string().min(1).max(100), status: z.enum(['active', 'inactive']) })).min(1),
});

/** A stand-in for one Mailchimp account with one audience. */
export function createMailchimpTwin(options: MailchimpTwinOptions = {}): MailchimpTwin {
  const apiKey = options.apiKey ?? '0123456789abcdef0123456789abcdef-us21';
  const accessToken = options.accessToken ?? 'twin-mailchimp-access-token';
  const audience = options.audience ?? 'a1b2c3d4e5';
  const dataCentre = apiKey.slice(apiKey.lastIndexOf('-') + 1);
  const state = new TwinAudience(options.fields ?? NEW_AUDIENCE_FIELDS);
  const stores: Record<string, TwinStore> = {};
  for (const [id, list_id] of Object.entries(options.stores ?? {}))
    stores[id] = { id, list_id, currency_code: 'EUR', customers: {}, products: {}, orders: {} };
  const show = (member: TwinMember): SeenMember => ({
    email: member.email,
    status: member.status,
    mergeFields: member.mergeFields,
    tags: member.tags,
  });
  const members = () => [...state.members.values()].map(show).toSorted((a, b) => (a.email < b.email ? -1 : 1));

  const twin = createTwin({
    origins: options.origin === undefined ? [`https://${dataCentre}.api.mailchimp.com`, 'https://login.mailchimp.com'] : [options.origin],
    routes: (app) => {
      addRoutes(app, { state, apiKey, accessToken, audience, dataCentre });
      addCommerceRoutes(app, stores, state);
    },
    snapshot: () =>
      structuredClone({ members: [...state.members].toSorted(([a], [b]) => (a < b ? -1 : 1)), forgotten: [...state.forgotten], stores }),
    // The sign-in host is not part of the API's contract.
    ...(options.checkContract === undefined ? {} : { checkContract: skipping('/oauth2/', options.checkContract) }),
  });
  return {
    ...twin,
    stores,
    audience,
    apiKey,
    accessToken,
    members,
    seed: ({ email, status, mergeFields = {}, tags = [] }) =>
      void state.members.set(hashOf(email), {
        email,
        status,
        mergeFields,
        tags,
        permissions: {},
        language: '',
        webId: state.members.size + 1,
      }),
    forget: (email) => {
      state.members.delete(hashOf(email));
      state.forgotten.add(hashOf(email));
    },
    restrict: (email) => void state.restricted.add(hashOf(email)),
    confirm: (email) => {
      const member = state.members.get(hashOf(email));
      if (member?.status === 'pending') member.status = 'subscribed';
    },
  };
}

function skipping(prefix: string, check: ContractCheck): ContractCheck {
  return (request) => (request.path.startsWith(prefix) ? [] : check(request));
}

interface TwinAccount {
  state: TwinAudience;
  apiKey: string;
  accessToken: string;
  audience: string;
  dataCentre: string;
}

function addRoutes(app: Hono, { state, apiKey, accessToken, audience, dataCentre }: TwinAccount): void {
  app.onError((error, c) => {
    if (error instanceof TwinRefusal) return refuse(c, error);
    throw error;
  });
  app.notFound((c) => refuse(c, new TwinRefusal(404, 'Resource Not Found', 'The requested resource could not be found.')));
  app.get('/oauth2/metadata', (c) => {
    if (c.req.header('authorization') !== `OAuth ${accessToken}`) return c.json({ error: 'invalid_token' });
    return c.json({ dc: dataCentre, role: 'owner', accountname: 'Twin & Co', api_endpoint: `https://${dataCentre}.api.mailchimp.com` });
  });
  app.use('/3.0/*', async (c, next) => {
    const header = c.req.header('authorization') ?? '';
    const key = header.startsWith('Basic ') ? atob(header.slice('Basic '.length)).replace(/^[^:]*:/, '') : undefined;
    if (key !== apiKey && header !== `Bearer ${accessToken}`) {
      throw new TwinRefusal(401, 'API Key Invalid', "Your API key may be invalid, or you've attempted to access the wrong datacenter.");
    }
    await next();
  });
  app.get('/3.0/lists', (c) => c.json({ lists: [{ id: audience, name: 'Newsletter' }], total_items: 1 }));
  app.use('/3.0/lists/:list/*', async (c, next) => {
    if (c.req.param('list') !== audience) throw new TwinRefusal(404, 'Resource Not Found', 'The requested resource could not be found.');
    await next();
  });
  app.get('/3.0/lists/:list/merge-fields', (c) =>
    c.json({ merge_fields: state.fields.map((field, index) => ({ merge_id: index + 1, options: {}, help_text: '', ...field })) }),
  );
  app.get('/3.0/lists/:list/members/:hash', (c) => c.json(render(knownMember(state, c.req.param('hash')), audience)));
  app.put('/3.0/lists/:list/members/:hash', async (c) => {
    const body = PutBody.safeParse(await c.req.json());
    if (!body.success) throw invalid(body.error);
    const hash = c.req.param('hash');
    if (hash !== hashOf(body.data.email_address))
      throw new TwinRefusal(400, 'Bad Request', 'The subscriber hash is not that of the address.');
    return c.json(render(state.write(hash, body.data, c.req.query('skip_merge_validation') !== 'true'), audience));
  });
  app.post('/3.0/lists/:list/members/:hash/actions/delete-permanent', (c) => {
    const { email } = knownMember(state, c.req.param('hash'));
    state.members.delete(hashOf(email));
    state.forgotten.add(hashOf(email));
    return c.body(null, 204);
  });
  app.post('/3.0/lists/:list/members/:hash/tags', async (c) => {
    const body = TagsBody.safeParse(await c.req.json());
    if (!body.success) throw invalid(body.error);
    const member = knownMember(state, c.req.param('hash'));
    const named = new Set(body.data.tags.map(({ name }) => name.toLowerCase()));
    const active = body.data.tags.filter(({ status }) => status === 'active').map(({ name }) => name);
    member.tags = [...member.tags.filter((tag) => !named.has(tag.toLowerCase())), ...active].toSorted();
    return c.body(null, 204);
  });
}

function knownMember(state: TwinAudience, hash: string): TwinMember {
  const member = state.members.get(hash);
  if (member === undefined) throw new TwinRefusal(404, 'Resource Not Found', 'The requested resource could not be found.');
  return member;
}

function invalid(error: z.ZodError): TwinRefusal {
  const errors = error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message }));
  return new TwinRefusal(
    400,
    'Invalid Resource',
    "The resource submitted could not be validated. For field-specific details, see the 'errors' array.",
    errors,
  );
}

function refuse(c: Context, { status, title, message, errors }: TwinRefusal): Response {
  return c.json(
    { title, status, detail: message, instance: '00000000-0000-4000-8000-000000000000', ...(errors === undefined ? {} : { errors }) },
    status as 400,
    {
      'content-type': 'application/problem+json; charset=utf-8',
    },
  );
}

function render(member: TwinMember, audience: string) {
  const { FNAME = '', LNAME = '' } = member.mergeFields;
  return {
    id: hashOf(member.email),
    email_address: member.email,
    web_id: member.webId,
    full_name: `${String(FNAME)} ${String(LNAME)}`.trim(),
    status: member.status,
    merge_fields: member.mergeFields,
    language: member.language,
    marketing_permissions: Object.entries(member.permissions).map(([id, enabled]) => ({ marketing_permission_id: id, text: id, enabled })),
    tags: member.tags.map((name, index) => ({ id: index + 1, name })),
    list_id: audience,
  };
}
