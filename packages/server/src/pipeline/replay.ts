import type { Transaction } from 'kysely';
import type { DestinationDefinition } from '../destinations/kit/types.ts';
import { recordAudit } from '../domain/audit/record.ts';
import type { Reach } from '../domain/reach.ts';
import { waitForWorkspace } from '../store/lock.ts';
import { NEEDS_ATTENTION } from '../store/partial-indexes.ts';
import type { Db, Schema } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { messagesBy } from './messaging.ts';
import { operationsOf } from './operations.ts';
import { renew, type Renewed, type RenewOptions } from './renew.ts';
import { chooseSteps, type Version } from './replay-choose.ts';
import { loadScene } from './replay-scene.ts';
import { type Skip, skip } from './replay-skips.ts';

export interface ReplayParts {
  store: Store;
  clock: { now: () => number };
  destinations: Record<string, DestinationDefinition>;
}

export interface ReplayOptions extends RenewOptions {
  version: Version;
}

export interface Replayed {
  /** The new deliveries. */
  deliveryIds: string[];
  skipped: Skip[];
}

export interface ReplayFilter {
  states: ('dead' | 'uncertain')[];
  connectionId: string | undefined;
  flowId: string | undefined;
  /** Only what failed at or after this time, in epoch milliseconds. */
  since: number | undefined;
  /** The `next` of the step before. */
  after: string | undefined;
  /** The most deliveries of one step. */
  limit: number;
}

/** One step of a replay by filter. `next`: where the next one begins; null: nothing is left. */
export type ReplayedStep = Replayed & { next: string | null };

const PER_TRANSACTION = 200;

/**
 * Replays deliveries by name: each becomes one new delivery, however many people ask at once. What is on its way,
 * would overwrite newer data or has no step any more is skipped, with the reason.
 */
export async function replayDeliveries(parts: ReplayParts, reach: Reach, deliveryIds: string[], options: ReplayOptions): Promise<Replayed> {
  const all: Replayed = { deliveryIds: [], skipped: [] };
  const ids = [...new Set(deliveryIds)];
  for (let start = 0; start < ids.length; start += PER_TRANSACTION) {
    const chunk = ids.slice(start, start + PER_TRANSACTION);
    const { made, skipped } = await parts.store.transaction((trx) => replayChunk(parts, trx, reach, chunk, options));
    all.deliveryIds.push(...made.map(({ id }) => id));
    all.skipped.push(...skipped);
    if (made.length > 0) parts.store.wake();
  }
  return all;
}

/**
 * Replays what needs a person, oldest first, up to `limit`. Steps that follow one another leave out what came after the first of them:
 * what fails again at once would go round for ever.
 */
export async function replayByFilter(
  parts: ReplayParts,
  reach: Reach,
  filter: ReplayFilter,
  options: ReplayOptions,
): Promise<ReplayedStep> {
  const { db } = parts.store;
  const [after, last] = filter.after === undefined ? [0, await lastDelivery(db)] : filter.after.split('-').map(Number);
  let query = db
    .selectFrom('deliveries')
    .select(['id', 'seq'])
    .where('workspace_id', '=', reach.workspaceId)
    .where(NEEDS_ATTENTION)
    .where('state', 'in', filter.states)
    .where('seq', '>', after as number)
    .where('seq', '<=', last as number)
    .orderBy('seq')
    .limit(filter.limit);
  if (filter.connectionId !== undefined) query = query.where('connection_id', '=', filter.connectionId);
  if (filter.flowId !== undefined) query = query.where('flow_id', '=', filter.flowId);
  if (filter.since !== undefined) query = query.where('finished_at', '>=', filter.since);
  const { sourceId } = reach;
  if (sourceId !== undefined) {
    query = query.where('event_id', 'in', (select) =>
      select.selectFrom('events').select('events.id').where('events.source_id', '=', sourceId),
    );
  }
  const rows = await query.execute();
  const ids = rows.map((row) => row.id);
  const next = rows.length < filter.limit ? null : `${rows.at(-1)?.seq}-${last}`;
  return { ...(await replayDeliveries(parts, reach, ids, options)), next };
}

async function lastDelivery(db: Db): Promise<number> {
  const row = await db.selectFrom('deliveries').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return row?.seq ?? 0;
}

async function replayChunk(
  parts: ReplayParts,
  trx: Transaction<Schema>,
  reach: Reach,
  ids: string[],
  options: ReplayOptions,
): Promise<Renewed> {
  await waitForWorkspace(trx, parts.store.engine, reach.workspaceId);
  const now = parts.clock.now();
  const named = await trx
    .selectFrom('deliveries')
    .select('event_id')
    .where('id', 'in', ids)
    .where('workspace_id', '=', reach.workspaceId)
    .execute();
  const scene = await loadScene(
    trx,
    parts.store.engine,
    reach,
    named.map((row) => row.event_id),
  );
  const wanted = new Set(ids);
  const olds = scene.siblings.filter((sibling) => wanted.delete(sibling.id));
  const unknown = [...wanted].map((id) => skip(id, 'not_found'));
  const operationOf = await operationsOf(trx, reach.workspaceId, parts.destinations);
  const chosen = await chooseSteps(trx, reach.workspaceId, scene, olds, options.version, messagesBy(operationOf));
  const { made, skipped } = await renew(trx, reach.workspaceId, { ...scene, operationOf }, chosen.candidates, options, now);
  if (made.length > 0) {
    const entityId = made.length === 1 ? String(made[0]?.replayOf) : `${made.length} deliveries`;
    await auditReplay(trx, reach, now, { action: 'delivery.replayed', entity: 'delivery', entityId }, options, made);
  }
  return { made, skipped: [...unknown, ...chosen.skipped, ...skipped] };
}

/** One entry a transaction, with what was made of what. */
export async function auditReplay(
  trx: Transaction<Schema>,
  { workspaceId, by }: Reach,
  now: number,
  what: { action: string; entity: string; entityId: string },
  { version, asNew, force }: ReplayOptions,
  made: Renewed['made'],
): Promise<void> {
  await recordAudit(trx, { workspaceId, at: now, actor: by, ...what, after: { version, asNew, force, made } });
}
