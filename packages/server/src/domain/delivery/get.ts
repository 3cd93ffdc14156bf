import { AppError } from '../../observe/app-error.ts';
import type { Store } from '../../store/store.ts';
import type { Reach } from '../reach.ts';
import { toIso, toIsoOrNull } from '../times.ts';
import { deliveryView } from './view.ts';

/** One delivery with its attempts: what was sent and what came back, secrets blanked. */
export async function getDelivery(store: Store, reach: Reach, deliveryId: string) {
  let one = store.db
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
  const attempts = await store.db.selectFrom('attempts').selectAll().where('delivery_id', '=', deliveryId).orderBy('seq').execute();
  return {
    ...deliveryView(delivery),
    attemptList: attempts.map((attempt) => ({
      id: attempt.id,
      startedAt: toIso(attempt.started_at),
      finishedAt: toIsoOrNull(attempt.finished_at),
      outcome: attempt.outcome,
      code: attempt.code,
      message: attempt.message,
      exchanges: attempt.exchanges === null ? [] : (JSON.parse(attempt.exchanges) as Record<string, unknown>[]),
    })),
  };
}
