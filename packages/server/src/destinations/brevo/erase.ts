import { unlessGone, type CallContext, type PersonAtVendor } from '../kit/index.ts';
import { contactPath } from './contact.ts';
import type { Settings } from './settings.ts';

/** Deletes the contact by its number and by its address; one that is gone already is no failure. */
export async function erasePerson(ctx: CallContext<Settings>, { email, records }: PersonAtVendor): Promise<void> {
  const ids = new Set(records.map(({ id }) => id).filter((id) => /^\d+$/.test(id)));
  const named = [
    ...[...ids].map((id) => ({ identifier: id, identifierType: 'contact_id' })),
    ...(email === undefined ? [] : [{ identifier: email.toLowerCase(), identifierType: 'email_id' }]),
  ];
  for (const { identifier, identifierType } of named) {
    await unlessGone(ctx.call({ method: 'DELETE', path: contactPath(identifier), query: { identifierType } }));
  }
}
