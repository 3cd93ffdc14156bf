import { z } from 'zod';
import type { Parts } from '../../parts.ts';
import { ImportCursor } from '../jobs/types.ts';

const Finished = z.object({ admin_graphql_api_id: z.string() });

/**
 * `bulk_operations/finish`: the import that waits for this operation goes on now. A webhook of none is passed over. Answers
 * flags for the panel.
 */
export async function bulkFinished(parts: Parts, { shop, payload }: { shop: string; payload: unknown }): Promise<string[]> {
  const { ports, wake } = parts;
  const finished = Finished.safeParse(payload);
  if (!finished.success) return [];
  const jobs = await ports.store.db
    .selectFrom('shopify_jobs')
    .select(['id', 'cursor'])
    .where('shop', '=', shop)
    .where('kind', '=', 'import')
    .where('state', '=', 'running')
    .execute();
  for (const { id, cursor } of jobs) {
    if (ImportCursor.parse(JSON.parse(cursor)).operation?.id !== finished.data.admin_graphql_api_id) continue;
    await ports.store.db
      .updateTable('shopify_jobs')
      .set({ run_at: ports.clock.now() })
      .where('id', '=', id)
      .where('state', '=', 'running')
      .execute();
    wake();
  }
  return [];
}
