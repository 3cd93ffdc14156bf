import { HoldLost, holdShop } from '../capture/index.ts';
import { CompanionError, resumeSending } from '../companion/index.ts';
import { noteFailure } from '../companion/pause.ts';
import type { Parts } from '../parts.ts';
import { NOT_CONTROL, PENDING } from '../store/conditions.ts';
import type { Task } from '../worker.ts';
import { workBatch } from './work-shop.ts';

/** Shops worked on at once, so that one whose calls are slow keeps no other waiting. */
const SHOPS_AT_ONCE = 8;
/** How long (of real time) another process that imports for the shop is waited for; it lets go between its batches. */
const PATIENCE_MS = 2000;
/** Batches of one shop in a turn, so that others get theirs. */
const BATCHES_PER_TURN = 20;

/** Hands over what waits in the inbox, shop by shop, each by one process at a time. */
export function inboxTask(parts: Parts): Task {
  return {
    name: 'inbox',
    run: async () => {
      const shops = await shopsWithWork(parts);
      let did = 0;
      await Promise.all(
        Array.from({ length: Math.min(SHOPS_AT_ONCE, shops.length) }, async () => {
          for (let shop = shops.shift(); shop !== undefined; shop = shops.shift()) did += await workShop(parts, shop);
        }),
      );
      return { did, nextAt: undefined };
    },
  };
}

interface Due {
  shop: string;
  source_id: string | null;
  sending_problem: string | null;
}

/** Shops that are connected, may send, and have something due. */
function shopsWithWork(parts: Parts): Promise<Due[]> {
  const { store, clock } = parts.ports;
  const now = clock.now();
  return store.db
    .selectFrom('shopify_shops')
    .select(['shop', 'source_id', 'sending_problem'])
    .where('source_id', 'is not', null)
    .where((where) => where.or([where('sending_paused_until', 'is', null), where('sending_paused_until', '<=', now)]))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('shopify_inbox')
          .select('seq')
          .whereRef('shopify_inbox.shop', '=', 'shopify_shops.shop')
          .where(PENDING)
          .where(NOT_CONTROL)
          .where('next_at', '<=', now),
      ),
    )
    .execute();
}

async function workShop(parts: Parts, { shop, source_id: sourceId, sending_problem: problem }: Due): Promise<number> {
  const { logger } = parts.ports;
  try {
    const done = await holdShop(
      parts,
      shop,
      async (hold) => {
        let total = 0;
        for (let batch = 0; batch < BATCHES_PER_TURN; batch += 1) {
          await hold.keep();
          const count = await workBatch(parts, hold);
          if (count === 0) break;
          total += count;
        }
        return total;
      },
      PATIENCE_MS,
    );
    if (done === 'busy') return 0;
    // Where nothing new had to be sent, nothing else would notice that the companion answers again.
    if (done > 0 && problem !== null) await resumeSending(parts, shop);
    return done;
  } catch (error) {
    // A question the companion does not answer stops sending too, and so does a key that cannot be opened.
    if (error instanceof CompanionError) await noteFailure(parts, shop, { sourceId: sourceId ?? '' }, error);
    else if (!(error instanceof HoldLost)) {
      logger.error(
        { shop, error: error instanceof Error ? error.message : String(error) },
        'a shop’s inbox could not be worked on; it is tried again',
      );
    }
    return 0;
  }
}
