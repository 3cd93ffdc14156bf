import { hashSecret } from '../../secrets/hash.ts';
import type { Store } from '../../store/store.ts';
import { membershipsOf } from '../member/find.ts';
import type { MemberRow } from '../member/view.ts';
import { IDLE_MS, LONGEST_MS, TOUCH_MS } from './limits.ts';

export interface FoundSession {
  id: string;
  email: string;
  memberships: MemberRow[];
}

/** The session with this secret, and what its person is a member of now. Undefined where it ended, ran out or leads nowhere. */
export async function findSession(store: Store, secret: string, now: number): Promise<FoundSession | undefined> {
  const row = await store.db
    .selectFrom('sessions')
    .select(['id', 'email', 'last_used_at'])
    .where('hash', '=', hashSecret(secret))
    .where('last_used_at', '>', now - IDLE_MS)
    .where('created_at', '>', now - LONGEST_MS)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const memberships = await membershipsOf(store.db, row.email);
  if (memberships.length === 0) return undefined;
  if (now - row.last_used_at > TOUCH_MS) {
    await store.db.updateTable('sessions').set({ last_used_at: now }).where('id', '=', row.id).execute();
    await store.db
      .updateTable('members')
      .set({ last_seen_at: now })
      .where('email', '=', row.email)
      .where('removed_at', 'is', null)
      .execute();
  }
  return { id: row.id, email: row.email, memberships };
}

/** What requests that change something must repeat. Made from the session's secret, so nothing more needs keeping. */
export function csrfTokenOf(secret: string): string {
  return hashSecret(`csrf ${secret}`);
}
