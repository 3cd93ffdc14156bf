import type { Db } from '../../../store/schema.ts';

/** Notes what is wrong with a service, for its settings; null: it answers again. */
export async function noteProblem(db: Db, id: string, problem: string | null, now: number): Promise<void> {
  await db
    .updateTable('screening_services')
    .set({ problem, problem_at: problem === null ? null : now })
    .where('id', '=', id)
    .execute();
}
