import { unlessGone, type CallContext, type PersonAtVendor } from '../kit/index.ts';
import { API, contactWith } from './contact.ts';
import type { Settings } from './settings.ts';

/** Operations whose records are contacts. */
const CONTACTS: ReadonlySet<string> = new Set(['syncContact', 'addTag', 'setSubscription']);

/** Deletes the contact with everything ActiveCampaign keeps about them: tags, lists, automations, what they opened. */
export async function erasePerson(ctx: CallContext<Settings>, { email, records }: PersonAtVendor): Promise<void> {
  const known = email === undefined ? undefined : await contactWith(ctx, email);
  const ids = new Set(records.filter(({ operation }) => CONTACTS.has(operation)).map(({ id }) => id));
  if (known !== undefined) ids.add(known.id);
  for (const id of ids) {
    await unlessGone(ctx.call({ method: 'DELETE', path: `${API}/contacts/${encodeURIComponent(id)}` }));
  }
}
