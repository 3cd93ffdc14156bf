import { recordAudit, WHOLE_SERVER } from '../audit/record.ts';
import { endSessionsOf } from '../session/end.ts';
import { lockMember, type MemberScope, refuseLastOwner } from './find.ts';
import { leaveOwned } from './owner.ts';
import type { MemberParts } from './parts.ts';

/** Takes a member out and signs them out. What they did stays under their name. */
export async function removeMember(
  parts: Pick<MemberParts, 'store' | 'clock'>,
  request: { scope: MemberScope; memberId: string; by: string },
): Promise<void> {
  const { scope, memberId } = request;
  const now = parts.clock.now();
  await parts.store.transaction(async (trx) => {
    const member = await lockMember(parts.store, trx, scope, memberId);
    await refuseLastOwner(trx, scope, member);
    await trx.updateTable('members').set({ removed_at: now }).where('id', '=', memberId).execute();
    await endSessionsOf(trx, member.email);
    await leaveOwned(trx, member, { by: request.by, at: now });
    await recordAudit(trx, {
      workspaceId: scope ?? WHOLE_SERVER,
      at: now,
      actor: request.by,
      action: 'member.removed',
      entity: 'member',
      entityId: memberId,
      before: { email: member.email, name: member.name, role: member.role },
    });
  });
}
