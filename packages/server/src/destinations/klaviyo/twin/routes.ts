import type { Context, Hono } from 'hono';
import type { z } from 'zod';
import { invalid, TwinRefusal } from './errors.ts';
import { DeletionBody, EventBody, ImportBody, SubscribeBody, UnsubscribeBody } from './requests.ts';
import type { TwinAccount, TwinProfile } from './state.ts';

const JSON_API = 'application/vnd.api+json';

export interface RouteOptions {
  /** Whether these credentials are good. */
  authorized: (header: string) => boolean;
}

export function addRoutes(app: Hono, account: TwinAccount, { authorized }: RouteOptions): void {
  app.onError((error, c) => {
    if (!(error instanceof TwinRefusal)) throw error;
    return c.json(error.body, error.status as 400, { 'content-type': JSON_API });
  });
  app.use('/api/*', async (c, next) => {
    if (!authorized(c.req.header('authorization') ?? ''))
      throw new TwinRefusal(401, 'authentication_failed', 'Incorrect authentication credentials.', '/data/');
    if (c.req.header('revision') !== '2026-07-15') throw invalid('A valid revision header is required.', '/headers/revision');
    if (c.req.method === 'POST' && c.req.header('content-type') !== JSON_API)
      throw new TwinRefusal(415, 'unsupported_media_type', 'Unsupported media type in request.');
    await next();
  });

  app.post('/api/profile-import', async (c) => {
    const { data } = await body(c, ImportBody);
    const { profile, isNew } = account.import(data.attributes);
    return c.json(
      { data: render(profile, (c.req.query('additional-fields[profile]') ?? '').includes('subscriptions')) },
      isNew ? 201 : 200,
    );
  });
  app.post('/api/profile-subscription-bulk-create-jobs', async (c) => {
    account.subscribe((await body(c, SubscribeBody)).data);
    return c.body(null, 202);
  });
  app.post('/api/profile-subscription-bulk-delete-jobs', async (c) => {
    account.unsubscribe((await body(c, UnsubscribeBody)).data);
    return c.body(null, 202);
  });
  app.post('/api/events', async (c) => {
    account.record((await body(c, EventBody)).data.attributes);
    return c.body(null, 202);
  });
  app.post('/api/data-privacy-deletion-jobs', async (c) => {
    const { id, attributes } = (await body(c, DeletionBody)).data.attributes.profile.data;
    account.erase(id, attributes);
    return c.body(null, 202);
  });
  app.get('/api/profiles', (c) => {
    const filter = c.req.query('filter');
    const email = filter === undefined ? undefined : /^equals\(email,"([^"\\]+)"\)$/.exec(filter)?.[1];
    if (filter !== undefined && email === undefined) throw invalid('Invalid filter provided', '/filter');
    const all = [...account.profiles.values()].filter(({ fields }) => email === undefined || fields['email'] === email);
    return c.json({ data: all.slice(0, Number(c.req.query('page[size]') ?? 20)).map((profile) => render(profile, false)) });
  });
  app.get('/api/lists', (c) => {
    const ids = /^any\(id,\[(.*)\]\)$/.exec(c.req.query('filter') ?? '')?.[1];
    if (ids === undefined) throw invalid('Invalid filter provided', '/filter');
    const wanted = JSON.parse(`[${ids}]`) as string[];
    return c.json({
      data: account.lists.filter(({ id }) => wanted.includes(id)).map(({ id, name }) => ({ type: 'list', id, attributes: { name } })),
    });
  });
  app.get('/api/accounts', (c) =>
    c.json({
      data: [
        { type: 'account', id: 'TwiNaC', attributes: { contact_information: { organization_name: 'Twin & Co' }, test_account: true } },
      ],
    }),
  );
}

async function body<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(await c.req.json());
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalid(issue?.message ?? 'Invalid input.', `/${issue?.path.join('/') ?? ''}`);
}

function render({ id, fields, location, properties, consent, suppression, leftLists }: TwinProfile, withSubscriptions: boolean) {
  const subscriptions = {
    email: {
      marketing: {
        can_receive_email_marketing: suppression.length === 0,
        consent: consent.email,
        suppression: suppression.map((reason) => ({ reason, timestamp: '2026-01-01T00:00:00+00:00' })),
        list_suppressions: Object.entries(leftLists).map(([list_id, reason]) => ({
          list_id,
          reason,
          timestamp: '2026-01-01T00:00:00+00:00',
        })),
      },
    },
    sms: { marketing: { can_receive_sms_marketing: consent.sms === 'SUBSCRIBED', consent: consent.sms } },
  };
  const attributes = { email: null, phone_number: null, external_id: null, ...fields, location, properties };
  return {
    type: 'profile',
    id,
    attributes: { ...attributes, ...(withSubscriptions ? { subscriptions } : {}) },
    links: { self: `https://a.klaviyo.com/api/profiles/${id}/` },
  };
}
