import { leftToOwner, unlessGone, type CallContext, type Erased, type PersonAtVendor } from '../kit/index.ts';
import { CustomerList, parseAnswer } from './answers.ts';
import type { Settings } from './settings.ts';

const PATH = '/v1/customers';
/** The most Stripe lists at once. */
const MOST = 100;

/** Deletes the customers with this address, where the owner has allowed it: Stripe ends a deleted customer's subscriptions at once. */
export async function erasePerson(ctx: CallContext<Settings>, { email, records }: PersonAtVendor): Promise<Erased> {
  if (!ctx.settings.deleteOnErasure) {
    throw leftToOwner(
      'erasing_switched_off',
      'This Stripe connection deletes no customers, because that would end their subscriptions at once. Delete the customer in Stripe (Customers → the customer → Delete), or switch deleting on in the connection.',
    );
  }
  const ids = new Set(records.filter(({ operation }) => operation === 'saveCustomer').map(({ id }) => id));
  if (email !== undefined) {
    const listed = parseAnswer(CustomerList, await ctx.call({ method: 'GET', path: PATH, query: { email, limit: MOST } }));
    for (const { id } of listed.data) ids.add(id);
  }
  for (const id of ids) await unlessGone(ctx.call({ method: 'DELETE', path: `${PATH}/${encodeURIComponent(id)}` }));
  return { stays: 'Payments and invoices stay in Stripe with the details they were made with, as the law asks of books.' };
}
