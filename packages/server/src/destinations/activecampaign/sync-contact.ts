import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';
import { defineOperation, fieldsOf, type CallContext, type Performed } from '../kit/index.ts';
import { read, Synced } from './answers.ts';
import { API, contactUrl, contactWith } from './contact.ts';
import { FieldValues, readFields, toFieldSpecs, toFieldValues } from './fields.ts';
import { contactMapping } from './mappings.ts';
import type { Settings } from './settings.ts';

const Text = z.string().trim().max(250).nullish();

const Payload = z.strictObject({
  email: z
    .email('ActiveCampaign finds a contact by e-mail address, so one is needed. Map an e-mail field.')
    .max(250)
    .meta({ title: 'E-mail', field: 'email' }),
  firstName: Text.meta({ title: 'First name' }),
  lastName: Text.meta({ title: 'Last name' }),
  phone: Text.meta({ title: 'Phone', field: 'phone' }),
  fields: FieldValues,
});
type Payload = z.infer<typeof Payload>;

/** Creates a contact or updates the one with this e-mail address; subscribes nobody. */
export const syncContact = defineOperation<Settings, Payload>({
  title: 'Create or update a contact',
  description: 'Finds the contact by e-mail address; fields that are not mapped stay as they are. Subscribes nobody to anything.',
  payload: Payload,
  scopes: [],
  dedupe: 'keyed-upsert',
  updates: { record: 'contact', key: ['/email'], recurring: true },
  perform: async (ctx, payload) => {
    const contact = await contactBody(ctx, payload);
    const response = await ctx.call({ method: 'POST', path: `${API}/contact/sync`, json: { contact } });
    const synced = read(Synced, response);
    const differences = differencesFrom(contact, synced);
    const { id } = synced.contact;
    const performed: Performed = {
      id,
      url: contactUrl(ctx.settings, id),
      output: { id, email: payload.email },
      effect: response.status === 201 ? 'created' : 'updated',
    };
    return differences.length === 0 ? performed : { ...performed, differences };
  },
  findMatch: async (ctx, { email }) => {
    const contact = await contactWith(ctx, email);
    if (contact === undefined) return undefined;
    const name = [contact.firstName, contact.lastName].filter((part) => part !== undefined && part !== null && part !== '').join(' ');
    return { id: contact.id, label: name === '' ? email : `${name} (${email})`, url: contactUrl(ctx.settings, contact.id) };
  },
  listFields: async (ctx) => [...fieldsOf(Payload).filter(({ path }) => path !== '/fields'), ...toFieldSpecs(await readFields(ctx))],
  defaultMapping: contactMapping,
});

interface ContactBody {
  email: string;
  fieldValues?: { field: string; value: string }[];
  [member: string]: unknown;
}

async function contactBody(ctx: CallContext<Settings>, { email, fields, ...names }: Payload): Promise<ContactBody> {
  // A blank form field must not wipe what is there; null does.
  const named = Object.entries(names).filter(([, value]) => value !== undefined && value !== '');
  const mapped = fields !== undefined && Object.keys(fields).length > 0;
  const fieldValues = mapped ? toFieldValues(await readFields(ctx), fields) : [];
  return {
    email: email.trim(),
    ...Object.fromEntries(named.map(([name, value]) => [name, value ?? ''])),
    ...(fieldValues.length === 0 ? {} : { fieldValues }),
  };
}

/** What ActiveCampaign kept otherwise than it was sent, as far as its answer shows it. */
function differencesFrom(sent: ContactBody, { contact, fieldValues }: Synced): Problem[] {
  const stored = new Map((fieldValues ?? []).map(({ field, value }) => [field, value ?? '']));
  const compare = (path: string, value: string, kept: string | null | undefined): Problem[] => {
    if (kept === undefined || kept === null || kept.trim().toLowerCase() === value.trim().toLowerCase()) return [];
    return [{ path, message: `ActiveCampaign kept ${kept === '' ? 'nothing' : `"${kept}"`} instead of "${value}".` }];
  };
  return [
    ...(['email', 'firstName', 'lastName', 'phone'] as const).flatMap((name) => {
      const value = sent[name];
      return typeof value === 'string' ? compare(`/${name}`, value, contact[name]) : [];
    }),
    ...(sent.fieldValues ?? []).flatMap(({ field, value }) => compare(`/fields/${field}`, value, stored.get(field))),
  ];
}
