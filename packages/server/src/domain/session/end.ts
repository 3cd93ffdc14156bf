import { AppError } from '../../observe/app-error.ts';
import type { Db } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';

/** Signs a person out of every browser. */
export async function endSessionsOf(db: Db, email: string): Promise<void> {
  await db.deleteFrom('sessions').where('email', '=', email).execute();
}

/** Signs a person out of one browser. Another's session is not there. */
export async function endSession(store: Store, email: string, sessionId: string): Promise<void> {
  const ended = await store.db.deleteFrom('sessions').where('id', '=', sessionId).where('email', '=', email).returning('id').execute();
  if (ended.length === 0) throw new AppError('not_found', 'There is no such session; it may have ended.');
}
