import type { Role } from '@handoff/shared/api';
import { AppError } from '../../observe/app-error.ts';
import { newId } from '../../store/ids.ts';
import type { Db } from '../../store/schema.ts';
import { recordAudit, WHOLE_SERVER } from '../audit/record.ts';
import type { MemberScope } from './find.ts';
import { takeOverOwned } from './owner.ts';
import type { MemberRow } from './view.ts';

export interface NewMember {
  scope: MemberScope;
  /** In small letters. */
  email: string;
  name: string | undefined;
  role: Role;
  by: string;
}

/** Adds a member, with the audit's entry, to the transaction. */
export async function addMember(db: Db, member: NewMember, now: number): Promise<MemberRow> {
  const { scope, email, role, by } = member;
  const row = await db
    .insertInto('members')
    .values({
      id: newId('mem'),
      workspace_id: scope,
      email,
      name: member.name ?? email.split('@')[0] ?? email,
      role,
      invited_by: by,
      invited_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) throw new AppError('conflict', `${email} is a member already. Change their role instead.`);
  await takeOverOwned(db, row);
  await recordAudit(db, {
    workspaceId: scope ?? WHOLE_SERVER,
    at: now,
    actor: by,
    action: 'member.invited',
    entity: 'member',
    entityId: row.id,
    after: { email, name: row.name, role },
  });
  return row;
}
