import { sql } from 'kysely';
import type { Store } from '../store.ts';

/** Connections that are not on hold and have a delivery due. One index seek a connection. */
export async function readyConnections(store: Store, now: number): Promise<string[]> {
  const rows = await sql<{ id: string }>`
    select id from connections
    where removed_at is null and (hold_kind is null or hold_until <= ${now})
      and exists (select 1 from deliveries where connection_id = connections.id and state = 'pending' and run_at <= ${now})`.execute(
    store.db,
  );
  return rows.rows.map((row) => row.id);
}

/** Workspaces with events to process. One index seek a workspace. */
export async function workspacesWithReceived(store: Store, now: number): Promise<string[]> {
  const rows = await sql<{ id: string }>`
    select id from workspaces
    where exists (select 1 from events where workspace_id = workspaces.id and state = 'received' and process_at <= ${now})`.execute(
    store.db,
  );
  return rows.rows.map((row) => row.id);
}
