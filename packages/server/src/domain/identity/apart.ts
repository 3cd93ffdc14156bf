import { type Transaction, sql } from 'kysely';
import { newId } from '../../store/ids.ts';
import type { Schema } from '../../store/schema.ts';
import { evenly } from '../../store/values.ts';
import type { Merge } from './move.ts';

/** Notes that two persons are two: they are not suggested again, and no link joins them. */
export async function keepApart(
  trx: Transaction<Schema>,
  workspaceId: string,
  one: string,
  other: string,
  decided: { by: string; at: number },
): Promise<void> {
  const [a, b] = one < other ? [one, other] : [other, one];
  await trx
    .insertInto('person_suggestions')
    .values({
      id: newId('sug'),
      workspace_id: workspaceId,
      person_a: a,
      person_b: b,
      chance: 0,
      reasons: '[]',
      state: 'rejected',
      created_at: decided.at,
      decided_at: decided.at,
      decided_by: decided.by,
      merge_id: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'person_a', 'person_b'])
        .doUpdateSet({ state: sql.lit('rejected'), decided_at: decided.at, decided_by: decided.by }),
    )
    .execute();
}

/** Whoever was not one with the one is not one with both. What was said of `into` before stays as it was said. */
export async function inheritApart(trx: Transaction<Schema>, { workspaceId, into, from, by, at }: Merge): Promise<void> {
  const known = new Set([into, ...(await apartFrom(trx, workspaceId, [into]))]);
  for (const other of await apartFrom(trx, workspaceId, [from]))
    if (!known.has(other)) await keepApart(trx, workspaceId, into, other, { by, at });
}

/**
 * Takes back that a person is kept apart from these `others`, where they have it only from somebody whose merge into them was
 * undone: nobody said it of them, and nobody could lift it. Also of whom the person was merged into since.
 */
export async function disinheritApart(trx: Transaction<Schema>, workspaceId: string, personId: string, others: string[]): Promise<void> {
  if (others.length === 0) return;
  const merges = await trx
    .selectFrom('person_merges')
    .select(['into_person', 'from_person', 'merged_at', 'merged_by', 'undone_at'])
    .where('workspace_id', '=', workspaceId)
    .where((where) => where.or([where('into_person', '=', personId), where('from_person', '=', personId)]))
    .execute();
  const standing = merges.filter((merge) => merge.undone_at === null);
  const members = standing.filter((merge) => merge.into_person === personId).map((merge) => merge.from_person);
  const said = new Set(await apartFrom(trx, workspaceId, members));
  const inheritedAt = new Set(
    merges.filter((merge) => merge.into_person === personId).map((merge) => `${merge.merged_at} ${merge.merged_by}`),
  );
  const inherited = (await rejectedOf(trx, workspaceId, [personId])).filter(
    (row) => others.includes(row.other) && !said.has(row.other) && inheritedAt.has(`${row.decided_at} ${row.decided_by}`),
  );
  if (inherited.length === 0) return;
  const ids = inherited.map(({ id }) => id);
  await trx.deleteFrom('person_suggestions').where('id', 'in', ids).where('chance', '=', 0).execute();
  // What was suggested before waits for a person again.
  await trx
    .updateTable('person_suggestions')
    .set({ state: sql.lit('open'), decided_at: null, decided_by: null })
    .where('id', 'in', ids)
    .execute();
  const onward = standing.find((merge) => merge.from_person === personId);
  if (onward !== undefined)
    await disinheritApart(
      trx,
      workspaceId,
      onward.into_person,
      inherited.map(({ other }) => other),
    );
}

/** Whom these persons are kept apart from. */
export async function apartFrom(trx: Transaction<Schema>, workspaceId: string, personIds: string[]): Promise<string[]> {
  return (await rejectedOf(trx, workspaceId, personIds)).map(({ other }) => other);
}

async function rejectedOf(trx: Transaction<Schema>, workspaceId: string, personIds: string[]) {
  if (personIds.length === 0) return [];
  const ids = evenly(personIds);
  const rows = await trx
    .selectFrom('person_suggestions')
    .select(['id', 'person_a', 'person_b', 'decided_at', 'decided_by'])
    .where('workspace_id', '=', workspaceId)
    .where('state', '=', 'rejected')
    .where((where) => where.or([where('person_a', 'in', ids), where('person_b', 'in', ids)]))
    .execute();
  const own = new Set(personIds);
  return rows.map((row) => ({ ...row, other: own.has(row.person_a) ? row.person_b : row.person_a }));
}
