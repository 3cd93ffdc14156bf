import { sql } from 'kysely';
import type { Parts } from '../../parts.ts';
import { settingsOf } from '../../shop/settings.ts';
import { addReconciliation } from './start.ts';

const HOUR_MS = 3_600_000;

/** Begins the reconciliations that are due. Answers how many, and when the next one is. */
export async function scheduleReconciliations(parts: Parts): Promise<{ did: number; nextAt: number | undefined }> {
  const now = parts.ports.clock.now();
  const shops = await parts.ports.store.db
    .selectFrom('shopify_shops')
    .selectAll('shopify_shops')
    .select((select) =>
      select
        .selectFrom('shopify_jobs')
        .select(sql<number | null>`max(coalesce(finished_at, ${now}))`.as('at'))
        .whereRef('shopify_jobs.shop', '=', 'shopify_shops.shop')
        .where('kind', '=', 'reconcile')
        .as('last_at'),
    )
    .where('state', '=', 'installed')
    .where('source_id', 'is not', null)
    .where('access_problem', 'is', null)
    .execute();
  let did = 0;
  let nextAt: number | undefined;
  for (const shop of shops) {
    const last = Math.max(shop.paired_at ?? 0, shop.reconciled_at ?? 0, shop.last_at ?? 0);
    const dueAt = last + settingsOf(shop).reconcileEveryHours * HOUR_MS;
    if (dueAt > now) {
      nextAt = Math.min(nextAt ?? dueAt, dueAt);
      continue;
    }
    // Two processes see the same time, so only one of them adds it.
    if ((await addReconciliation(parts, shop, null, `${shop.shop} ${dueAt}`)) !== undefined) did += 1;
  }
  return { did, nextAt };
}
