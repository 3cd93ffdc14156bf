import { deliveriesAtWork } from './finished.ts';
import { daysAgo, type Task } from './kind.ts';
import { type Aged, walkTasks } from './walk.ts';

type OldAttempt = Aged & { delivery_id: string; hasExchanges: boolean };

/** What was said to one destination and what it answered; that there was a try, and how it ended, stays. */
export function exchangeTasks(connectionId: string): Task[] {
  return walkTasks<OldAttempt>({
    kind: 'exchanges',
    scope: connectionId,
    before: (scene) => daysAgo(scene, scene.days.exchanges),
    read: async (trx, which) => {
      let query = trx
        .selectFrom('attempts')
        .select((eb) => ['seq', 'started_at', 'delivery_id', eb('exchanges', 'is not', null).as('has_exchanges')])
        .where('connection_id', '=', connectionId)
        .orderBy('seq');
      query = 'seqs' in which ? query.where('seq', 'in', which.seqs) : query.where('seq', '>', which.after).limit(which.max);
      const rows = await query.execute();
      // SQLite answers with 0 or 1.
      return rows.map(({ has_exchanges: has, ...row }) => ({ ...row, at: row.started_at, hasExchanges: Boolean(has) }));
    },
    remove: async (trx, _scene, rows) => {
      const kept = rows.filter(({ hasExchanges }) => hasExchanges);
      const atWork = await deliveriesAtWork(
        trx,
        kept.map((row) => row.delivery_id),
      );
      const seqs = kept.filter((row) => !atWork.has(row.delivery_id)).map(({ seq }) => seq);
      if (seqs.length > 0) await trx.updateTable('attempts').set({ exchanges: null }).where('seq', 'in', seqs).execute();
      return { removed: seqs.length, unfinished: kept.filter((row) => atWork.has(row.delivery_id)).map(({ seq }) => seq) };
    },
  });
}
