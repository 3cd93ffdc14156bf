import type { Transaction } from 'kysely';
import type { SightingKeys } from '../../screening/facts/keys.ts';
import { createSightings, LOOK_BACK_MS, type Sighting } from '../../screening/facts/sightings.ts';
import type { Db, Schema } from '../../store/schema.ts';
import { evenly, insertRows } from '../../store/values.ts';

/** What may be kept of the keys of one turn; more would only say the same. */
const MOST_ROWS = 5000;
const KINDS = ['email', 'network', 'content'] as const;
const ROWS_PER_INSERT = 200;

export interface Seen {
  keys: SightingKeys;
  /** When the event occurred, epoch milliseconds. */
  at: number;
}

/** What was seen within a day before these events of what they share. */
export async function readSightings(db: Db, workspaceId: string, events: readonly Seen[]) {
  const keys = [...new Set(events.flatMap((event) => Object.values(event.keys) as (string | undefined)[]))].filter(
    (key) => key !== undefined,
  );
  const first = Math.min(...events.map(({ at }) => at));
  const before =
    keys.length === 0
      ? []
      : await db
          .selectFrom('screening_sightings')
          .select(['kind', 'key', 'sender', 'at'])
          .where('workspace_id', '=', workspaceId)
          .where('key', 'in', evenly(keys))
          .where((eb) =>
            eb.or([
              eb('kind', '=', 'good'),
              ...KINDS.map((kind) => eb.and([eb('kind', '=', kind), eb('at', '>', first - LOOK_BACK_MS[kind])])),
            ]),
          )
          .orderBy('at', 'desc')
          .limit(MOST_ROWS)
          .execute();
  const sightings = createSightings(before);
  const noted: (Sighting & { eventId: string })[] = [];
  return {
    facts: sightings.facts,
    note: (eventId: string, seen: SightingKeys, at: number) =>
      noted.push(...sightings.note(seen, at).map((each) => ({ ...each, eventId }))),
    noted,
  };
}

export async function writeSightings(
  trx: Transaction<Schema>,
  workspaceId: string,
  noted: readonly (Sighting & { eventId: string })[],
): Promise<void> {
  for (let start = 0; start < noted.length; start += ROWS_PER_INSERT) {
    const rows = noted
      .slice(start, start + ROWS_PER_INSERT)
      .map(({ eventId, kind, key, sender, at }) => ({ workspace_id: workspaceId, kind, key, event_id: eventId, sender, at }));
    await insertRows(trx, 'screening_sightings', rows).execute();
  }
}
