import { channelView } from './channel-view.ts';
import { findChannels } from './find.ts';
import type { AlertingParts } from './parts.ts';
import { readRouting } from './routing.ts';
import { addressOf } from './targets.ts';
import { CHANNEL_DESTINATIONS } from './through-connection.ts';

/** Where alerts of a workspace go, and what could be chosen. */
export async function listChannels(parts: AlertingParts, workspaceId: string) {
  const rows = await findChannels(parts.store.db, workspaceId);
  const { owners } = await readRouting(parts.store.db, parts.mailer, workspaceId);
  return {
    items: rows.map(channelView),
    mail: parts.mailer !== undefined,
    destinations: CHANNEL_DESTINATIONS,
    owners: owners.flatMap((target) => addressOf(target) ?? []),
  };
}
