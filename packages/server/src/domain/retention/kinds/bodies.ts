import { type Transaction, sql } from 'kysely';
import { createMentionChecks } from '../../../identity/person.ts';
import type { Finding } from '../../../screening/types.ts';
import type { Schema } from '../../../store/schema.ts';
import { valueRows } from '../../../store/values.ts';
import { erasedBody, erasedError, erasedReasons, erasedResult } from '../../people/erased.ts';
import { subjectOf } from '../../people/find.ts';
import { type OldEvent, isSetAside, readEvents } from './event-rows.ts';
import { eventsAtWork } from './finished.ts';
import { daysAgo, type Scene, type Task } from './kind.ts';
import { walkTasks } from './walk.ts';

/**
 * What finished events said, what was sent of them and what was answered goes; that they were here, when, and what became
 * of them stays. What is set aside waits as long as what failed.
 */
export function bodyTasks(workspaceId: string): Task[] {
  return walkTasks<OldEvent>({
    kind: 'bodies',
    scope: '',
    before: (scene) => daysAgo(scene, scene.days.bodies),
    read: (trx, which) => readEvents(trx, workspaceId, which),
    remove: async (trx, scene, rows) => {
      const here = rows.filter((row) => row.erased_at === null);
      const atWork = await eventsAtWork(
        trx,
        here.map(({ id }) => id),
      );
      const isUnfinished = (row: OldEvent) =>
        row.state === 'received' || atWork.has(row.id) || (isSetAside(row) && row.at >= daysAgo(scene, scene.days.failed));
      const finished = here.filter((row) => !isUnfinished(row));
      await cutEvents(trx, finished, scene);
      return { removed: finished.length, unfinished: here.filter(isUnfinished).map(({ seq }) => seq) };
    },
  });
}

async function cutEvents(trx: Transaction<Schema>, events: OldEvent[], scene: Scene): Promise<void> {
  if (events.length === 0) return;
  const rows = valueRows(
    { id: 'text', reasons: 'text', body: 'text', days: 'bigint' },
    events.map((event) => ({
      id: event.id,
      reasons: event.reasons === null ? null : JSON.stringify(erasedReasons(JSON.parse(event.reasons) as Finding[])),
      body: erasedBody(event.body),
      days: isSetAside(event) ? scene.days.failed : scene.days.bodies,
    })),
  );
  await sql`
    with cut(id, reasons, body, days) as (${rows})
    update events set reasons = cut.reasons, body = cut.body, contact_key = null, problems = null, process_error = null,
      erased_at = ${scene.now}, erased_after_days = cut.days
    from cut where events.id = cut.id`.execute(trx);
  await cutDeliveries(trx, events);
}

async function cutDeliveries(trx: Transaction<Schema>, events: OldEvent[]): Promise<void> {
  const deliveries = await trx
    .selectFrom('deliveries')
    .select(['id', 'event_id', 'state', 'result', 'error'])
    .where(
      'event_id',
      'in',
      events.map(({ id }) => id),
    )
    .execute();
  if (deliveries.length === 0) return;
  const { addressed } = createMentionChecks(
    {},
    events.map(({ body }) => subjectOf(body)),
  );
  const rows = valueRows(
    { id: 'text', lane: 'text', result: 'text', error: 'text' },
    deliveries.map((delivery) => ({
      id: delivery.id,
      // A lane is named for its contact.
      lane: `event:${delivery.event_id}`,
      result: erasedResult(delivery.result, addressed),
      error: erasedError(delivery.state, delivery.error),
    })),
  );
  await sql`
    with cut(id, lane, result, error) as (${rows})
    update deliveries set lane = cut.lane, payload = null, result = cut.result, error = cut.error
    from cut where deliveries.id = cut.id`.execute(trx);
  await trx
    .updateTable('attempts')
    .set({ exchanges: null, message: null })
    .where(
      'delivery_id',
      'in',
      deliveries.map(({ id }) => id),
    )
    .execute();
}
