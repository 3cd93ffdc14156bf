import { z } from 'zod';
import type { Parts } from '../parts.ts';
import type { ControlMessage } from '../webhooks/control.ts';
import { findShop } from './find.ts';
import { refreshDetails } from './refresh-details.ts';

const Payload = z.object({ current: z.array(z.string().regex(/^[a-z_]+$/)) });

/**
 * The merchant granted or took back scopes. Messages come in any order, so which there are now is asked; what this one
 * says stands where Shopify does not answer.
 */
export async function changeScopes(parts: Parts, { shop, payload }: ControlMessage): Promise<string[]> {
  if ((await findShop(parts, shop)) === undefined) return [];
  const { current } = Payload.parse(payload);
  await parts.ports.store.db
    .updateTable('shopify_shops')
    .set({ scopes: current.join(' '), updated_at: parts.ports.clock.now() })
    .where('shop', '=', shop)
    .execute();
  await refreshDetails(parts, shop);
  return [];
}
