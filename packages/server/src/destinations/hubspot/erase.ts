import { unlessGone, type CallContext, type PersonAtVendor } from '../kit/index.ts';
import { API, type Settings } from './settings.ts';

const PATH = `/crm/objects/${API}/contacts/gdpr-delete`;

/**
 * HubSpot's permanent deletion: the contact, what is attached to it, and the address is kept from coming back by an import.
 * An address HubSpot does not know is blocked all the same; an id it does not know is a contact that is gone.
 */
export async function erasePerson(ctx: CallContext<Settings>, { email, records }: PersonAtVendor): Promise<void> {
  const contacts = records.filter(({ operation }) => operation === 'upsertContact');
  const named = [
    ...contacts.map(({ id }) => ({ objectId: id })),
    ...(email === undefined ? [] : [{ objectId: email, idProperty: 'email' }]),
  ];
  for (const json of named) {
    await unlessGone(ctx.call({ method: 'POST', path: PATH, json }));
  }
}
