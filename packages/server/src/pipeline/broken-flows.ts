import type { Transaction } from 'kysely';
import { alertKey, openAlert, resolveAlert } from '../observe/alerts.ts';
import type { Schema } from '../store/schema.ts';
import { said } from '../words/said.ts';
import type { CompiledFlow } from './flows.ts';

/** A flow whose owner was told just now that it cannot be run. */
export interface BrokenFlow {
  flowId: string;
  versionId: string;
  error: string;
}

/**
 * Tells the owners of flows that cannot be compiled, once, and takes it back where they can again: after an update of
 * the server nobody publishes anew. Answers those that were told of now.
 */
export async function tellOfBrokenFlows(
  trx: Transaction<Schema>,
  workspaceId: string,
  flows: CompiledFlow[],
  now: number,
): Promise<BrokenFlow[]> {
  const broken = flows.filter((flow) => flow.fault !== undefined);
  const keys = new Set(broken.map(({ flowId }) => alertKey.flow(flowId)));
  const open = await trx
    .selectFrom('alerts')
    .select('key')
    .where('workspace_id', '=', workspaceId)
    .where('resolved_at', 'is', null)
    .where('kind', '=', 'flow')
    .execute();
  for (const { key } of open) if (!keys.has(key)) await resolveAlert(trx, workspaceId, key, now);
  const told: BrokenFlow[] = [];
  for (const { flowId, versionId, fault } of broken) {
    const message = said('alert.flow', { name: await nameOf(trx, flowId) });
    const about = { kind: 'flow' as const, id: flowId };
    const isNew = await openAlert(trx, { workspaceId, key: alertKey.flow(flowId), kind: 'flow', message, about }, now);
    if (isNew) told.push({ flowId, versionId, error: fault as string });
  }
  return told;
}

async function nameOf(trx: Transaction<Schema>, flowId: string): Promise<string> {
  const row = await trx.selectFrom('flows').select('name').where('id', '=', flowId).executeTakeFirst();
  return row?.name ?? flowId;
}
