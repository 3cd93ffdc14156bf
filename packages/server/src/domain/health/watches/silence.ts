import { type Alert, openAlert, resolveAlert } from '../../../observe/alerts.ts';
import type { Clock } from '../../../observe/clock.ts';
import type { Db } from '../../../store/schema.ts';
import type { Store } from '../../../store/store.ts';
import { said } from '../../../words/said.ts';
import { eventsOf } from '../rhythm/known.ts';
import { HOUR_MS } from '../rhythm/rhythm.ts';
import { expectAfter, type Quiet } from '../rhythm/silence.ts';
import { watchKey } from './alerts.ts';

/** Nothing is called silent before. */
const LEAST_MS = 2 * HOUR_MS;
/** A server that has not looked for so long was away: then it was not the sources that were silent. */
const AWAY_MS = 900_000;

interface Heard {
  id: string;
  workspace_id: string;
  name: string;
  last_event_at: number | null;
}

/** Tells of sources from which nothing comes though at this time of the week it usually would; the next event resolves it. */
export function createSilenceWatch(parts: { store: Store; clock: Clock }): () => Promise<void> {
  const { store, clock } = parts;
  /** What was expected after which event; it changes with the next one only. */
  const expected = new Map<string, { last: number; quiet: Quiet | undefined }>();

  const expectationOf = async (source: Heard, last: number): Promise<Quiet | undefined> => {
    const known = expected.get(source.id);
    if (known?.last === last) return known.quiet;
    const quiet = expectAfter(await eventsOf(store.db, source.workspace_id, source.id), last);
    expected.set(source.id, { last, quiet });
    return quiet;
  };

  return async () => {
    const now = clock.now();
    const listening = await listeningSince(store.db, now);
    await resolveHeard(store.db, now);
    const quiet = await quietSources(store.db, now);
    const stillQuiet = new Set(quiet.map(({ id }) => id));
    for (const id of expected.keys()) if (!stillQuiet.has(id)) expected.delete(id);
    for (const source of quiet) {
      const last = Math.max(source.last_event_at ?? now, listening);
      const expectation = await expectationOf(source, last);
      if (expectation === undefined || now < expectation.silentAt) continue;
      await openUnlessHeard(store, source, silenceAlert(source, expectation, now), now);
    }
  };
}

/** Since when some server has looked without a break. */
async function listeningSince(db: Db, now: number): Promise<number> {
  const row = await db.selectFrom('health_cursors').select(['seq', 'at']).where('name', '=', 'listening').executeTakeFirst();
  // `seq` is since when, `at` when it was last looked.
  const since = row === undefined || now - row.at > AWAY_MS ? now : row.seq;
  await db
    .insertInto('health_cursors')
    .values({ name: 'listening', seq: since, at: now })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ seq: since, at: now }))
    .execute();
  return since;
}

/** Sources of which nothing was heard for two hours, and that are not known to be silent. */
async function quietSources(db: Db, now: number): Promise<Heard[]> {
  return db
    .selectFrom('sources')
    .select(['id', 'workspace_id', 'name', 'last_event_at'])
    .where('revoked_at', 'is', null)
    .where('last_event_at', '<=', now - LEAST_MS)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('alerts')
            .select('alerts.id')
            .whereRef('alerts.workspace_id', '=', 'sources.workspace_id')
            .whereRef('alerts.about_id', '=', 'sources.id')
            .where('alerts.kind', '=', 'silence')
            .where('alerts.resolved_at', 'is', null),
        ),
      ),
    )
    .execute();
}

/** An event that came this moment is not overlooked: what was decided is written only if nothing was heard since. */
async function openUnlessHeard(store: Store, source: Heard, alert: Alert, now: number): Promise<void> {
  await store.transaction(async (trx) => {
    const still = await trx
      .selectFrom('sources')
      .select('id')
      .where('id', '=', source.id)
      .where('last_event_at', '=', source.last_event_at)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (still !== undefined) await openAlert(trx, alert, now);
  });
}

/** Ends the alerts of sources that were heard of again, or disconnected. */
async function resolveHeard(db: Db, now: number): Promise<void> {
  const open = await db
    .selectFrom('alerts')
    .innerJoin('sources', 'sources.id', 'alerts.about_id')
    .select(['alerts.workspace_id', 'alerts.key'])
    .where('alerts.kind', '=', 'silence')
    .where('alerts.resolved_at', 'is', null)
    .where((where) =>
      where.or([where('sources.revoked_at', 'is not', null), where('sources.last_event_at', '>', where.ref('alerts.opened_at'))]),
    )
    .execute();
  for (const alert of open) await resolveAlert(db, alert.workspace_id, alert.key, now);
}

function silenceAlert(source: Heard, { usualGapMs }: Quiet, now: number): Alert {
  return {
    workspaceId: source.workspace_id,
    key: watchKey.silence(source.id),
    kind: 'silence',
    about: { kind: 'source', id: source.id },
    message: said('alert.silence', {
      name: source.name,
      since: { span: now - (source.last_event_at ?? now) },
      gap: { span: usualGapMs },
    }),
  };
}
