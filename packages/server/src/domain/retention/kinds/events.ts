import type { Transaction } from 'kysely';
import type { Schema } from '../../../store/schema.ts';
import { type OldEvent, isSetAside, readEvents } from './event-rows.ts';
import { eventsAtWork } from './finished.ts';
import { daysAgo, type Scene, type Task } from './kind.ts';
import { walkTasks } from './walk.ts';

/** Whole events go, with their deliveries and attempts. Their keys stay, so that a repeat is known for one. */
export function eventTasks(workspaceId: string): Task[] {
  return walkTasks<OldEvent>({
    kind: 'events',
    scope: '',
    before: (scene) => daysAgo(scene, scene.days.events),
    read: (trx, which) => readEvents(trx, workspaceId, which),
    remove: removeFinished,
  });
}

/** What was kept back as spam and nobody released. */
export function quarantineTasks(workspaceId: string): Task[] {
  return walkTasks<OldEvent>({
    kind: 'quarantine',
    scope: '',
    before: (scene) => daysAgo(scene, scene.days.quarantine),
    read: (trx, which) => readEvents(trx, workspaceId, which, true),
    remove: removeFinished,
  });
}

async function removeFinished(
  trx: Transaction<Schema>,
  scene: Scene,
  rows: OldEvent[],
): Promise<{ removed: number; unfinished: number[] }> {
  const atWork = await eventsAtWork(
    trx,
    rows.map(({ id }) => id),
  );
  const isUnfinished = (row: OldEvent) =>
    row.state === 'received' || atWork.has(row.id) || (isSetAside(row) && row.at >= daysAgo(scene, scene.days.failed));
  const finished = rows.filter((row) => !isUnfinished(row));
  const ids = finished.map(({ id }) => id);
  if (ids.length > 0) {
    const deliveries = trx.selectFrom('deliveries').select('id').where('event_id', 'in', ids);
    await trx.deleteFrom('attempts').where('delivery_id', 'in', deliveries).execute();
    await trx.deleteFrom('deliveries').where('event_id', 'in', ids).execute();
    await trx.deleteFrom('screening_corrections').where('event_id', 'in', ids).execute();
    await trx.deleteFrom('events').where('id', 'in', ids).execute();
  }
  return { removed: ids.length, unfinished: rows.filter(isUnfinished).map(({ seq }) => seq) };
}
