import type { Selectable, Transaction } from 'kysely';
import type { Asked } from '../../../screening/services/asked.ts';
import type { Schema } from '../../../store/schema.ts';

type Judged = Pick<Selectable<Schema['events']>, 'id' | 'source_id' | 'asked' | 'erased_at'>;

/**
 * Akismet is to hear of messages it was wrong about, as far as it was asked about them. It is told what a person said last: one
 * who thinks again takes back what Akismet was told.
 */
export async function noteCorrections(
  trx: Transaction<Schema>,
  workspaceId: string,
  events: readonly Judged[],
  as: 'spam' | 'genuine',
  now: number,
): Promise<void> {
  const asked = events.filter((event) => event.erased_at === null && saidOf(event) !== undefined);
  if (asked.length === 0) return;
  const earlier = await trx
    .selectFrom('screening_corrections')
    .select(['event_id', 'spam'])
    .where(
      'event_id',
      'in',
      asked.map(({ id }) => id),
    )
    .execute();
  const told = new Map(earlier.map(({ event_id, spam }) => [event_id, spam === 1 ? 'spam' : 'genuine']));
  const rows = asked
    .filter((event) => (told.get(event.id) ?? saidOf(event)) !== as)
    .map(({ id, source_id }) => ({
      event_id: id,
      workspace_id: workspaceId,
      source_id,
      spam: as === 'spam' ? 1 : 0,
      due_at: now,
      tries: 0,
    }));
  if (rows.length === 0) return;
  await trx
    .insertInto('screening_corrections')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('event_id').doUpdateSet((eb) => ({ spam: eb.ref('excluded.spam'), due_at: eb.ref('excluded.due_at'), tries: 0 })),
    )
    .execute();
}

/** What people said is taken back: Akismet hears its own verdict where it was told otherwise. */
export async function takeBackCorrections(
  trx: Transaction<Schema>,
  workspaceId: string,
  events: readonly Judged[],
  now: number,
): Promise<void> {
  for (const as of ['spam', 'genuine'] as const) {
    const judged = events.filter((event) => saidOf(event) === as);
    await noteCorrections(trx, workspaceId, judged, as, now);
  }
}

/** What Akismet said of an event, where it was asked and answered. */
function saidOf({ asked }: Judged): 'spam' | 'genuine' | undefined {
  const akismet = asked === null ? undefined : (JSON.parse(asked) as Asked).akismet;
  if (akismet === undefined || 'failed' in akismet) return undefined;
  return akismet.said === 'ham' ? 'genuine' : 'spam';
}
