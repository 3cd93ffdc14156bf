import type { Selectable, Transaction } from 'kysely';
import { AppError } from '../../observe/app-error.ts';
import { newId } from '../../store/ids.ts';
import { waitForWorkspace } from '../../store/lock.ts';
import type { Schema } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import { evenly } from '../../store/values.ts';
import { recordAudit } from '../audit/record.ts';
import type { Reach } from '../reach.ts';
import { apartFrom, disinheritApart, keepApart } from './apart.ts';
import { takeChoices } from './choices.ts';
import { moveRecords } from './move.ts';
import { findPerson, getPerson } from './people.ts';
import { refreshPersons } from './refresh.ts';
import { identitySettings } from './settings.ts';
import { mergeView } from './view.ts';

export interface MergeParts {
  store: Store;
  clock: { now: () => number };
}

/** Makes two persons one, at somebody's word. */
export async function mergePersons(parts: MergeParts, reach: Reach, request: { into: string; from: string }) {
  return parts.store.transaction(async (trx) => {
    await waitForWorkspace(trx, parts.store.engine, reach.workspaceId);
    const into = await findPerson(trx, reach, request.into);
    const from = await findPerson(trx, reach, request.from);
    return mergeView(await mergeUnderLock(trx, reach, { into, from, reason: 'person' }, parts.clock.now()));
  });
}

/** The same inside a transaction that has the workspace's lock; both are persons of their own. */
export async function mergeUnderLock(
  trx: Transaction<Schema>,
  reach: Reach,
  { into, from, reason }: { into: string; from: string; reason: string },
  now: number,
): Promise<Selectable<Schema['person_merges']>> {
  const { workspaceId, by } = reach;
  if (into === from) throw new AppError('conflict', 'These are one person already.');
  const id = await moveRecords(trx, { workspaceId, into, from, reason, by, at: now });
  await refreshPersons(trx, workspaceId, [into], await identitySettings(trx, workspaceId), now);
  await recordAudit(trx, {
    workspaceId,
    at: now,
    actor: by,
    action: 'person.merged',
    entity: 'person',
    entityId: into,
    before: { persons: [into, from] },
    after: { persons: [into], merge: id, from, reason },
  });
  return trx.selectFrom('person_merges').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

/** Merges, latest first. */
export async function listMerges(store: Store, reach: Reach, page: { before?: number | undefined; limit: number }) {
  const rows = await store.db
    .selectFrom('person_merges')
    .selectAll()
    .where('workspace_id', '=', reach.workspaceId)
    .$if(page.before !== undefined, (query) => query.where('seq', '<', page.before as number))
    .orderBy('seq', 'desc')
    .limit(page.limit + 1)
    .execute();
  const shown = rows.slice(0, page.limit);
  return { items: shown.map(mergeView), next: rows.length > page.limit ? (shown.at(-1)?.seq ?? null) : null };
}

/** Takes a merge back: records go where they were, and the two are kept apart from now on. */
export async function undoMerge(parts: MergeParts, reach: Reach, mergeId: string) {
  return parts.store.transaction(async (trx) => {
    await waitForWorkspace(trx, parts.store.engine, reach.workspaceId);
    return mergeView(await undoUnderLock(trx, reach, mergeId, parts.clock.now()));
  });
}

export async function undoUnderLock(
  trx: Transaction<Schema>,
  reach: Reach,
  mergeId: string,
  now: number,
): Promise<Selectable<Schema['person_merges']>> {
  const { workspaceId, by } = reach;
  const merges = trx.selectFrom('person_merges').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', mergeId);
  const merge = await merges.executeTakeFirst();
  if (merge === undefined) throw new AppError('not_found', 'There is no such merge.');
  if (merge.undone_at !== null) throw new AppError('conflict', 'This merge is undone already.');
  const { from_person: from } = merge;
  const records = JSON.parse(merge.record_ids) as string[];
  const absorbed = JSON.parse(merge.absorbed_ids) as string[];
  // Whoever holds the records now: the person they went to may have been merged on since. What that one does not hold any
  // more was taken out again, by the undoing of an earlier merge or a split, and stays where it is.
  const holder = await findPerson(trx, reach, merge.into_person);
  if (records.length > 0) {
    await trx
      .updateTable('person_records')
      .set({ person_id: from })
      .where('workspace_id', '=', workspaceId)
      .where('person_id', '=', holder)
      .where('id', 'in', evenly(records))
      .execute();
    await takeChoices(trx, { into: from, from: holder, recordIds: records });
  }
  await trx.updateTable('persons').set({ merged_into: null }).where('workspace_id', '=', workspaceId).where('id', '=', from).execute();
  if (absorbed.length > 0) {
    await trx
      .updateTable('persons')
      .set({ merged_into: from })
      .where('workspace_id', '=', workspaceId)
      .where('merged_into', '=', holder)
      .where('id', 'in', evenly(absorbed))
      .execute();
  }
  await trx.updateTable('person_merges').set({ undone_at: now, undone_by: by }).where('id', '=', mergeId).execute();
  await disinheritApart(trx, workspaceId, merge.into_person, await apartFrom(trx, workspaceId, [from]));
  for (const other of new Set([holder, merge.into_person])) await keepApart(trx, workspaceId, other, from, { by, at: now });
  await refreshPersons(trx, workspaceId, [holder, from], await identitySettings(trx, workspaceId), now);
  await recordAudit(trx, {
    workspaceId,
    at: now,
    actor: by,
    action: 'person.merge_undone',
    entity: 'person',
    entityId: from,
    before: { persons: [holder], merge: mergeId },
    after: { persons: [holder, from], merge: mergeId, from: holder },
  });
  return merges.executeTakeFirstOrThrow();
}

/** Takes records out of a person: they become one of their own, kept apart from now on. */
export async function splitPerson(parts: MergeParts, reach: Reach, personId: string, recordIds: string[]) {
  const { workspaceId, by } = reach;
  return parts.store.transaction(async (trx) => {
    await waitForWorkspace(trx, parts.store.engine, workspaceId);
    const now = parts.clock.now();
    const id = await findPerson(trx, reach, personId);
    const own = await trx
      .selectFrom('person_records')
      .select('id')
      .where('workspace_id', '=', workspaceId)
      .where('person_id', '=', id)
      .execute();
    const wanted = new Set(recordIds);
    const moving = own.filter((record) => wanted.has(record.id));
    if (moving.length < wanted.size)
      throw new AppError('not_found', 'Not all of these records are this person’s. Look at the person again.');
    if (moving.length === own.length)
      throw new AppError('conflict', 'These are all records of this person, so there is nobody to split from.');
    const split = newId('per');
    await trx
      .insertInto('persons')
      .values({ id: split, workspace_id: workspaceId, fields: '{}', consent: '[]', merged_into: null, created_at: now, updated_at: now })
      .execute();
    await trx
      .updateTable('person_records')
      .set({ person_id: split, joined_by: JSON.stringify({ by: 'person' }) })
      .where('id', 'in', [...wanted])
      .execute();
    await takeChoices(trx, { into: split, from: id, recordIds });
    await keepApart(trx, workspaceId, id, split, { by, at: now });
    await refreshPersons(trx, workspaceId, [id, split], await identitySettings(trx, workspaceId), now);
    const change = { workspaceId, at: now, actor: by, action: 'person.split', entity: 'person', entityId: id };
    const records = own.map((record) => record.id);
    await recordAudit(trx, {
      ...change,
      before: { records },
      after: { records: records.filter((record) => !wanted.has(record)), into: split, moved: [...wanted] },
    });
    return getPerson(trx, reach, split);
  });
}
