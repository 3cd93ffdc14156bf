import { DestinationFailure, type CallContext, type PersonAtVendor } from '../kit/index.ts';
import { customerId } from './customer.ts';
import { memberPath } from './member.ts';
import type { Settings } from './settings.ts';
import { isMissing, storePath } from './store.ts';

/**
 * Mailchimp's deletion for good: the person, in the audience and in the store, with the orders we sent. Mailchimp refuses the
 * address from then on, so nothing of ours can bring it back; only the person can, through a sign-up form.
 */
export async function erasePerson(ctx: CallContext<Settings>, { email, records }: PersonAtVendor): Promise<void> {
  const { store, eraseForGood } = ctx.settings;
  if (!eraseForGood) {
    throw new DestinationFailure({
      kind: 'permanent',
      code: 'erasing_switched_off',
      message:
        'This Mailchimp connection does not delete people permanently. Do it in Mailchimp: open the person, then Actions → Remove contact → Permanently delete.',
      problems: [],
    });
  }
  if (store !== undefined) {
    const base = storePath(ctx.settings);
    for (const { operation, id } of records) if (operation === 'upsertOrder') await remove(ctx, `${base}/orders/${encodeURIComponent(id)}`);
    const customers = new Set(records.filter(({ operation }) => operation === 'upsertCustomer').map(({ id }) => id));
    if (email !== undefined) customers.add(customerId(email));
    for (const id of customers) await remove(ctx, `${base}/customers/${encodeURIComponent(id)}`);
  }
  // Members, like customers, go by the hash of their address.
  const members = new Set(records.filter(({ operation }) => operation === 'upsertMember').map(({ id }) => memberPathOf(ctx, id)));
  if (email !== undefined) members.add(memberPath(ctx.settings, email));
  for (const path of members) {
    try {
      await ctx.call({ method: 'POST', path: `${path}/actions/delete-permanent` });
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
}

function memberPathOf(ctx: CallContext<Settings>, id: string): string {
  return `/3.0/lists/${ctx.settings.audience}/members/${encodeURIComponent(id)}`;
}

async function remove(ctx: CallContext<Settings>, path: string): Promise<void> {
  try {
    await ctx.call({ method: 'DELETE', path });
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
