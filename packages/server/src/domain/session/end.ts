import { AppError } from '../../observe/app-error.ts';
import type { Db } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import { recordAudit, WHOLE_SERVER } from '../audit/record.ts';

interface Parts {
  store: Store;
  clock: { now: () => number };
}

/** Signs a person out of every browser, in the transaction of what is the reason and says so in the audit. */
export async function endSessionsOf(db: Db, email: string): Promise<void> {
  await db.deleteFrom('sessions').where('email', '=', email).execute();
}

/** Signs a person out of every browser, at their own word. */
export async function endAllSessions(parts: Parts, email: string): Promise<void> {
  await end(parts, email, undefined);
}

/** Signs a person out of one browser. Another's session is not there. */
export async function endSession(parts: Parts, email: string, sessionId: string): Promise<void> {
  if ((await end(parts, email, sessionId)) === 0) throw new AppError('not_found', 'There is no such session; it may have ended.');
}

async function end({ store, clock }: Parts, email: string, sessionId: string | undefined): Promise<number> {
  return store.transaction(async (trx) => {
    const ended = await trx
      .deleteFrom('sessions')
      .where('email', '=', email)
      .$if(sessionId !== undefined, (query) => query.where('id', '=', sessionId as string))
      .returning(['id', 'method', 'device'])
      .execute();
    for (const { id, method, device } of ended) {
      await recordAudit(trx, {
        workspaceId: WHOLE_SERVER,
        at: clock.now(),
        actor: `member:${email}`,
        action: 'session.ended',
        entity: 'session',
        entityId: id,
        before: { method, device },
      });
    }
    return ended.length;
  });
}
