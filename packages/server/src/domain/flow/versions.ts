import { isDeepStrictEqual } from 'node:util';
import type { Transaction } from 'kysely';
import { newId } from '../../store/ids.ts';
import type { Schema } from '../../store/schema.ts';
import type { FlowRow, VersionRow } from './find.ts';

/** Whether two stored specs say the same; the order in which members were written does not count. */
export function sameSpec(one: string, other: string): boolean {
  return one === other || isDeepStrictEqual(JSON.parse(one), JSON.parse(other));
}

/** Version numbers of a flow only grow; the flow must be locked. */
export async function nextNumber(trx: Transaction<Schema>, flowId: string): Promise<number> {
  const { last } = await trx
    .selectFrom('flow_versions')
    .select((column) => column.fn.max('version').as('last'))
    .where('flow_id', '=', flowId)
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}

/** Adds a version with the next number. */
export async function addVersion(
  trx: Transaction<Schema>,
  flow: Pick<FlowRow, 'id' | 'workspace_id'>,
  version: { spec: string; state: 'draft' | 'published'; by: string; now: number },
): Promise<VersionRow> {
  const { spec, state, by, now } = version;
  return trx
    .insertInto('flow_versions')
    .values({
      id: newId('ver'),
      workspace_id: flow.workspace_id,
      flow_id: flow.id,
      version: await nextNumber(trx, flow.id),
      state,
      spec,
      created_by: by,
      created_at: now,
      updated_at: now,
      published_at: state === 'published' ? now : null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Makes versions history. Deliveries pinned to them are not touched. */
export async function supersede(trx: Transaction<Schema>, versions: (VersionRow | undefined)[], now: number): Promise<void> {
  const ids = versions.flatMap((version) => (version === undefined ? [] : [version.id]));
  if (ids.length === 0) return;
  await trx.updateTable('flow_versions').set({ state: 'superseded', updated_at: now }).where('id', 'in', ids).execute();
}

/**
 * Lets a version run on live events from now on. A draft that is older than other versions (a rollback came
 * between) gets a new number first, so that the history reads in the order in which versions went live.
 */
export async function goLive(trx: Transaction<Schema>, version: VersionRow, state: 'shadow' | 'published', now: number): Promise<number> {
  const next = await nextNumber(trx, version.flow_id);
  const number = version.state === 'draft' && version.version < next - 1 ? next : version.version;
  await trx
    .updateTable('flow_versions')
    .set({ state, version: number, updated_at: now, ...(state === 'published' ? { published_at: now } : {}) })
    .where('id', '=', version.id)
    .execute();
  return number;
}
