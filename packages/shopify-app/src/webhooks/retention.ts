import type { Parts } from '../parts.ts';
import { NOT_CONTROL, PENDING } from '../store/conditions.ts';
import type { Task } from '../worker.ts';

const DAY = 24 * 3_600_000;
/** Far longer than Shopify repeats a delivery, and what the panel shows of the past. */
const DONE_KEPT_MS = 30 * DAY;
/** A record that nobody touched for so long is looked up anew at its next change. */
const VERSIONS_KEPT_MS = 180 * DAY;
const CHECKOUTS_KEPT_MS = 30 * DAY;
/** How long a merchant can fetch what a customer asked for: as long as Shopify allows for the answer. */
const REQUESTS_KEPT_MS = 30 * DAY;
/** Each shop is compared every few hours; imports are few, and the set-up list asks for them. */
const COMPARISONS_KEPT_MS = 90 * DAY;
/** A shop that nobody connected to a workspace for so long will not miss what it sent. */
const UNCONNECTED_KEPT_MS = 90 * DAY;
const ROWS_AT_ONCE = 5000;
const EVERY_MS = 3_600_000;

/**
 * Drops what nobody needs any more. What waits or failed stays until it is done or a person decided, but for shops that were
 * never connected: there is nobody who could decide.
 */
export function retentionTask(parts: Parts): Task {
  let nextAt = 0;
  return {
    name: 'retention',
    run: async () => {
      const now = parts.ports.clock.now();
      if (now >= nextAt) {
        nextAt = now + EVERY_MS;
        await tidy(parts, now);
      }
      return { did: 0, nextAt };
    },
  };
}

async function tidy({ ports: { store } }: Parts, now: number): Promise<void> {
  const { db } = store;
  await db
    .deleteFrom('shopify_inbox')
    .where('state', '=', 'done')
    .where('done_at', '<', now - DONE_KEPT_MS)
    .execute();
  const unconnected = db
    .selectFrom('shopify_inbox')
    .select('seq')
    .where(PENDING)
    .where(NOT_CONTROL)
    .where('received_at', '<', now - UNCONNECTED_KEPT_MS)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('shopify_shops')
            .select('shop')
            .whereRef('shopify_shops.shop', '=', 'shopify_inbox.shop')
            .where('paired_at', 'is not', null),
        ),
      ),
    )
    .orderBy('seq')
    .limit(ROWS_AT_ONCE);
  await db.deleteFrom('shopify_inbox').where('seq', 'in', unconnected).execute();
  await db
    .deleteFrom('shopify_versions')
    .where('seen_at', '<', now - VERSIONS_KEPT_MS)
    .execute();
  await db
    .deleteFrom('shopify_checkouts')
    .where('state', '<>', 'open')
    .where('updated_at', '<', now - CHECKOUTS_KEPT_MS)
    .execute();
  await db
    .deleteFrom('shopify_jobs')
    .where('kind', '=', 'reconcile')
    .where('finished_at', '<', now - COMPARISONS_KEPT_MS)
    .execute();
  await db
    .updateTable('shopify_compliance')
    .set({ person: '' })
    .where('state', '=', 'done')
    .where('done_at', '<', now - REQUESTS_KEPT_MS)
    .where('person', '<>', '')
    .execute();
}
