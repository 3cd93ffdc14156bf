import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';
import { defineOperation, DestinationFailure, fieldsOf, type CallContext } from '../kit/index.ts';
import { parseAnswer, type User, UserAnswer, UserList } from './answers.ts';
import { fieldDifferences, FieldTable, listCustomFields } from './custom-fields.ts';
import { userMapping } from './default-mapping.ts';
import { baseUrl, type Settings } from './settings.ts';

const UserPayload = z
  .strictObject({
    email: z
      .email('Zendesk finds a person by e-mail address, and this is none.')
      .transform((value) => value.toLowerCase())
      .optional()
      .meta({ title: 'E-mail', field: 'email' }),
    externalId: z.string().min(1).max(255).optional().meta({
      title: 'Customer number',
      description: 'Your own number for the person (external id). Where it is mapped, Zendesk finds the person by it first.',
    }),
    name: z.string().trim().max(255).optional().meta({ title: 'Name' }),
    phone: z.string().max(50).optional().meta({ title: 'Phone', field: 'phone' }),
    fields: FieldTable.optional().meta({ title: 'Custom fields, by their key' }),
  })
  .refine(({ email, externalId }) => email !== undefined || externalId !== undefined, {
    error: 'Zendesk finds a person by e-mail address or customer number. Map one of them.',
    path: ['email'],
  });
type UserPayload = z.infer<typeof UserPayload>;

export const upsertUser = defineOperation<Settings, UserPayload>({
  title: 'Create or update a customer',
  description: 'Finds the person by e-mail address or customer number; what is not mapped stays as it is.',
  payload: UserPayload,
  scopes: ['read', 'users:write'],
  dedupe: 'keyed-upsert',
  updates: { record: 'customer', key: ['/email', '/externalId'], recurring: true },
  perform: async (ctx, payload) => {
    const { email, externalId, phone, fields } = payload;
    const user = {
      name: await nameFor(ctx, payload),
      email,
      external_id: externalId,
      phone,
      ...(fields === undefined ? {} : { user_fields: fields }),
      // Handoff never makes Zendesk write to a person who did not ask for it.
      skip_verify_email: true,
    };
    const response = await ctx.call({ method: 'POST', path: '/api/v2/users/create_or_update', json: { user } });
    const stored = parseAnswer(UserAnswer, response).user;
    const differences = changes(payload, stored);
    return {
      id: String(stored.id),
      url: urlOf(ctx.settings, stored),
      output: { id: String(stored.id) },
      effect: response.status === 201 ? 'created' : 'updated',
      ...(differences.length === 0 ? {} : { differences }),
    };
  },
  findMatch: async (ctx, payload) => {
    const user = await findUser(ctx, payload);
    return user === undefined
      ? undefined
      : { id: String(user.id), label: user.name ?? user.email ?? String(user.id), url: urlOf(ctx.settings, user) };
  },
  listFields: async (ctx) => [
    ...fieldsOf(UserPayload).filter(({ path }) => path !== '/fields'),
    ...(await listCustomFields(ctx, 'user_fields')),
  ],
  defaultMapping: userMapping,
  // Zendesk takes five changes of one person in a minute.
  limits: ({ subdomain }, { email, externalId }) => [{ scope: `user:${subdomain}/${externalId ?? email ?? ''}`, max: 5, windowMs: 60_000 }],
});

/** Zendesk needs a name. Where none is mapped, the one it has is kept, and a new person goes by their address. */
async function nameFor(ctx: CallContext<Settings>, payload: UserPayload): Promise<string> {
  if (payload.name !== undefined && payload.name !== '') return payload.name;
  const known = (await findUser(ctx, payload))?.name ?? '';
  return known !== '' ? known : (payload.email ?? payload.externalId ?? '');
}

export async function findUser(
  ctx: CallContext<Settings>,
  { email, externalId }: { email?: string | undefined; externalId?: string | undefined },
): Promise<User | undefined> {
  const query: Record<string, string> = externalId === undefined ? { query: `email:${email}` } : { external_id: externalId };
  const { users } = parseAnswer(UserList, await ctx.call({ method: 'GET', path: '/api/v2/users/search', query }));
  // Its search also finds what looks alike.
  const isThem = (user: User) =>
    externalId === undefined
      ? user.email?.toLowerCase() === email?.toLowerCase()
      : user.external_id?.toLowerCase() === externalId.toLowerCase();
  const found = users.filter(isThem);
  if (found.length <= 1) return found[0];
  const message = 'Zendesk has this person more than once. Merge them there first.';
  throw new DestinationFailure({ kind: 'permanent', code: 'ambiguous', message, problems: [{ path: '/email', message }] });
}

const urlOf = (settings: Settings, { id }: User) => `${baseUrl(settings)}/agent/users/${id}`;

/** A second address or number is added beside the first and does not show here, so only what should be the person's own is compared. */
function changes(sent: UserPayload, stored: User): Problem[] {
  const name =
    sent.name === undefined || sent.name === '' || sent.name === stored.name?.trim()
      ? []
      : [{ path: '/name', message: `Zendesk stored "${stored.name ?? ''}" instead of "${sent.name}".` }];
  return [...name, ...fieldDifferences(sent.fields, new Map(Object.entries(stored.user_fields ?? {})))];
}
