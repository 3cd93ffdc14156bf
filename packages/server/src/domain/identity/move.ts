import type { Transaction } from 'kysely';
import { newId } from '../../store/ids.ts';
import type { Schema } from '../../store/schema.ts';
import { inheritApart } from './apart.ts';
import { handOnChoices } from './choices.ts';

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
  const fields = JSON.stringify(await handOnChoices(trx, merge));
  await trx.updateTable('persons').set({ merged_into: into, fields, consent: '[]' }).where('id', '=', from).execute();
  await inheritApart(trx, merge);
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
