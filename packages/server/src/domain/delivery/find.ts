import { AppError } from '../../observe/app-error.ts';
import type { DeliveryRow } from '../../store/outbox/index.ts';
import type { Db } from '../../store/schema.ts';
import type { Reach } from '../reach.ts';

/** The delivery, where the caller reaches it; a site's panel finds those of its own source's events only. */
export async function findDelivery(db: Db, reach: Reach, deliveryId: string): Promise<DeliveryRow> {
  let one = db
    .selectFrom('deliveries')
    .innerJoin('events', 'events.id', 'deliveries.event_id')
    .selectAll('deliveries')
    .where('deliveries.id', '=', deliveryId)
    .where('deliveries.workspace_id', '=', reach.workspaceId);
  if (reach.sourceId !== undefined) one = one.where('events.source_id', '=', reach.sourceId);
  const delivery = await one.executeTakeFirst();
  if (delivery === undefined) {
    throw new AppError('not_found', 'There is no such delivery here. It may be older than what is kept, or belong to another site.');
  }
  return delivery;
}
