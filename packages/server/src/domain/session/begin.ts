import { hashSecret, newSecret } from '../../secrets/hash.ts';
import { newId } from '../../store/ids.ts';
import type { Db } from '../../store/schema.ts';
import type { Language } from '../../words/language.ts';
import { recordAudit, WHOLE_SERVER } from '../audit/record.ts';
import { IDLE_MS, LONGEST_MS } from './limits.ts';

export interface SignIn {
  email: string;
  method: 'link' | 'oidc';
  /** What the browser calls itself. */
  device: string;
  /** The language it asked for; undefined where that is none the server speaks. */
  language: Language | undefined;
  /** The session this browser had before; it ends, so that an id planted there is worth nothing. */
  previous: string | undefined;
}

/** Begins a session in the transaction and answers its secret, of which only the hash is kept. Sessions that ran out go. */
export async function beginSession(db: Db, { email, method, device, language, previous }: SignIn, now: number): Promise<string> {
  const secret = newSecret('hns_');
  await db
    .deleteFrom('sessions')
    .where((or) => or.or([or('last_used_at', '<=', now - IDLE_MS), or('created_at', '<=', now - LONGEST_MS)]))
    .execute();
  if (previous !== undefined) await db.deleteFrom('sessions').where('hash', '=', hashSecret(previous)).execute();
  const id = newId('ses');
  await db
    .insertInto('sessions')
    .values({ id, hash: hashSecret(secret), email, method, device: device.slice(0, 200), created_at: now, last_used_at: now })
    .execute();
  await db
    .updateTable('members')
    .set({ last_seen_at: now, ...(language === undefined ? {} : { language }) })
    .where('email', '=', email)
    .where('removed_at', 'is', null)
    .execute();
  await recordAudit(db, {
    workspaceId: WHOLE_SERVER,
    at: now,
    actor: `member:${email}`,
    action: 'session.begun',
    entity: 'session',
    entityId: id,
    after: { method },
  });
  return secret;
}
