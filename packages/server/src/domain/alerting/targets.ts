import type { Db } from '../../store/schema.ts';

const MAIL = 'mailto:';

/** The target of notices that go to one address through the server's own mail. */
export function mailTarget(address: string): string {
  return MAIL + address.trim().toLowerCase();
}

/** The address of such a target; undefined where it is a channel. */
export function addressOf(target: string): string | undefined {
  return target.startsWith(MAIL) ? target.slice(MAIL.length) : undefined;
}

/** How a person knows the targets of a workspace: an address, or the name of a channel. */
export async function targetNames(db: Db, workspaceId: string): Promise<(target: string) => string> {
  const channels = await db.selectFrom('alert_channels').select(['id', 'name']).where('workspace_id', '=', workspaceId).execute();
  const names = new Map(channels.map(({ id, name }) => [id, name]));
  return (target) => addressOf(target) ?? names.get(target) ?? '';
}
