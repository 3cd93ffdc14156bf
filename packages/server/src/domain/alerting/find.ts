import { AppError } from '../../observe/app-error.ts';
import type { Db } from '../../store/schema.ts';
import type { Language } from '../../words/language.ts';
import { alertViews, type AlertRow } from './view.ts';
import type { ChannelRow } from './channel-view.ts';

export async function findAlert(db: Db, workspaceId: string, alertId: string): Promise<AlertRow> {
  const row = await db
    .selectFrom('alerts')
    .selectAll()
    .where('id', '=', alertId)
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  if (row === undefined) throw new AppError('not_found', 'There is no such alert in this workspace.');
  return row;
}

/** The alert as the API shows it. */
export async function alertViewOf(db: Db, workspaceId: string, alertId: string, language: Language) {
  const [view] = await alertViews(db, workspaceId, [await findAlert(db, workspaceId, alertId)], language);
  if (view === undefined) throw new AppError('not_found', 'There is no such alert in this workspace.');
  return view;
}

export async function findChannel(db: Db, workspaceId: string, channelId: string): Promise<ChannelRow> {
  const row = await db
    .selectFrom('alert_channels')
    .selectAll()
    .where('id', '=', channelId)
    .where('workspace_id', '=', workspaceId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) throw new AppError('not_found', 'There is no such channel in this workspace; it may have been removed.');
  return row;
}

/** The channels of a workspace, the oldest first. */
export async function findChannels(db: Db, workspaceId: string): Promise<ChannelRow[]> {
  return db
    .selectFrom('alert_channels')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}
