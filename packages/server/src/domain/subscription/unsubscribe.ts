import { AppError } from '../../observe/app-error.ts';
import { recordAudit } from '../audit/record.ts';
import { removeConnection } from '../connection/remove.ts';
import { archiveFlow } from '../flow/archive.ts';
import type { CallingParts } from '../flow/parts.ts';

/** Ends a subscription with its flow and its connection; what waited to be sent is cancelled. One that has ended stays so. */
export async function unsubscribe(
  parts: CallingParts,
  request: { workspaceId: string; subscriptionId: string; by: string; why?: string },
): Promise<void> {
  const { workspaceId, subscriptionId, by } = request;
  const row = await parts.store.db
    .selectFrom('subscriptions')
    .selectAll()
    .where('id', '=', subscriptionId)
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  if (row === undefined) throw new AppError('not_found', 'There is no such subscription in this workspace.');
  if (row.ended_at !== null) return;
  // First the flow, so that nothing new is planned for the connection.
  await unlessGone(archiveFlow(parts, workspaceId, by, row.flow_id));
  await unlessGone(removeConnection(parts, { workspaceId, connectionId: row.connection_id, by }));
  const now = parts.clock.now();
  await parts.store.transaction(async (trx) => {
    const ended = await trx
      .updateTable('subscriptions')
      .set({ ended_at: now })
      .where('id', '=', row.id)
      .where('ended_at', 'is', null)
      .returning('id')
      .execute();
    if (ended.length === 0) return;
    await recordAudit(trx, {
      workspaceId,
      at: now,
      actor: by,
      action: 'subscription.ended',
      entity: 'subscription',
      entityId: row.id,
      before: { name: row.name, types: JSON.parse(row.types) as string[] },
      ...(request.why === undefined ? {} : { after: { why: request.why } }),
    });
  });
}

/** The owner may have archived or removed it already, or uses the connection in a flow of their own: then it stays theirs. */
async function unlessGone(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== 'not_found' && error.code !== 'conflict')) throw error;
  }
}
