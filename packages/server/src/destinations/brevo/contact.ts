import { z } from 'zod';
import { DestinationFailure, type CallContext } from '../kit/index.ts';

/** A contact as Brevo shows one, as far as we read it. */
const Contact = z.looseObject({
  id: z.number(),
  email: z.string().nullish(),
  emailBlacklisted: z.boolean(),
  smsBlacklisted: z.boolean().default(false),
  listIds: z.array(z.number()).nullish(),
  listUnsubscribed: z.array(z.number()).nullish(),
  attributes: z.record(z.string(), z.unknown()).default({}),
});
export type Contact = z.infer<typeof Contact>;

export function contactPath(identifier: string): string {
  return `/v3/contacts/${encodeURIComponent(identifier)}`;
}

/** The contact with this address; undefined where the account has none. */
export async function findContact(ctx: CallContext, email: string): Promise<Contact | undefined> {
  try {
    const answer = await ctx.call({ method: 'GET', path: contactPath(email.toLowerCase()), query: { identifierType: 'email_id' } });
    const contact = Contact.safeParse(answer.json);
    if (contact.success) return contact.data;
  } catch (error) {
    if (error instanceof DestinationFailure && error.response?.status === 404) return undefined;
    throw error;
  }
  throw unreadable('a contact');
}

export function unreadable(what: string): DestinationFailure {
  const message = `Brevo answered with something that is not ${what}. It will be tried again.`;
  return new DestinationFailure({ kind: 'retry', code: 'unreadable_answer', message });
}

/** The contact's page in Brevo. */
export function contactUrl(id: number): string {
  return `https://app.brevo.com/contact/index/${id}`;
}

/** Equal exactly when nothing we could have written differs. */
export function stateOf({ email, emailBlacklisted, smsBlacklisted, listIds, attributes }: Contact): string {
  const sorted = Object.entries(attributes).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([email, emailBlacklisted, smsBlacklisted, (listIds ?? []).toSorted((a, b) => a - b), sorted]);
}
