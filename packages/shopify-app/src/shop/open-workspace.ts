import { ShopError } from '../errors.ts';
import type { Asker } from '../panel-api/call.ts';
import type { Parts } from '../parts.ts';
import { pair } from './pair.ts';

/** Opens a workspace of its own for a shop that has none, and connects it. @throws ShopError `conflict`, `forbidden` */
export async function openWorkspace(parts: Parts, asker: Asker, name: string | undefined): Promise<void> {
  const { shop, person } = asker;
  if (shop.source_id !== null) {
    throw new ShopError('conflict', `This shop is connected to the workspace “${shop.workspace_name ?? ''}” already. Leave it first.`);
  }
  const { openWorkspace: open } = parts.ports.companion;
  if (open === undefined) {
    throw new ShopError(
      'forbidden',
      'New workspaces are not opened from here. Ask whoever runs your Handoff server for a connection code.',
    );
  }
  const { opening } = parts.memory;
  if (opening.has(shop.shop)) throw new ShopError('conflict', 'A workspace is being opened for this shop right now. Wait a moment.');
  opening.add(shop.shop);
  try {
    await pair(parts, asker, await open({ name: name ?? shop.name, by: `shopify:${shop.shop} ${person.label}` }));
  } finally {
    opening.delete(shop.shop);
  }
}
