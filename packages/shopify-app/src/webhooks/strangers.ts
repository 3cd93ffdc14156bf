import type { Parts } from '../parts.ts';
import { NOT_CONTROL, PENDING } from '../store/conditions.ts';
import type { Task } from '../worker.ts';

/** Goes by the time: what it marks waits in any case. */
const EVERY_MS = 60_000;

/**
 * Marks messages of shops nobody here knows. They wait: a shop's first webhooks can come before a merchant opens the app for the
 * first time. Whoever runs the server reads of them in the log, since no panel shows them.
 */
export function strangersTask(parts: Parts): Task {
  return {
    name: 'strangers',
    everyMs: EVERY_MS,
    run: async () => {
      const { store, logger } = parts.ports;
      const marked = await store.db
        .updateTable('shopify_inbox')
        .set({ flags: '["unknown_shop"]' })
        .where(PENDING)
        .where(NOT_CONTROL)
        .where('flags', '=', '[]')
        .where((eb) =>
          eb.not(eb.exists(eb.selectFrom('shopify_shops').select('shop').whereRef('shopify_shops.shop', '=', 'shopify_inbox.shop'))),
        )
        .returning('shop')
        .execute();
      for (const [shop, rows] of Map.groupBy(marked, (row) => row.shop)) {
        logger.warn(
          { shop, webhooks: rows.length },
          'webhooks came from a shop that is not known here; they are kept until it opens the app',
        );
      }
      return { did: marked.length, nextAt: undefined };
    },
  };
}
