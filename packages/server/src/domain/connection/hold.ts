import { hold } from '../../store/outbox/index.ts';
import { recordAudit } from '../audit/record.ts';
import { findConnection, lockConnection } from './find.ts';
import type { ConnectionParts } from './parts.ts';
import { connectionView } from './view.ts';

/** Pauses a connection until a person resumes it. What comes meanwhile waits. */
export async function holdConnection(
  parts: ConnectionParts,
  request: { workspaceId: string; connectionId: string; reason: string; by: string },
) {
  const { store, clock } = parts;
  const { workspaceId, connectionId, reason } = request;
  const now = clock.now();
  const row = await store.transaction(async (trx) => {
    const before = await lockConnection(store, trx, workspaceId, connectionId);
    await hold(trx, { connectionId, kind: 'person', until: undefined, message: reason });
    await recordAudit(trx, {
      workspaceId,
      at: now,
      actor: request.by,
      action: 'connection.held',
      entity: 'connection',
      entityId: connectionId,
      before: { hold: before.hold_kind, message: before.hold_message },
      after: { hold: 'person', message: reason },
    });
    return findConnection(trx, workspaceId, connectionId);
  });
  return connectionView(parts, row, now);
}
