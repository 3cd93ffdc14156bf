import { sql } from 'kysely';
import { eraseRecords } from '../../identity/erase.ts';
import { waitForWorkspace } from '../../../store/lock.ts';
import { daysAgo, NOTHING_MORE, type Task } from './kind.ts';
import { sweepTask, WEEK_MS } from './sweep.ts';

const PERSONS_PER_STEP = 50;
const SENDERS_PER_STEP = 500;

/** Who is who: people of whom nothing was heard for so long. */
export const peopleTask: Task = sweepTask({
  kind: 'people',
  scope: '',
  everyMs: WEEK_MS,
  remove: async (trx, scene, after) => {
    const { workspaceId, store, now } = scene;
    await waitForWorkspace(trx, store.engine, workspaceId);
    const persons = await trx
      .selectFrom('persons')
      .select(['seq', 'id', 'updated_at'])
      .where('workspace_id', '=', workspaceId)
      .where('seq', '>', Number(after))
      .orderBy('seq')
      .limit(PERSONS_PER_STEP)
      .execute();
    if (persons.length === 0) return { removed: 0, last: undefined };
    const before = daysAgo(scene, scene.days.people);
    const quiet = persons.filter((person) => person.updated_at < before).map(({ id }) => id);
    const records =
      quiet.length === 0
        ? []
        : await trx.selectFrom('person_records').select(['id', 'person_id', 'last_at']).where('person_id', 'in', quiet).execute();
    // What is heard by a source's own clock can be of long ago and new here: both times count.
    const heard = new Set(records.filter((record) => record.last_at >= before).map((record) => record.person_id));
    const gone = records.filter((record) => !heard.has(record.person_id));
    await eraseRecords(trx, workspaceId, gone, now);
    const last = persons.length < PERSONS_PER_STEP ? undefined : String(persons.at(-1)?.seq);
    return { removed: new Set(gone.map((record) => record.person_id)).size, last };
  },
});

/** Screening's memory of senders found genuine, as old. */
export const knownSendersTask: Task = {
  kind: 'people',
  step: async (scene) => {
    const { store, workspaceId } = scene;
    const old = await store.db
      .selectFrom('screening_sightings')
      .select(['event_id'])
      .where('workspace_id', '=', workspaceId)
      .where('kind', '=', sql.lit('good'))
      .where('at', '<', daysAgo(scene, scene.days.people))
      .limit(SENDERS_PER_STEP)
      .execute();
    if (old.length === 0) return NOTHING_MORE;
    const { numDeletedRows } = await store.db
      .deleteFrom('screening_sightings')
      .where(
        'event_id',
        'in',
        old.map((row) => row.event_id),
      )
      .where('kind', '=', sql.lit('good'))
      .where('at', '<', daysAgo(scene, scene.days.people))
      .executeTakeFirst();
    return { removed: Number(numDeletedRows), more: old.length === SENDERS_PER_STEP };
  },
};
