import { AppError } from '../../observe/app-error.ts';
import { mailFailure } from '../../mail/mailer.ts';
import { hashSecret, newSecret } from '../../secrets/hash.ts';
import type { Db } from '../../store/schema.ts';
import { firstKnown, type Language } from '../../words/language.ts';
import { said } from '../../words/said.ts';
import { say } from '../../words/say.ts';
import { membershipsOf } from '../member/find.ts';
import type { MemberParts } from '../member/parts.ts';
import { beginSession, type SignIn } from './begin.ts';
import { LINK_MINUTES, LINK_MS, LINKS_AT_ONCE } from './limits.ts';

/** Makes a one-time link for a member and answers its address. Only whoever may be that member may see it. */
export async function createLoginLink(parts: Pick<MemberParts, 'publicUrl'>, db: Db, email: string, now: number): Promise<string> {
  const secret = newSecret('');
  await db.deleteFrom('login_links').where('expires_at', '<=', now).execute();
  await db
    .insertInto('login_links')
    .values({ hash: hashSecret(secret), email, created_at: now, expires_at: now + LINK_MS })
    .execute();
  return `${parts.publicUrl()}/console/sign-in/link/${secret}`;
}

/**
 * Mails a one-time link, where the address is a member's and did not just get several: in the member's language, else in
 * that of the page it was asked on. Answers nothing and throws nothing: whoever asks must not learn which addresses are known.
 */
export async function mailLoginLink(parts: MemberParts, email: string, asked: Language | undefined): Promise<void> {
  const { store, mailer, logger } = parts;
  const now = parts.clock.now();
  try {
    const memberships = await membershipsOf(store.db, email);
    if (mailer === undefined || memberships.length === 0) return;
    const link = await store.transaction(async (trx) => {
      const { count } = await trx
        .selectFrom('login_links')
        .select((column) => column.fn.countAll<number>().as('count'))
        .where('email', '=', email)
        .where('created_at', '>', now - LINK_MS)
        .executeTakeFirstOrThrow();
      return count >= LINKS_AT_ONCE ? undefined : createLoginLink(parts, trx, email, now);
    });
    if (link === undefined) return logger.warn({}, 'too many sign-in links were asked for one address; none was sent');
    const language = firstKnown(...memberships.map((member) => member.language), asked);
    await mailer.send({
      to: email,
      subject: say(language, said('mail.link.subject')),
      text: say(language, said('mail.link', { minutes: LINK_MINUTES, link })),
    });
  } catch (error) {
    logger.error(mailFailure(error), 'a sign-in link could not be mailed');
  }
}

/** Whose link it is, without using it up; undefined where it cannot be used (any more). */
export async function ownerOfLink(db: Db, secret: string, now: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('login_links')
    .select('email')
    .where('hash', '=', hashSecret(secret))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row?.email;
}

/** Uses a link up and begins a session; answers the session's secret. Of two who use it at once, one gets in. */
export async function signInByLink(
  parts: Pick<MemberParts, 'store' | 'clock'>,
  secret: string,
  browser: Pick<SignIn, 'device' | 'language' | 'previous'>,
): Promise<string> {
  const now = parts.clock.now();
  return parts.store.transaction(async (trx) => {
    const used = await trx
      .updateTable('login_links')
      .set({ used_at: now })
      .where('hash', '=', hashSecret(secret))
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .returning('email')
      .executeTakeFirst();
    if (used === undefined || (await membershipsOf(trx, used.email)).length === 0) throw linkUsed();
    return beginSession(trx, { email: used.email, method: 'link', ...browser }, now);
  });
}

export function linkUsed(): AppError {
  return new AppError('code_invalid', said('signIn.linkUsed', { minutes: LINK_MINUTES }));
}
