import type { DestinationDefinition, OperationDefinition } from '../destinations/kit/types.ts';
import type { Db } from '../store/schema.ts';
import type { CompiledStep } from './flows.ts';

/** What a step does; undefined where its connection or its operation is gone. */
export type OperationOf = (step: Pick<CompiledStep, 'connectionId' | 'operation'>) => OperationDefinition<unknown, unknown> | undefined;

/** Reads what the steps of a workspace's flows do. */
export async function operationsOf(db: Db, workspaceId: string, destinations: Record<string, DestinationDefinition>): Promise<OperationOf> {
  const rows = await db.selectFrom('connections').select(['id', 'destination']).where('workspace_id', '=', workspaceId).execute();
  const types = new Map(rows.map((row) => [row.id, row.destination]));
  return ({ connectionId, operation }) => destinations[types.get(connectionId) ?? '']?.operations[operation];
}
