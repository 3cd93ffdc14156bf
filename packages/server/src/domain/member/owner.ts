import type { Transaction } from 'kysely';
import type { Db, Schema } from '../../store/schema.ts';
import { recordAudit } from '../audit/record.ts';
import type { MemberRow } from './view.ts';

/** What somebody answers for. */
const OWNED = { flow: 'flows', connection: 'connections' } as const;

/**
 * An owner as it is stored. An address of a member (of the workspace, else of an operator) is kept with who that is; anybody
 * else is kept as they were called.
 */
export async function ownerColumns(db: Db, workspaceId: string, owner: string | null) {
  const member = owner === null ? undefined : await memberCalled(db, workspaceId, owner);
  return { owner: member?.email ?? owner, owner_member_id: member?.id ?? null };
}

async function memberCalled(db: Db, workspaceId: string, owner: string): Promise<{ id: string; email: string } | undefined> {
  const rows = await db
    .selectFrom('members')
    .select(['id', 'email', 'workspace_id'])
    .where('email', '=', owner.trim().toLowerCase())
    .where('removed_at', 'is', null)
    .where((eb) => eb.or([eb('workspace_id', '=', workspaceId), eb('workspace_id', 'is', null)]))
    .execute();
  return rows.find((row) => row.workspace_id === workspaceId) ?? rows[0];
}

/** Somebody who was named as an owner before they were a member is one now. */
export async function takeOverOwned(db: Db, member: Pick<MemberRow, 'id' | 'email' | 'workspace_id'>): Promise<void> {
  for (const table of Object.values(OWNED)) {
    await db
      .updateTable(table)
      .set({ owner_member_id: member.id, owner: member.email })
      .where('owner_member_id', 'is', null)
      .where((eb) => eb(eb.fn<string>('lower', ['owner']), '=', member.email))
      .$if(member.workspace_id !== null, (query) => query.where('workspace_id', '=', member.workspace_id as string))
      .execute();
  }
}

/** Whoever is no member any more answers for nothing: what was theirs has no owner until somebody takes it. */
export async function leaveOwned(trx: Transaction<Schema>, member: MemberRow, { by, at }: { by: string; at: number }): Promise<void> {
  for (const [entity, table] of Object.entries(OWNED)) {
    const rows = await trx
      .selectFrom(table)
      .select(['id', 'workspace_id', 'owner'])
      .where('owner_member_id', '=', member.id)
      // A server of the version before writes owners without who it is.
      .where('owner', '=', member.email)
      .execute();
    for (const { id, workspace_id: workspaceId, owner } of rows) {
      const after = await stillOwner(trx, workspaceId, member);
      await trx.updateTable(table).set(after).where('id', '=', id).execute();
      if (after.owner !== null) continue;
      const change = { workspaceId, at, actor: by, action: `${entity}.owner_removed`, entity, entityId: id };
      await recordAudit(trx, { ...change, before: { owner }, after });
    }
  }
}

/** An operator may be a member of the workspace too, or the other way round. */
async function stillOwner(trx: Transaction<Schema>, workspaceId: string, { email }: MemberRow) {
  const other = await memberCalled(trx, workspaceId, email);
  return other === undefined ? { owner: null, owner_member_id: null } : { owner: email, owner_member_id: other.id };
}
