import type { Transaction } from 'kysely';
import type { Schema } from '../../store/schema.ts';
import type { Choices } from './held.ts';

/**
 * What a person chose of `from` holds for `into`, too, where nothing was chosen of them. Answers it without the values: it is to
 * be there again when the merge is undone. Called before both are chosen anew.
 */
export async function handOnChoices(trx: Transaction<Schema>, { into, from }: { into: string; from: string }): Promise<Choices> {
  const fields = await readFields(trx, [into, from]);
  const chosen = chosenOf(fields.get(from));
  if (Object.keys(chosen).length > 0) await writeFields(trx, into, { ...fields.get(into), ...chosen, ...chosenOf(fields.get(into)) });
  return chosen;
}

/** What was chosen of records that leave a person goes with them. Called before both are chosen anew. */
export async function takeChoices(
  trx: Transaction<Schema>,
  { into, from, recordIds }: { into: string; from: string; recordIds: string[] },
): Promise<void> {
  const fields = await readFields(trx, [into, from]);
  const taken = Object.entries(chosenOf(fields.get(from))).filter(([, { recordId }]) => recordIds.includes(recordId));
  if (taken.length > 0) await writeFields(trx, into, { ...fields.get(into), ...Object.fromEntries(taken) });
}

function chosenOf(fields: Choices = {}): Choices {
  const chosen = Object.entries(fields).filter(([, { chosenAt }]) => chosenAt !== undefined);
  return Object.fromEntries(chosen.map(([field, { recordId, chosenAt }]) => [field, { recordId, chosenAt }]));
}

async function readFields(trx: Transaction<Schema>, ids: string[]): Promise<Map<string, Choices>> {
  const rows = await trx.selectFrom('persons').select(['id', 'fields']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, fields }) => [id, JSON.parse(fields) as Choices]));
}

async function writeFields(trx: Transaction<Schema>, id: string, fields: Choices): Promise<void> {
  await trx
    .updateTable('persons')
    .set({ fields: JSON.stringify(fields) })
    .where('id', '=', id)
    .execute();
}
