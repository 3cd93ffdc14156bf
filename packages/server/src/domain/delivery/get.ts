import type { Store } from '../../store/store.ts';
import type { Reach } from '../reach.ts';
import { toIso, toIsoOrNull } from '../times.ts';
import { findDelivery } from './find.ts';
import { deliveryView } from './view.ts';

/** One delivery with its attempts: what was sent and what came back, secrets blanked. */
export async function getDelivery(store: Store, reach: Reach, deliveryId: string) {
  const delivery = await findDelivery(store.db, reach, deliveryId);
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
