import type { Parts } from '../parts.ts';
import type { Task } from '../worker.ts';
import { heldDestinations, lostDeliveries } from './companion-failures.ts';
import { failedMessages } from './inbox-failures.ts';
import { startWorkflows } from './receive-trigger.ts';
import { dropTold, forgetTold, tellOnce } from './tell-once.ts';

/** Something that waits for a person, told to Shopify Flow once under `key`. */
export interface Failure {
  key: string;
  what: string;
  destination: string;
  reason: string;
  eventId: string;
}

const EVERY_MS = 5 * 60 * 1000;
/** Older failures are no news: a shop that has just connected is not told of last year's. */
export const NEWS_MS = 24 * 60 * 60 * 1000;
/** A failure is looked for among the news only, so what was told before them is not needed. */
const REMEMBERED_MS = 7 * NEWS_MS;

/**
 * Tells Shopify Flow every few minutes of what could not be handed over and waits for a person ("Sync failed"): messages of
 * Shopify that failed here, deliveries that failed at the companion, and destinations that lost their access.
 */
export function failureTriggerTask(parts: Parts): Task {
  let dueAt = 0;
  return {
    name: 'flow-failures',
    everyMs: EVERY_MS,
    run: async () => {
      const now = parts.ports.clock.now();
      if (now < dueAt) return { did: 0, nextAt: dueAt };
      dueAt = now + EVERY_MS;
      await dropTold(parts, now - REMEMBERED_MS);
      const shops = await parts.ports.store.db
        .selectFrom('shopify_shops')
        .select(['shop', 'workspace_id'])
        .where('state', '=', 'installed')
        .where('workspace_id', 'is not', null)
        .execute();
      let did = 0;
      for (const { shop, workspace_id: workspaceId } of shops) did += await tellFailures(parts, shop, workspaceId ?? '', now);
      return { did, nextAt: dueAt };
    },
  };
}

async function tellFailures(parts: Parts, shop: string, workspaceId: string, now: number): Promise<number> {
  const since = now - NEWS_MS;
  let told = 0;
  try {
    const held = await heldDestinations(parts, shop, workspaceId);
    // A destination that works again may fail again, and then that is news.
    await forgetTold(
      parts,
      shop,
      'hold:',
      held.map(({ key }) => key),
    );
    const failures = [...held, ...(await failedMessages(parts, shop, since)), ...(await lostDeliveries(parts, shop, workspaceId, since))];
    for (const { key, what, destination, reason, eventId } of failures) {
      const fields = { What: what, Destination: destination, Reason: reason, 'Event ID': eventId };
      if (await tellOnce(parts, shop, key, () => startWorkflows(parts, shop, 'sync-failed', fields))) told += 1;
    }
  } catch (error) {
    parts.ports.logger.warn({ shop, error: String(error) }, 'Shopify Flow could not be told of failures; it is tried again');
  }
  return told;
}
