import type { Db } from '../../store/schema.ts';
import { WHOLE_SERVER } from '../audit/record.ts';
import { bodyTasks } from './kinds/bodies.ts';
import { eventTasks, quarantineTasks } from './kinds/events.ts';
import { exchangeTasks } from './kinds/exchanges.ts';
import { failedTask } from './kinds/failed.ts';
import { keyTask } from './kinds/keys.ts';
import type { Task } from './kinds/kind.ts';
import { knownSendersTask, peopleTask } from './kinds/people.ts';
import { alertTask, auditTask } from './kinds/records.ts';
import { taughtTask } from './kinds/taught.ts';

/** All that goes by age in a workspace. What is given up comes first, because its event can go only then. */
export async function tasksOf(db: Db, workspaceId: string): Promise<Task[]> {
  // To the server itself belongs an audit of its own.
  if (workspaceId === WHOLE_SERVER) return [auditTask];
  const connections = await db.selectFrom('connections').select('id').where('workspace_id', '=', workspaceId).execute();
  const sources = await db.selectFrom('sources').select('id').where('workspace_id', '=', workspaceId).execute();
  return [
    failedTask,
    ...quarantineTasks(workspaceId),
    ...eventTasks(workspaceId),
    ...bodyTasks(workspaceId),
    ...connections.flatMap(({ id }) => exchangeTasks(id)),
    ...sources.flatMap(({ id }) => [keyTask(id), taughtTask(id)]),
    peopleTask,
    knownSendersTask,
    alertTask,
    auditTask,
  ];
}
