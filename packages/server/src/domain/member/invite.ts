import { mailFailure } from '../../mail/mailer.ts';
import { AppError } from '../../observe/app-error.ts';
import { addMember, type NewMember } from './add.ts';
import type { MemberParts } from './parts.ts';
import { memberView } from './view.ts';

/**
 * Lets somebody in and tells them by mail where to sign in. The mail holds no secret: they ask for their own one-time
 * link there. Nobody else ever gets such a link, since it would open everything the address is a member of.
 */
export async function inviteMember(parts: MemberParts, member: NewMember) {
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
        : await trx.selectFrom('workspaces').select('name').where('id', '=', member.scope).executeTakeFirstOrThrow(),
  }));
  return { ...memberView(row), told: await tell(parts, row.email, workspace?.name ?? 'all workspaces') };
}

/** Whether a mail went out. One that did not can be repeated by word of mouth: it only names an address. */
async function tell(parts: MemberParts, email: string, what: string): Promise<boolean> {
  if (parts.mailer === undefined) return false;
  const address = `${parts.publicUrl()}/console/sign-in?email=${encodeURIComponent(email)}`;
  try {
    await parts.mailer.send({
      to: email,
      subject: `You can now sign in to Handoff`,
      text: `You were invited to ${what} in Handoff.\n\nSign in with this address (${email}) here:\n${address}\n\nIf you did not expect this, do nothing.\n`,
    });
    return true;
  } catch (error) {
    parts.logger.error(mailFailure(error), 'an invitation could not be mailed');
    return false;
  }
}
