import { resolveAlert } from '../observe/alerts.ts';
import type { Clock } from '../observe/clock.ts';
import type { Logger } from '../observe/logger.ts';
import { isStoreFault } from '../store/faults.ts';
import { release } from '../store/outbox/index.ts';
import type { Store } from '../store/store.ts';
import type { ConnectionRow } from './connections.ts';

interface Renewed {
  /** As it was when its tokens were renewed. */
  row: ConnectionRow;
  /** The new tokens, sealed. */
  tokens: string;
  lease: string;
}

const TRY_AGAIN_MS = 1000;

/** Sealed tokens that this process has renewed and could not yet replace. */
const outdated = new Set<string>();

/** Whether these tokens were renewed here already: to renew them again would spend a refresh token twice, and some vendors then end the access. */
export function isRenewed(tokens: string): boolean {
  return outdated.has(tokens);
}

/**
 * Keeps renewed tokens. The vendor may take the old ones no longer, so where the database is away this is tried again for
 * as long as the process lives. Answers false where somebody signed in again meanwhile: then theirs count.
 */
export async function storeRenewed(
  { store, clock, logger }: { store: Store; clock: Clock; logger: Logger },
  renewed: Renewed,
): Promise<boolean> {
  const { row } = renewed;
  const seen = row.tokens as string;
  outdated.add(seen);
  try {
    for (let tries = 1; ; tries += 1) {
      try {
        return await replace(store, renewed, clock.now());
      } catch (error) {
        if (!isStoreFault(error)) throw error;
        if (tries === 1) logger.warn({ connection: row.id, error: String(error) }, 'renewed tokens could not be stored; it is tried again');
      }
      await new Promise<void>((resolve) => void clock.after(TRY_AGAIN_MS, resolve));
    }
  } finally {
    outdated.delete(seen);
  }
}

/** The tokens, the end of the hold that their lack caused, and of its alert, together. The lease may have run out, but nobody else has newer ones. */
function replace(store: Store, { row, tokens, lease }: Renewed, now: number): Promise<boolean> {
  return store.transaction(async (trx) => {
    const replaced = await trx
      .updateTable('connections')
      .set({ tokens, refresh_lease: null, refresh_lease_until: null })
      .where('id', '=', row.id)
      .where((where) => where.or([where('refresh_lease', '=', lease), where('tokens', '=', row.tokens)]))
      .returning('hold_kind')
      .executeTakeFirst();
    if (replaced === undefined) return false;
    await release(trx, row.id, ['auth']);
    if (replaced.hold_kind !== 'scope') await resolveAlert(trx, row.workspace_id, `access:${row.id}`, now);
    return true;
  });
}
