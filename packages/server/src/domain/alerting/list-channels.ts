import { channelView } from './channel-view.ts';
import type { AlertingParts } from './parts.ts';
import { readRouting } from './routing.ts';
import { addressOf } from './targets.ts';
import { CHANNEL_DESTINATIONS } from './through-connection.ts';

/** Where alerts of a workspace go, and what could be chosen. */
export async function listChannels(parts: AlertingParts, workspaceId: string) {
  const rows = await parts.store.db
    .selectFrom('alert_channels')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const { owners } = await readRouting(parts.store.db, parts.mailer, workspaceId);
  return {
    items: rows.map(channelView),
    mail: parts.mailer !== undefined,
    destinations: CHANNEL_DESTINATIONS,
    owners: owners.flatMap((target) => addressOf(target) ?? []),
  };
}
