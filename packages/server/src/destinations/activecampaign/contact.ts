import { z } from 'zod';
import { DestinationFailure, type CallContext } from '../kit/index.ts';
import { Contact, Contacts, read, Synced } from './answers.ts';
import type { Settings } from './settings.ts';

export const API = '/api/3';

/** Whom a tag, a list or an automation is for: by an earlier step's id, else by e-mail address. */
export const whose = {
  contactId: z
    .string()
    .regex(/^\d+$/, 'An ActiveCampaign contact ID has digits only.')
    .optional()
    .meta({ title: 'Contact', description: 'The id from an earlier "contact" step.' }),
  email: z.email('This is not an e-mail address.').max(250).optional().meta({
    title: 'E-mail',
    field: 'email',
    description: 'Finds the contact where no id is mapped.',
  }),
};
export const NOBODY = {
  path: ['email'],
  message: 'It must be known whom this is for. Map the e-mail address, or the id from an earlier "contact" step.',
};
export const isSomebody = ({ contactId, email }: Whose): boolean => contactId !== undefined || email !== undefined;

interface Whose {
  contactId?: string | undefined;
  email?: string | undefined;
}

/** The contact's id; undefined where nobody has this address. */
export async function findContact(ctx: CallContext<Settings>, { contactId, email }: Whose): Promise<string | undefined> {
  return contactId ?? (email === undefined ? undefined : (await contactWith(ctx, email))?.id);
}

export async function contactWith(ctx: CallContext<Settings>, email: string): Promise<Contact | undefined> {
  const response = await ctx.call({ method: 'GET', path: `${API}/contacts`, query: { email } });
  const wanted = email.trim().toLowerCase();
  return read(Contacts, response).contacts.find((contact) => contact.email?.toLowerCase() === wanted);
}

/** The contact's id; one who is not there yet is made from the address alone, which may be repeated. */
export async function findOrMakeContact(ctx: CallContext<Settings>, payload: Whose): Promise<string> {
  const found = await findContact(ctx, payload);
  if (found !== undefined) return found;
  const { email } = payload;
  const response = await ctx.call({ method: 'POST', path: `${API}/contact/sync`, json: { contact: { email } } });
  return read(Synced, response).contact.id;
}

/** Reads something that belongs to a contact; for a contact who is gone it says so. */
export async function readOf<T>(ctx: CallContext<Settings>, contactId: string, what: string, schema: z.ZodType<T>): Promise<T> {
  try {
    return read(schema, await ctx.call({ method: 'GET', path: `${API}/contacts/${encodeURIComponent(contactId)}/${what}` }));
  } catch (error) {
    if (!(error instanceof DestinationFailure) || error.response?.status !== 404) throw error;
    const message = `ActiveCampaign has no contact ${contactId} (any more). Check where the mapping takes the contact from.`;
    throw new DestinationFailure(
      { kind: 'permanent', code: 'contact_missing', message, problems: [{ path: '/contactId', message }] },
      error.response,
    );
  }
}

/** The contact's page. */
export function contactUrl({ url }: Settings, id: string): string {
  return `https://${url.replace(/\.api-[a-z]{2}\d+\.com$/, '.activehosted.com')}/app/contacts/${id}`;
}
