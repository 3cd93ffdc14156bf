import { type Transaction, sql } from 'kysely';
import type { ConnectionRow } from '../../delivery/connections.ts';
import { AppError } from '../../observe/app-error.ts';
import { traceCancelled } from '../../pipeline/trace-ends.ts';
import type { Schema } from '../../store/schema.ts';
import { waitForWorkspace } from '../../store/lock.ts';
import { recordAudit } from '../audit/record.ts';
import { specOf } from '../flow/view.ts';
import { resolveConnectionAlerts } from './alerts.ts';
import { lockConnection } from './find.ts';
import type { ConnectionParts } from './parts.ts';
import { revokeAccess } from './revoke-access.ts';

/**
 * Removes an account and forgets its credentials. Refused while a live flow uses it. What was still waiting for it
 * is cancelled and says so; afterwards the vendor is told, as well as it goes, that access is no longer needed.
 */
export async function removeConnection(
  parts: ConnectionParts,
  request: { workspaceId: string; connectionId: string; by: string },
): Promise<void> {
  const { store, clock } = parts;
  const { workspaceId, connectionId } = request;
  const now = clock.now();
  const { row, ended } = await store.transaction(async (trx) => {
    // Processing routes to live flows under this lock: nothing new is planned for the connection while it goes.
    await waitForWorkspace(trx, store.engine, workspaceId);
    const before = await lockConnection(store, trx, workspaceId, connectionId);
    const flows = await liveFlowsUsing(trx, workspaceId, before);
    if (flows.length > 0) {
      const names = flows.map((name) => `"${name}"`).join(', ');
      throw new AppError(
        'conflict',
        `"${before.name}" is in use by ${names}. Take it out of ${flows.length === 1 ? 'that flow' : 'those flows'}, or archive ${flows.length === 1 ? 'it' : 'them'}, then remove the connection.`,
      );
    }
    await trx
      .updateTable('connections')
      .set({ removed_at: now, updated_at: now, secrets: null, tokens: null, refresh_lease: null, refresh_lease_until: null })
      .where('id', '=', connectionId)
      .execute();
    await trx.deleteFrom('oauth_states').where('connection_id', '=', connectionId).execute();
    const cancelled = await cancelDeliveries(trx, before, now);
    await resolveConnectionAlerts(trx, workspaceId, connectionId, now);
    await recordAudit(trx, {
      workspaceId,
      at: now,
      actor: request.by,
      action: 'connection.removed',
      entity: 'connection',
      entityId: connectionId,
      before: { name: before.name, destination: before.destination, account: before.account },
    });
    return { row: before, ended: cancelled };
  });
  await traceCancelled({ db: store.db, tracing: parts.tracing }, ended, 'connection_removed');
  await revokeAccess(parts, row);
}

/** Names of the flows whose published or shadow version has a step on this connection. */
async function liveFlowsUsing(trx: Transaction<Schema>, workspaceId: string, row: ConnectionRow): Promise<string[]> {
  const versions = await trx
    .selectFrom('flow_versions')
    .innerJoin('flows', 'flows.id', 'flow_versions.flow_id')
    .select(['flows.name', 'flow_versions.spec'])
    .where('flow_versions.workspace_id', '=', workspaceId)
    .where('flow_versions.state', 'in', ['published', 'shadow'])
    .where('flows.archived_at', 'is', null)
    .orderBy('flows.name')
    .execute();
  const using = versions.filter(({ spec }) => specOf({ spec }).steps.some((step) => step.connection === row.id));
  return [...new Set(using.map(({ name }) => name))];
}

/** One being sent right now is cancelled too; its attempt is still finished and tells whether it arrived. Answers which were cancelled. */
async function cancelDeliveries(trx: Transaction<Schema>, row: ConnectionRow, now: number): Promise<string[]> {
  const error = JSON.stringify({
    code: 'connection_removed',
    message: `The connection "${row.name}" was removed before this was sent.`,
    problems: [],
  });
  const cancelled = { state: 'cancelled' as const, error, finished_at: now, lease_token: null, lease_until: null };
  const all = await trx
    .updateTable('deliveries')
    .set(cancelled)
    .where('connection_id', '=', row.id)
    .where('state', 'in', ['blocked', 'waiting', 'pending', 'leased'])
    .returning('id')
    .execute();
  await trx.deleteFrom('lanes').where('connection_id', '=', row.id).execute();
  // Steps of other connections that waited for one of these would wait for ever.
  for (;;) {
    const followers = await trx
      .updateTable('deliveries')
      .set(cancelled)
      .where('workspace_id', '=', row.workspace_id)
      .where('state', '=', sql.lit('blocked'))
      .where('after_id', 'in', (earlier) =>
        earlier
          .selectFrom('deliveries as before')
          .select('before.id')
          .where('before.state', '=', 'cancelled')
          .where('before.finished_at', '=', now),
      )
      .returning('id')
      .execute();
    if (followers.length === 0) return all.map(({ id }) => id);
    all.push(...followers);
  }
}
