import { resolveAlert } from '../../observe/alerts.ts';
import type { Db } from '../../store/schema.ts';

/** Ends every alert about a connection itself; those about single deliveries stay. */
export async function resolveConnectionAlerts(db: Db, workspaceId: string, connectionId: string, now: number): Promise<void> {
  for (const kind of ['access', 'breaker', 'disabled']) await resolveAlert(db, workspaceId, `${kind}:${connectionId}`, now);
}
