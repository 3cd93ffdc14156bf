import type { Parts } from '../../parts.ts';
import type { JobRow } from './types.ts';

const SHOWN = 50;

/** A shop's imports and reconciliations, latest first. */
export async function listJobs({ ports }: Parts, shop: string): Promise<JobRow[]> {
  return ports.store.db
    .selectFrom('shopify_jobs')
    .selectAll()
    .where('shop', '=', shop)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(SHOWN)
    .execute();
}
