import type { Role } from '@handoff/shared/api';
import { recordAudit, WHOLE_SERVER } from '../audit/record.ts';
import { endSessionsOf } from '../session/end.ts';
import { lockMember, type MemberScope, refuseLastOwner } from './find.ts';
import type { MemberParts } from './parts.ts';
import { memberView } from './view.ts';

/** Gives a member another role. Their sessions end: who may do more or less than before signs in anew. */
export async function changeRole(
  parts: Pick<MemberParts, 'store' | 'clock'>,
  request: { scope: MemberScope; memberId: string; role: Role; by: string },
) {
  const { scope, memberId, role } = request;
  const now = parts.clock.now();
  return parts.store.transaction(async (trx) => {
    const member = await lockMember(parts.store, trx, scope, memberId);
    if (member.role === role) return memberView(member);
    await refuseLastOwner(trx, scope, member);
    await trx.updateTable('members').set({ role }).where('id', '=', memberId).execute();
    await endSessionsOf(trx, member.email);
    await recordAudit(trx, {
      workspaceId: scope ?? WHOLE_SERVER,
      at: now,
      actor: request.by,
      action: 'member.role_changed',
      entity: 'member',
      entityId: memberId,
      before: { email: member.email, role: member.role },
      after: { email: member.email, role },
    });
    return memberView({ ...member, role });
  });
}
