import { sql } from 'kysely';
import { recordAudit } from '../audit/record.ts';
import type { Reach } from '../reach.ts';
import { channelView } from './channel-view.ts';
import { findChannel } from './find.ts';
import type { AlertingParts } from './parts.ts';

/** Removes a channel; what still waited to be sent there is not sent. */
export async function removeChannel({ store, clock }: AlertingParts, { workspaceId, by: actor }: Reach, channelId: string) {
  await store.transaction(async (trx) => {
    const at = clock.now();
    const before = await findChannel(trx, workspaceId, channelId);
    await trx.updateTable('alert_channels').set({ removed_at: at, updated_at: at }).where('id', '=', channelId).execute();
    await trx
      .updateTable('notices')
      .set({ state: 'dropped' })
      .where('workspace_id', '=', workspaceId)
      .where('target', '=', channelId)
      .where('state', '=', sql.lit('pending'))
      .execute();
    const { name, to, settings } = channelView(before);
    const entry = { workspaceId, at, actor, action: 'alert_channel.removed', entity: 'alert_channel', entityId: channelId };
    await recordAudit(trx, { ...entry, before: { name, to, settings } });
  });
  return { ok: true as const };
}
