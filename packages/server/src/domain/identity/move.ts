import { type Transaction, sql } from 'kysely';
import { newId } from '../../store/ids.ts';
import type { Schema } from '../../store/schema.ts';

export interface Merge {
  workspaceId: string;
  into: string;
  from: string;
  /** Why, for people: `link:email`, `suggestion`, `person`. */
  reason: string;
  by: string;
  at: number;
}

/** Moves all records of one person to another and notes what was moved. Answers the merge's id. Values are chosen anew by the caller. */
export async function moveRecords(trx: Transaction<Schema>, merge: Merge): Promise<string> {
  const { workspaceId, into, from } = merge;
  const records = await trx
    .updateTable('person_records')
    .set({ person_id: into })
    .where('person_id', '=', from)
    .where('workspace_id', '=', workspaceId)
    .returning('id')
    .execute();
  const absorbed = await trx
    .updateTable('persons')
    .set({ merged_into: into })
    .where('workspace_id', '=', workspaceId)
    .where('merged_into', '=', from)
    .returning('id')
    .execute();
  await trx.updateTable('persons').set({ merged_into: into, fields: '{}', consent: '[]' }).where('id', '=', from).execute();
  await inheritRejections(trx, merge);
  const id = newId('mrg');
  await trx
    .insertInto('person_merges')
    .values({
      id,
      workspace_id: workspaceId,
      into_person: into,
      from_person: from,
      record_ids: JSON.stringify(records.map((record) => record.id)),
      absorbed_ids: JSON.stringify(absorbed.map((person) => person.id)),
      reason: merge.reason,
      merged_at: merge.at,
      merged_by: merge.by,
      undone_at: null,
      undone_by: null,
    })
    .execute();
  return id;
}

/** Whoever was not one with the one is not one with both. */
async function inheritRejections(trx: Transaction<Schema>, { workspaceId, into, from, by, at }: Merge): Promise<void> {
  const rejected = await trx
    .selectFrom('person_suggestions')
    .select(['person_a', 'person_b'])
    .where('workspace_id', '=', workspaceId)
    .where('state', '=', 'rejected')
    .where((where) => where.or([where('person_a', '=', from), where('person_b', '=', from)]))
    .execute();
  for (const { person_a: a, person_b: b } of rejected) {
    const other = a === from ? b : a;
    if (other !== into) await keepApart(trx, workspaceId, into, other, { by, at });
  }
}

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
