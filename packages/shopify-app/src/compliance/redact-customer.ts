import { holdShop } from '../capture/index.ts';
import type { Parts } from '../parts.ts';
import type { ShopRow } from '../shop/find.ts';
import { eraseThere, together } from './companion-data.ts';
import { eraseLeft } from './left.ts';
import { eraseOurData } from './our-data.ts';
import type { Person } from './person.ts';
import { type Receipt, receiptOf } from './receipt.ts';

const PATIENCE_MS = 5000;

/**
 * Erases a customer here and at the companion, also where the shop left a workspace, and names what others still hold. `busy`: another process works
 * on the shop; try again. @throws CompanionError
 */
export async function redactCustomer(parts: Parts, shop: string, row: ShopRow | undefined, person: Person): Promise<Receipt | 'busy'> {
  // What is about them goes first, and while the shop is held, or it would be handed over after the erasure.
  const ours =
    row === undefined
      ? await eraseOurData(parts, shop, person)
      : await holdShop(parts, shop, () => eraseOurData(parts, shop, person), PATIENCE_MS);
  if (ours === 'busy') return 'busy';
  const there = row !== undefined && row.source_id !== null ? await eraseThere(parts, shop, person) : null;
  const left = await eraseLeft(parts, shop, person);
  await forgetRequests(parts, shop, person);
  const erased = together([there, left.erased].filter((each) => each !== null));
  return receiptOf(ours, erased, person, left.byHand);
}

/** Requests for their data that wait to be handed out name them too. */
async function forgetRequests(parts: Parts, shop: string, person: Person): Promise<void> {
  const { db } = parts.ports.store;
  const rows = await db
    .selectFrom('shopify_compliance')
    .select(['id', 'person'])
    .where('shop', '=', shop)
    .where('topic', '=', 'customers/data_request')
    .where('state', '=', 'done')
    .where('person', '!=', '')
    .execute();
  const theirs = rows.filter((row) => (JSON.parse(row.person) as Person).customerId === person.customerId).map(({ id }) => id);
  if (theirs.length > 0) await db.updateTable('shopify_compliance').set({ person: '' }).where('id', 'in', theirs).execute();
}
