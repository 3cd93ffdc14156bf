import { AppError } from '../../observe/app-error.ts';
import { newId } from '../../store/ids.ts';
import { said } from '../../words/said.ts';
import { say } from '../../words/say.ts';
import { recordAudit } from '../audit/record.ts';
import type { Reach } from '../reach.ts';
import { dispatch } from './dispatch.ts';
import { findChannel } from './find.ts';
import { languageOfTarget } from './languages.ts';
import type { AlertingParts } from './parts.ts';
import { linkTo } from './send-to.ts';

/** Sends a test, and says whether it got through; the channel shows that too. */
export async function testChannel(parts: AlertingParts, { workspaceId, by: actor }: Reach, channelId: string) {
  const { store, clock } = parts;
  const channel = await findChannel(store.db, workspaceId, channelId);
  const workspace = await store.db.selectFrom('workspaces').select('name').where('id', '=', workspaceId).executeTakeFirstOrThrow();
  const language = await languageOfTarget(store.db, workspaceId, channelId);
  const message = {
    language,
    subject: say(language, said('message.test.subject', { workspace: workspace.name, channel: channel.name })),
    blocks: [say(language, said('message.test'))],
    items: [],
  };
  const failure = await dispatch(parts, workspaceId, channelId, { ...message, id: newId('ntc'), link: linkTo(parts, workspaceId) }).then(
    () => null,
    (error: unknown) => {
      if (error instanceof AppError) return error.message;
      throw error;
    },
  );
  await store.transaction(async (trx) => {
    const at = clock.now();
    await trx
      .updateTable('alert_channels')
      .set(failure === null ? { last_sent_at: at, failed_at: null, error: null } : { failed_at: at, error: failure })
      .where('id', '=', channelId)
      .where('workspace_id', '=', workspaceId)
      .execute();
    const entry = { workspaceId, at, actor, action: 'alert_channel.tested', entity: 'alert_channel', entityId: channelId };
    await recordAudit(trx, { ...entry, after: { sent: failure === null } });
  });
  return { ok: failure === null, message: failure };
}
