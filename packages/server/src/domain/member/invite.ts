import { mailFailure } from '../../mail/mailer.ts';
import { AppError } from '../../observe/app-error.ts';
import { firstKnown, type Language } from '../../words/language.ts';
import { said } from '../../words/said.ts';
import { say } from '../../words/say.ts';
import { addMember, type NewMember } from './add.ts';
import { membershipsOf } from './find.ts';
import type { MemberParts } from './parts.ts';
import { memberView } from './view.ts';

/**
 * Lets somebody in and tells them by mail where to sign in. The mail holds no secret: they ask for their own one-time
 * link there. Nobody else ever gets such a link, since it would open everything the address is a member of.
 * The mail is in the language they signed in with elsewhere, else the workspace's, else that of whoever invites.
 */
export async function inviteMember(parts: MemberParts, member: NewMember, asked: Language) {
  if (parts.mailer === undefined && parts.config.oidc === undefined) {
    throw new AppError(
      'conflict',
      'This server sends no mails, so whoever is invited could not sign in. Set HANDOFF_MAIL_URL and HANDOFF_MAIL_FROM (or HANDOFF_OIDC_ISSUER), or run `handoff member invite` on the server, which prints a link.',
    );
  }
  const { row, workspace } = await parts.store.transaction(async (trx) => ({
    row: await addMember(trx, member, parts.clock.now()),
    workspace:
      member.scope === null
        ? undefined
        : await trx.selectFrom('workspaces').select(['name', 'language']).where('id', '=', member.scope).executeTakeFirstOrThrow(),
  }));
  return { ...memberView(row), told: await tell(parts, row.email, workspace, asked) };
}

/** Whether a mail went out. One that did not can be repeated by word of mouth: it only names an address. */
async function tell(
  parts: MemberParts,
  email: string,
  workspace: { name: string; language: string | null } | undefined,
  asked: Language,
): Promise<boolean> {
  if (parts.mailer === undefined) return false;
  const link = `${parts.publicUrl()}/console/sign-in?email=${encodeURIComponent(email)}`;
  const memberships = await membershipsOf(parts.store.db, email);
  const language = firstKnown(...memberships.map((one) => one.language), workspace?.language, asked);
  const words =
    workspace === undefined
      ? said('mail.invited.everywhere', { email, link })
      : said('mail.invited', { workspace: workspace.name, email, link });
  try {
    await parts.mailer.send({ to: email, subject: say(language, said('mail.invited.subject')), text: say(language, words) });
    return true;
  } catch (error) {
    parts.logger.error(mailFailure(error), 'an invitation could not be mailed');
    return false;
  }
}
