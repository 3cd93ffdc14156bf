import { type Ed25519SecretKey, importEd25519Secret } from '@handoff/shared/event';
import type { Parts } from '../parts.ts';
import { CompanionError } from './errors.ts';

/** How a shop is known at the companion, and the key it signs with. */
export interface Link {
  sourceId: string;
  workspaceId: string;
  key: Ed25519SecretKey;
  /** Why and until when sending pauses; null where it does not. */
  pausedUntil: number | null;
  problem: string | null;
}

/** @throws CompanionError `not_connected` where the shop was not paired, or its key cannot be opened. */
export async function linkOf(parts: Parts, shop: string): Promise<Link> {
  const row = await parts.ports.store.db
    .selectFrom('shopify_shops')
    .select(['source_id', 'workspace_id', 'signing_key', 'sending_paused_until', 'sending_problem'])
    .where('shop', '=', shop)
    .executeTakeFirst();
  if (row === undefined || row.source_id === null || row.workspace_id === null || row.signing_key === null) throw notConnected();
  return {
    sourceId: row.source_id,
    workspaceId: row.workspace_id,
    key: await keyOf(parts, row.signing_key),
    pausedUntil: row.sending_paused_until,
    problem: row.sending_problem,
  };
}

/** Whoever runs the server may bring the sealing key back. */
const KEY_LOOK_MS = 300_000;

/** Opened and imported once: that costs more than a signature. */
async function keyOf(parts: Parts, sealed: string): Promise<Ed25519SecretKey> {
  const { signingKeys } = parts.memory;
  const key = signingKeys.get(sealed) ?? parts.ports.seal.open(sealed).then(importEd25519Secret);
  signingKeys.set(sealed, key);
  try {
    return await key;
  } catch {
    signingKeys.delete(sealed);
    throw new CompanionError(
      'not_connected',
      'The key by which this shop signs cannot be opened: the sealing key it was kept with is gone. Leave the workspace and connect the shop again.',
      parts.ports.clock.now() + KEY_LOOK_MS,
    );
  }
}

function notConnected(): CompanionError {
  return new CompanionError('not_connected', 'This shop is not connected to a workspace yet. Everything is kept until it is.');
}
