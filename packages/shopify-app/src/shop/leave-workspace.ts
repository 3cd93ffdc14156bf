import { ShopError } from '../errors.ts';
import type { Asker } from '../panel-api/call.ts';
import type { Parts } from '../parts.ts';
import { endPairing } from './end-pairing.ts';
import { sayGoodbye } from './goodbye.ts';

/**
 * Ends the pairing. The shop forgets it first, so that a companion that hangs cannot stop that. What waits in the inbox
 * is kept, and goes to the next workspace that is joined.
 */
export async function leaveWorkspace(parts: Parts, { shop, person }: Asker): Promise<{ serverTold: boolean; message: string | null }> {
  if (shop.source_id === null) throw new ShopError('conflict', 'This shop is not connected to a workspace.');
  const { source_id: sourceId } = shop;
  await parts.ports.store.transaction(async (trx) => {
    const left = await trx
      .updateTable('shopify_shops')
      .set({
        source_id: null,
        workspace_id: null,
        workspace_name: null,
        fingerprint: null,
        signing_key: null,
        paired_at: null,
        sending_problem: null,
        sending_paused_until: null,
        tested_at: null,
        updated_at: parts.ports.clock.now(),
      })
      .where('shop', '=', shop.shop)
      .where('source_id', '=', sourceId)
      .returning('shop')
      .execute();
    if (left.length > 0) await endPairing(trx, parts, shop);
  });
  if (await sayGoodbye(parts, shop, person.label)) return { serverTold: true, message: null };
  const message = `The shop is disconnected, but ${parts.ports.companion.origin()} could not be told. Disconnect the shop there as well.`;
  return { serverTold: false, message };
}
