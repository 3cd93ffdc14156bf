import { holdShop } from '../capture/index.ts';
import { CompanionError } from '../companion/index.ts';
import type { Parts } from '../parts.ts';
import { sayGoodbye } from '../shop/goodbye.ts';
import type { ShopRow } from '../shop/find.ts';
import { NOT_CONTROL } from '../store/conditions.ts';
import { type ErasedThere, eraseSourceThere, together } from './companion-data.ts';
import { eraseLeft } from './left.ts';
import { erasedRow } from './our-data.ts';
import { type Receipt, receiptOf } from './receipt.ts';

const PATIENCE_MS = 5000;

/** Its data are in use again, or somebody sends an old message again: not erased by itself. */
export const INSTALLED_AGAIN =
  'The shop has the app installed again, so its data are in use and nothing was erased. Uninstall the app first if they should be.';

/**
 * Erases everything of a shop that uninstalled the app: what the companion has of its events, under this pairing and those that ended,
 * the pairing, and our rows.
 * `isLastTry`: ours go even where the companion does not take the shop's word any more. `busy`: another process works on the shop; try again.
 * @throws CompanionError
 */
export async function redactShop(parts: Parts, shop: string, row: ShopRow | undefined, isLastTry: boolean): Promise<Receipt | 'busy'> {
  // What waits goes first, and while the shop is held, or it would be handed over after the erasure.
  if (row !== undefined && (await holdShop(parts, shop, () => emptyInbox(parts, shop), PATIENCE_MS)) === 'busy') return 'busy';
  let there: ErasedThere | null = null;
  if (row !== undefined && row.source_id !== null) {
    try {
      there = await eraseSourceThere(parts, shop);
      await sayGoodbye(parts, row, 'Shopify (privacy request)');
    } catch (error) {
      if (!(error instanceof CompanionError) || !isLastTry) throw error;
      parts.ports.logger.error(
        { shop, error: error.message },
        'what the companion has of a shop could not be erased; it has to be done there',
      );
    }
  }
  const left = await eraseLeft(parts, shop, undefined);
  for (const { origin, workspace_id: workspace, source_id: source } of left.byHand) {
    parts.ports.logger.error(
      { shop, origin, workspace, source },
      'what a shop handed over to a workspace it left could not be erased; it has to be done there',
    );
  }
  const ours = await parts.ports.store.transaction(async (trx) => {
    const webhooks = await trx.deleteFrom('shopify_inbox').where('shop', '=', shop).returning('seq').execute();
    const checkouts = await trx.deleteFrom('shopify_checkouts').where('shop', '=', shop).returning('token').execute();
    for (const table of ['shopify_topics', 'shopify_versions', 'shopify_jobs', 'shopify_seen', 'shopify_left', 'shopify_shops'] as const) {
      await trx.deleteFrom(table).where('shop', '=', shop).execute();
    }
    await trx.updateTable('shopify_compliance').set({ person: '' }).where('shop', '=', shop).execute();
    // What customers had asked is done with it; nobody is known any more whom it could be looked for.
    await trx
      .updateTable('shopify_compliance')
      .set({ state: 'done', error: null, done_at: parts.ports.clock.now() })
      .where('shop', '=', shop)
      .where('topic', '!=', 'shop/redact')
      .where('state', '!=', 'done')
      .execute();
    return { webhooks: webhooks.length, checkouts: checkouts.length };
  });
  const erased = together([there, left.erased].filter((each) => each !== null));
  return receiptOf(ours, erased, undefined, left.byHand);
}

/** The rows stay until all is erased, to be counted. */
async function emptyInbox({ ports: { store, clock } }: Parts, shop: string): Promise<void> {
  await store.db
    .updateTable('shopify_inbox')
    .set(erasedRow(clock.now()))
    .where('shop', '=', shop)
    .where('state', '!=', 'done')
    .where(NOT_CONTROL)
    .execute();
}
