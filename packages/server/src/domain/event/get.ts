import { AppError } from '../../observe/app-error.ts';
import type { Store } from '../../store/store.ts';
import { deliveryView } from '../delivery/view.ts';
import type { Reach } from '../reach.ts';
import { timelineOf } from './timeline.ts';
import { envelopeOf, eventView } from './view.ts';

/** One event with all that became of it. A site's panel finds its own source's events only. */
export async function getEvent(store: Store, reach: Reach, eventId: string) {
  const { db } = store;
  let one = db.selectFrom('events').selectAll().where('id', '=', eventId).where('workspace_id', '=', reach.workspaceId);
  if (reach.sourceId !== undefined) one = one.where('source_id', '=', reach.sourceId);
  const event = await one.executeTakeFirst();
  if (event === undefined) {
    throw new AppError('not_found', 'There is no such event here. It may be older than what is kept, or belong to another site.');
  }
  const deliveries = await db.selectFrom('deliveries').selectAll().where('event_id', '=', eventId).orderBy('seq').execute();
  const attempts =
    deliveries.length === 0
      ? []
      : await db
          .selectFrom('attempts')
          .select(['delivery_id', 'started_at', 'outcome', 'message'])
          .where(
            'delivery_id',
            'in',
            deliveries.map((delivery) => delivery.id),
          )
          .orderBy('seq')
          .execute();
  return {
    ...eventView(event, deliveries),
    envelope: envelopeOf(event.body),
    deliveryList: deliveries.map(deliveryView),
    timeline: timelineOf({
      event,
      deliveries,
      attempts,
      names: {
        source: await nameOf(store, 'sources', [event.source_id]),
        flow: await nameOf(
          store,
          'flows',
          deliveries.map((delivery) => delivery.flow_id),
        ),
        connection: await nameOf(
          store,
          'connections',
          deliveries.map((delivery) => delivery.connection_id),
        ),
      },
    }),
  };
}

async function nameOf(store: Store, table: 'sources' | 'flows' | 'connections', ids: string[]): Promise<(id: string) => string> {
  if (ids.length === 0) return (id) => id;
  const rows = await store.db
    .selectFrom(table)
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  const names = new Map(rows.map((row) => [row.id, row.name]));
  return (id) => names.get(id) ?? id;
}
