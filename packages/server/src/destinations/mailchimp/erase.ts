import { leftToOwner, unlessGone, type CallContext, type PersonAtVendor } from '../kit/index.ts';
import { customerId } from './customer.ts';
import { memberPath } from './member.ts';
import type { Settings } from './settings.ts';
import { storePath } from './store.ts';

/**
 * Mailchimp's deletion for good: the person, in the audience and in the store, with the orders we sent. Mailchimp refuses the
 * address from then on, so nothing of ours can bring it back; only the person can, through a sign-up form.
 */
export async function erasePerson(ctx: CallContext<Settings>, { email, records }: PersonAtVendor): Promise<void> {
  const { store, eraseForGood } = ctx.settings;
  if (!eraseForGood) {
    throw leftToOwner(
      'erasing_switched_off',
      'This Mailchimp connection does not delete people permanently. Do it in Mailchimp: open the person, then Actions → Remove contact → Permanently delete.',
    );
  }
  if (store !== undefined) {
    const base = storePath(ctx.settings);
    for (const { operation, id } of records)
      if (operation === 'upsertOrder') await unlessGone(ctx.call({ method: 'DELETE', path: `${base}/orders/${encodeURIComponent(id)}` }));
    const customers = new Set(records.filter(({ operation }) => operation === 'upsertCustomer').map(({ id }) => id));
    if (email !== undefined) customers.add(customerId(email));
    for (const id of customers) await unlessGone(ctx.call({ method: 'DELETE', path: `${base}/customers/${encodeURIComponent(id)}` }));
  }
  // Members, like customers, go by the hash of their address.
  const members = new Set(records.filter(({ operation }) => operation === 'upsertMember').map(({ id }) => memberPathOf(ctx, id)));
  if (email !== undefined) members.add(memberPath(ctx.settings, email));
  for (const path of members) {
    await unlessGone(ctx.call({ method: 'POST', path: `${path}/actions/delete-permanent` }));
  }
}

function memberPathOf(ctx: CallContext<Settings>, id: string): string {
  return `/3.0/lists/${ctx.settings.audience}/members/${encodeURIComponent(id)}`;
}
