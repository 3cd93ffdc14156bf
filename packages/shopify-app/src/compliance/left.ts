import type { Selectable } from 'kysely';
import type { Parts } from '../parts.ts';
import type { ShopifyTables } from '../store/tables.ts';
import { type Erased, type ErasedThere, together, whoIs } from './companion-data.ts';
import type { Person } from './person.ts';

/** A pairing of a shop that ended. */
export type Left = Selectable<ShopifyTables['shopify_left']>;

export function leftBy({ ports }: Parts, shop: string): Promise<Left[]> {
  return ports.store.db.selectFrom('shopify_left').selectAll().where('shop', '=', shop).orderBy('left_at').orderBy('source_id').execute();
}

/**
 * Erases what the shop handed over under pairings that ended: of one person, or all of it. `byHand`: those where only the people
 * of their workspace can, because their server is elsewhere or does not know them any more.
 */
export async function eraseLeft(
  parts: Parts,
  shop: string,
  person: Person | undefined,
): Promise<{ erased: ErasedThere | null; byHand: Left[] }> {
  const erased: Erased[] = [];
  const byHand: Left[] = [];
  for (const left of await leftBy(parts, shop)) {
    const pages = await erasePages(parts, left, person);
    if (pages === undefined) byHand.push(left);
    else erased.push(...pages);
  }
  return { erased: together(erased), byHand };
}

async function erasePages({ ports: { companion } }: Parts, left: Left, person: Person | undefined): Promise<Erased[] | undefined> {
  const pages: Erased[] = [];
  for (let before: number | null | undefined; before !== null;) {
    const page = await companion.eraseLeft?.({
      shop: left.shop,
      workspaceId: left.workspace_id,
      sourceId: left.source_id,
      person: person && whoIs(person),
      before,
    });
    if (page === undefined) return undefined;
    pages.push(page);
    before = page.next;
  }
  return pages;
}
