import type { Envelope } from '@handoff/shared/event';
import type { DestinationDefinition } from '../destinations/kit/types.ts';
import type { Db } from '../store/schema.ts';
import type { CompiledStep } from './flows.ts';
import { type OperationOf, operationsOf } from './operations.ts';

/** Whether a step reaches people, so that events of a quiet import leave it out. */
export type Messages = (step: CompiledStep) => boolean;

/** Which steps this event leaves out: those that reach people, where it is of a quiet import. */
export function leftOutOf({ context }: Envelope, messages: Messages): Messages {
  return context?.quiet === true ? messages : () => false;
}

/** What a delivery shows that a quiet import left out. */
export const LEFT_OUT = JSON.stringify({
  code: 'quiet_import',
  message: 'This is from the history, imported without messaging anybody, so this step was left out.',
});

/** Reads which steps of a workspace's flows reach people. */
export async function messagingSteps(db: Db, workspaceId: string, destinations: Record<string, DestinationDefinition>): Promise<Messages> {
  return messagesBy(await operationsOf(db, workspaceId, destinations));
}

/** A step whose connection or operation is gone might reach people. */
export function messagesBy(operationOf: OperationOf): Messages {
  return (step) => {
    const definition = operationOf(step);
    return definition === undefined || definition.messages === true;
  };
}
