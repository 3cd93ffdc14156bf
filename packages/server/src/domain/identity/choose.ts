import type { PersonField } from '@handoff/shared/api';
import { AppError } from '../../observe/app-error.ts';
import { waitForWorkspace } from '../../store/lock.ts';
import { recordAudit } from '../audit/record.ts';
import type { Reach } from '../reach.ts';
import { heldFields, type HeldFields } from './held.ts';
import type { MergeParts } from './merge.ts';
import { findPerson, getPerson, recordsOf } from './people.ts';
import { identitySettings } from './settings.ts';

/** Holds the value of one record under the rule `review`, at somebody's word; what is said later waits again. */
export async function chooseValue(
  { store, clock }: MergeParts,
  reach: Reach,
  request: { personId: string; field: PersonField; recordId: string },
) {
  const { workspaceId, by } = reach;
  const { field, recordId } = request;
  return store.transaction(async (trx) => {
    await waitForWorkspace(trx, store.engine, workspaceId);
    const id = await findPerson(trx, reach, request.personId);
    const settings = await identitySettings(trx, workspaceId);
    if (settings.fields[field]?.rule !== 'review')
      throw new AppError('conflict', `The rule of ${field} is not review, so its value is chosen by the rule.`);
    const records = (await recordsOf(trx, reach, [id])).get(id) ?? [];
    const record = records.find((candidate) => candidate.id === recordId);
    const value = field === 'lifecycle' ? undefined : record?.contact[field];
    if (record === undefined || value === undefined)
      throw new AppError('not_found', `This person has no such record that says a ${field}.`);
    const row = await trx.selectFrom('persons').select('fields').where('id', '=', id).executeTakeFirstOrThrow();
    const before = JSON.parse(row.fields) as HeldFields;
    const heardAt = Math.max(...records.map(({ details }) => details.heardAt));
    const { sourceId, eventId, lastAt: at } = record;
    const chosen = { value, recordId, sourceId, eventId, at, rule: 'review' as const, chosenAt: heardAt };
    await trx
      .updateTable('persons')
      .set({ fields: JSON.stringify(heldFields(records, settings, { ...before, [field]: chosen })), updated_at: clock.now() })
      .where('id', '=', id)
      .execute();
    await recordAudit(trx, {
      workspaceId,
      at: clock.now(),
      actor: by,
      action: 'person.value_chosen',
      entity: 'person',
      entityId: id,
      before: { field, record: before[field]?.recordId ?? null },
      after: { field, record: recordId },
    });
    return getPerson(trx, reach, id);
  });
}
