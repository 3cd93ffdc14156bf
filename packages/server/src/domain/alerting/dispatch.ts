import { DestinationFailure } from '../../destinations/kit/types.ts';
import { AppError } from '../../observe/app-error.ts';
import { findConnection } from '../connection/find.ts';
import { type Message, textOf } from './compose.ts';
import type { AlertingParts } from './parts.ts';
import { addressOf } from './targets.ts';
import { MAIL_TEXT, sendThroughConnection } from './through-connection.ts';

/** Sends a message to a target: an address or a channel. Throws with words for the owner; see `mayHaveArrived`. */
export async function dispatch(
  parts: AlertingParts,
  workspaceId: string,
  target: string,
  message: Message & { id: string; link: string },
): Promise<void> {
  const address = addressOf(target);
  if (address !== undefined) return sendMail(parts, address, message);
  const channel = await parts.store.db
    .selectFrom('alert_channels')
    .selectAll()
    .where('id', '=', target)
    .where('workspace_id', '=', workspaceId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (channel === undefined) throw new AppError('not_found', 'This channel was removed.');
  if (channel.address !== null) return sendMail(parts, channel.address, message);
  const row = await findConnection(parts.store.db, workspaceId, channel.connection_id ?? '');
  await sendThroughConnection(parts, row, message);
}

async function sendMail({ mailer, publicUrl }: AlertingParts, to: string, message: Message & { id: string; link: string }): Promise<void> {
  if (mailer === undefined)
    throw new AppError(
      'conflict',
      'This server has no mail server. Its operator sets HANDOFF_MAIL_URL; until then choose another channel.',
    );
  try {
    await mailer.send({
      to,
      subject: message.subject,
      text: textOf(message, message.link, MAIL_TEXT),
      // The same at every try, so that a mailbox which gets it twice can tell.
      messageId: `<${message.id}@${new URL(publicUrl()).hostname}>`,
    });
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new AppError('destination_failed', `The mail server did not take it: ${words}`, { cause: error });
  }
}

/** Whether a failed message could be with its reader all the same; then it is repeated just as it was. */
export function mayHaveArrived(error: unknown): boolean {
  if (!(error instanceof AppError) || error.cause === undefined) return false;
  if (error.cause instanceof DestinationFailure) return error.cause.classification.kind === 'unknown';
  // A mail server that answered has refused it; where it fell silent nobody knows.
  return error.code === 'destination_failed' && !(error.cause as { responseCode?: unknown }).responseCode;
}
