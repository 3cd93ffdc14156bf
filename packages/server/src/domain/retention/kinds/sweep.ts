import type { Transaction } from 'kysely';
import type { Schema } from '../../../store/schema.ts';
import { NOTHING_MORE, type Scene, type Task } from './kind.ts';
import { endSweep, moveTo, type Place, positionOf } from './position.ts';

/** How rows whose age is not their order go: all of them are gone through, from the first again each time. */
export interface Sweep {
  kind: Task['kind'];
  scope: string;
  /** The next sweep begins so long after the last one ended, in milliseconds; 0: in every run. */
  everyMs: number;
  /** Removes what is due of some rows after a position; `last` is where to go on, undefined: all were gone through. */
  remove: (trx: Transaction<Schema>, scene: Scene, after: string) => Promise<{ removed: number; last: string | undefined }>;
}

export function sweepTask(sweep: Sweep): Task {
  return {
    kind: sweep.kind,
    step: async (scene) => {
      const { store, workspaceId, now, runStartedAt } = scene;
      const place: Place = { workspaceId, kind: sweep.kind, scope: sweep.scope };
      const { position, sweptAt } = await positionOf(store.db, place);
      // One that is under way is ended, whenever it began.
      if (position === '' && sweptAt !== null && (sweptAt >= runStartedAt || sweptAt > now - sweep.everyMs)) return NOTHING_MORE;
      return store.transaction(async (trx) => {
        const { removed, last } = await sweep.remove(trx, scene, position);
        if (last === undefined) await endSweep(trx, place, now);
        else await moveTo(trx, place, last);
        return { removed, more: last !== undefined };
      });
    },
  };
}

export const WEEK_MS = 7 * 86_400_000;
