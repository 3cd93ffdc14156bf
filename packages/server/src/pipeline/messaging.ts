import type { DestinationDefinition } from '../destinations/kit/types.ts';
import type { Db } from '../store/schema.ts';
import type { CompiledStep } from './flows.ts';

/** Whether a step reaches people, so that events of a quiet import leave it out. */
export type Messages = (step: CompiledStep) => boolean;

/** What a delivery shows that a quiet import left out. */
export const LEFT_OUT = JSON.stringify({
  code: 'quiet_import',
  message: 'This is from the history, imported without messaging anybody, so this step was left out.',
});

/** Reads which steps of a workspace's flows reach people. One whose connection or operation is gone might. */
export async function messagingSteps(db: Db, workspaceId: string, destinations: Record<string, DestinationDefinition>): Promise<Messages> {
  const rows = await db.selectFrom('connections').select(['id', 'destination']).where('workspace_id', '=', workspaceId).execute();
  const types = new Map(rows.map((row) => [row.id, row.destination]));
  return ({ connectionId, operation }) => {
    const definition = destinations[types.get(connectionId) ?? '']?.operations[operation];
    return definition === undefined || definition.messages === true;
  };
}
