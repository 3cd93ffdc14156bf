import type { Transaction } from 'kysely';
import { AppError } from '../../observe/app-error.ts';
import type { Db, Schema } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import { type MemberRow, memberView } from './view.ts';

/** A workspace's id, or null: the operators, who reach all of them. */
export type MemberScope = string | null;

/** Those who are members now, in the order in which they came. */
export function membersOf(db: Db, scope: MemberScope) {
  return db
    .selectFrom('members')
    .selectAll()
    .where('workspace_id', scope === null ? 'is' : '=', scope)
    .where('removed_at', 'is', null)
    .orderBy('invited_at')
    .orderBy('id');
}

export async function listMembers(store: Store, scope: MemberScope) {
  return (await membersOf(store.db, scope).execute()).map(memberView);
}

/** What somebody is a member of; empty where the address is nobody's. */
export async function membershipsOf(db: Db, email: string): Promise<MemberRow[]> {
  return db.selectFrom('members').selectAll().where('email', '=', email).where('removed_at', 'is', null).execute();
}

/**
 * A member whose role is about to change or end, with all of the scope's members locked: two owners who demote each
 * other at the same moment must not both succeed.
 */
export async function lockMember(store: Store, trx: Transaction<Schema>, scope: MemberScope, memberId: string): Promise<MemberRow> {
  const all = await membersOf(trx, scope)
    .$if(store.engine === 'postgres', (rows) => rows.forUpdate())
    .execute();
  const member = all.find(({ id }) => id === memberId);
  if (member === undefined) throw new AppError('not_found', 'There is no such member here; they may have been removed.');
  return member;
}

/** Refuses what would leave nobody who may let others in. */
export async function refuseLastOwner(trx: Transaction<Schema>, scope: MemberScope, member: MemberRow): Promise<void> {
  if (member.role !== 'owner') return;
  const owners = (await membersOf(trx, scope).execute()).filter(({ role }) => role === 'owner');
  if (owners.length > 1) return;
  throw new AppError('conflict', `${member.email} is the only owner. Make somebody else an owner first.`);
}
