import type { Db } from '../../store/schema.ts';
import { firstKnown, type Language } from '../../words/language.ts';
import { addressOf } from './targets.ts';

/** In which language a target is told: the member's whose address it is, else the workspace's, else English. */
export async function languageOfTarget(db: Db, workspaceId: string, target: string): Promise<Language> {
  return languageOfAddress(db, workspaceId, addressOf(target) ?? (await addressOfChannel(db, workspaceId, target)));
}

/** The same for an e-mail address; null where a message goes to no single person. */
export async function languageOfAddress(db: Db, workspaceId: string, address: string | null): Promise<Language> {
  const workspace = await db.selectFrom('workspaces').select('language').where('id', '=', workspaceId).executeTakeFirst();
  return firstKnown(address === null ? null : await languageOfMember(db, workspaceId, address), workspace?.language);
}

/** Of an operator too: they are told where they are a channel or own something. */
async function languageOfMember(db: Db, workspaceId: string, address: string): Promise<string | null> {
  const rows = await db
    .selectFrom('members')
    .select('language')
    .where('email', '=', address.toLowerCase())
    .where('removed_at', 'is', null)
    .where((eb) => eb.or([eb('workspace_id', '=', workspaceId), eb('workspace_id', 'is', null)]))
    .execute();
  return rows.find(({ language }) => language !== null)?.language ?? null;
}

async function addressOfChannel(db: Db, workspaceId: string, channelId: string): Promise<string | null> {
  const row = await db
    .selectFrom('alert_channels')
    .select('address')
    .where('id', '=', channelId)
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  return row?.address ?? null;
}
