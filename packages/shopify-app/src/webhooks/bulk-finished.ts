import type { Parts } from '../parts.ts';
import type { ControlMessage } from './control.ts';

/** A bulk operation ended: the shop's running imports look at once whether it was theirs. */
export async function wakeBulkJobs(parts: Parts, { shop }: ControlMessage): Promise<string[]> {
  const { store, clock } = parts.ports;
  await store.db
    .updateTable('shopify_jobs')
    .set({ run_at: clock.now() })
    .where('shop', '=', shop)
    .where('state', '=', 'running')
    .where('run_at', '>', clock.now())
    .execute();
  parts.wake();
  return [];
}
