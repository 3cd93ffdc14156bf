import { release } from '../../store/outbox/index.ts';
import { recordAudit } from '../audit/record.ts';
import { resolveConnectionAlerts } from './alerts.ts';
import { findConnection, lockConnection } from './find.ts';
import type { ConnectionParts } from './parts.ts';
import { connectionView } from './view.ts';

/** Ends any hold. What is still wrong at the other side will hold it again, with a new alert. */
export async function resumeConnection(parts: ConnectionParts, request: { workspaceId: string; connectionId: string; by: string }) {
  const { store, clock } = parts;
  const { workspaceId, connectionId } = request;
  const now = clock.now();
  const row = await store.transaction(async (trx) => {
    const before = await lockConnection(store, trx, workspaceId, connectionId);
    await release(trx, connectionId, ['rate_limit', 'auth', 'scope', 'breaker', 'person']);
    // What waited while it was on hold is late from now on, not before.
    await trx.updateTable('connections').set({ updated_at: now }).where('id', '=', connectionId).execute();
    await resolveConnectionAlerts(trx, workspaceId, connectionId, now);
    await recordAudit(trx, {
      workspaceId,
      at: now,
      actor: request.by,
      action: 'connection.resumed',
      entity: 'connection',
      entityId: connectionId,
      before: { hold: before.hold_kind, message: before.hold_message },
      after: { hold: null, message: null },
    });
    return findConnection(trx, workspaceId, connectionId);
  });
  store.wake();
  return connectionView(parts, row, now);
}
