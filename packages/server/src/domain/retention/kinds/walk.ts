import type { Transaction } from 'kysely';
import { waitForWorkspace } from '../../../store/lock.ts';
import type { Schema } from '../../../store/schema.ts';
import type { Scene, Step, Task } from './kind.ts';
import { endSweep, moveTo, type Place, positionOf } from './position.ts';

const ROWS_PER_STEP = 100;

/** A row in order of its insertion, with the time its age counts from. */
export interface Aged {
  seq: number;
  at: number;
}

/** How rows of a table that only grows at its end go by age. */
export interface Walk<Row extends Aged> {
  kind: Task['kind'];
  scope: string;
  /** What happened before this time is due, epoch milliseconds. */
  before: (scene: Scene) => number;
  /** Some rows, oldest first: after a place in the order, or those that were kept before. */
  read: (trx: Transaction<Schema>, which: { after: number; max: number } | { seqs: number[] }) => Promise<Row[]>;
  /** Removes what is finished of these; answers how many rows that were, and which are not finished. */
  remove: (trx: Transaction<Schema>, scene: Scene, rows: Row[]) => Promise<{ removed: number; unfinished: number[] }>;
}

/**
 * Goes through the rows once, from the oldest on, and never reads one again: how far it came is kept. Rows that were due but
 * not finished are noted and looked at again in each run. Under the workspace's lock, so that nothing is replayed or released
 * meanwhile.
 */
export function walkTasks<Row extends Aged>(walk: Walk<Row>): Task[] {
  return [
    { kind: walk.kind, step: (scene) => stepThroughKept(scene, walk) },
    { kind: walk.kind, step: (scene) => stepOn(scene, walk) },
  ];
}

async function stepOn<Row extends Aged>(scene: Scene, walk: Walk<Row>): Promise<Step> {
  const { store, workspaceId, now } = scene;
  const place: Place = { workspaceId, kind: walk.kind, scope: walk.scope };
  const before = walk.before(scene);
  return store.transaction(async (trx) => {
    await waitForWorkspace(trx, store.engine, workspaceId);
    const { position } = await positionOf(trx, place);
    const rows = await walk.read(trx, { after: Number(position), max: ROWS_PER_STEP });
    // A clock that was ahead for a while must not stop all that came after.
    const young = rows.findIndex(({ at }) => at >= before && at <= now);
    const passed = young === -1 ? rows : rows.slice(0, young);
    const last = passed.at(-1);
    if (last === undefined) return { removed: 0, more: false };
    const { removed, unfinished } = await walk.remove(
      trx,
      scene,
      passed.filter(({ at }) => at < before),
    );
    await keep(trx, place, [...unfinished, ...passed.filter(({ at }) => at > now).map(({ seq }) => seq)]);
    await moveTo(trx, place, String(last.seq));
    return { removed, more: passed.length === ROWS_PER_STEP };
  });
}

async function stepThroughKept<Row extends Aged>(scene: Scene, walk: Walk<Row>): Promise<Step> {
  const { store, workspaceId, runStartedAt } = scene;
  const kind = keptName(walk);
  const place: Place = { workspaceId, kind, scope: 'kept' };
  const before = walk.before(scene);
  return store.transaction(async (trx) => {
    await waitForWorkspace(trx, store.engine, workspaceId);
    const { position, sweptAt } = await positionOf(trx, place);
    if (sweptAt !== null && sweptAt >= runStartedAt) return { removed: 0, more: false };
    const kept = await trx
      .selectFrom('retention_kept')
      .select('row_seq')
      .where('workspace_id', '=', workspaceId)
      .where('kind', '=', kind)
      .where('row_seq', '>', Number(position))
      .orderBy('row_seq')
      .limit(ROWS_PER_STEP)
      .execute();
    const seqs = kept.map((row) => row.row_seq);
    const last = seqs.at(-1);
    if (last === undefined) {
      await endSweep(trx, place, scene.now);
      return { removed: 0, more: false };
    }
    const rows = await walk.read(trx, { seqs });
    const { removed, unfinished } = await walk.remove(
      trx,
      scene,
      rows.filter(({ at }) => at < before),
    );
    const still = new Set([...unfinished, ...rows.filter(({ at }) => at >= before).map(({ seq }) => seq)]);
    const done = seqs.filter((seq) => !still.has(seq));
    if (done.length > 0) {
      await trx
        .deleteFrom('retention_kept')
        .where('workspace_id', '=', workspaceId)
        .where('kind', '=', kind)
        .where('row_seq', 'in', done)
        .execute();
    }
    await moveTo(trx, place, String(last));
    return { removed, more: true };
  });
}

async function keep(trx: Transaction<Schema>, { workspaceId, kind, scope }: Place, seqs: number[]): Promise<void> {
  if (seqs.length === 0) return;
  await trx
    .insertInto('retention_kept')
    .values(seqs.map((seq) => ({ workspace_id: workspaceId, kind: keptName({ kind, scope }), row_seq: seq })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function keptName({ kind, scope }: { kind: string; scope: string }): string {
  return scope === '' ? kind : `${kind}:${scope}`;
}
