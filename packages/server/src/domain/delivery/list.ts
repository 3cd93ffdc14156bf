import { sql } from 'kysely';
import { NEEDS_ATTENTION } from '../../store/partial-indexes.ts';
import type { DeliveryState } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import type { Reach } from '../reach.ts';
import { deliveryView } from './view.ts';

export interface DeliveryFilter {
  before?: number | undefined;
  limit: number;
  state?: DeliveryState | undefined;
  connectionId?: string | undefined;
  flowId?: string | undefined;
}

/** Deliveries, latest first. What needs a person (dead letters, uncertain ones) has an index of its own. */
export async function listDeliveries(store: Store, reach: Reach, filter: DeliveryFilter) {
  let page = store.db
    .selectFrom('deliveries')
    .selectAll()
    .where('workspace_id', '=', reach.workspaceId)
    .orderBy('seq', 'desc')
    .limit(filter.limit + 1);
  if (filter.before !== undefined) page = page.where('seq', '<', filter.before);
  if (filter.state !== undefined) page = page.where('state', '=', sql.lit(filter.state));
  if (filter.state === 'dead' || filter.state === 'uncertain') page = page.where(NEEDS_ATTENTION);
  if (filter.connectionId !== undefined) page = page.where('connection_id', '=', filter.connectionId);
  if (filter.flowId !== undefined) page = page.where('flow_id', '=', filter.flowId);
  const { sourceId } = reach;
  if (sourceId !== undefined) {
    page = page.where((where) =>
      where.exists(
        where
          .selectFrom('events')
          .select('events.id')
          .whereRef('events.id', '=', 'deliveries.event_id')
          .where('events.source_id', '=', sourceId),
      ),
    );
  }
  const rows = await page.execute();
  const shown = rows.slice(0, filter.limit);
  return { items: shown.map(deliveryView), next: rows.length > filter.limit ? (shown.at(-1)?.seq ?? null) : null };
}
