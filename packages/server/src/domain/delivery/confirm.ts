import { sql } from 'kysely';
import { AppError } from '../../observe/app-error.ts';
import { type DeliveryRow, releaseSteps } from '../../store/outbox/index.ts';
import type { Store } from '../../store/store.ts';
import { recordAudit } from '../audit/record.ts';
import { personOf, type Reach } from '../reach.ts';
import { findDelivery } from './find.ts';
import { resolveDeliveryAlerts } from './resolve-alerts.ts';
import { deliveryView } from './view.ts';

/**
 * A person looked and says that an uncertain delivery arrived: it is done, nobody is asked about it any more, and steps
 * that waited for it go on (without its record's id, which nobody told us). Saying it again changes nothing. Where it did
 * not arrive there is nothing to say: a replay sends it again.
 */
export async function confirmDelivery(parts: { store: Store; clock: { now: () => number } }, reach: Reach, deliveryId: string) {
  const { store } = parts;
  const now = parts.clock.now();
  const view = await store.transaction(async (trx) => {
    const found = await findDelivery(trx, reach, deliveryId);
    // By compare-and-set: of this and a replay that comes at the same moment only one takes it.
    const confirmed = await trx
      .updateTable('deliveries')
      .set({
        state: sql.lit('succeeded'),
        result: JSON.stringify({ confirmedBy: personOf(reach), output: {} }),
        error: null,
        finished_at: now,
      })
      .where('id', '=', deliveryId)
      .where('state', '=', sql.lit('uncertain'))
      .returningAll()
      .executeTakeFirst();
    if (confirmed === undefined) return deliveryView(doneAlready(await findDelivery(trx, reach, deliveryId)));
    await releaseSteps(trx, store.engine, [deliveryId], now);
    await resolveDeliveryAlerts(trx, reach.workspaceId, [{ ...found, state: 'uncertain' }], now);
    await recordAudit(trx, {
      workspaceId: reach.workspaceId,
      at: now,
      actor: reach.by,
      action: 'delivery.confirmed',
      entity: 'delivery',
      entityId: deliveryId,
      before: { state: 'uncertain' },
      after: { state: 'succeeded' },
    });
    return deliveryView(confirmed);
  });
  store.wake();
  return view;
}

/** One that arrived needs nobody to say so; of any other there is nothing to confirm. */
function doneAlready(delivery: DeliveryRow): DeliveryRow {
  if (delivery.state === 'succeeded') return delivery;
  const why = delivery.state === 'cancelled' ? 'It was replayed or cancelled meanwhile' : `It is ${delivery.state}`;
  throw new AppError('conflict', `Only an uncertain delivery can be confirmed. ${why}: see its event for what became of it.`);
}
