import { checkoutTask } from '../checkouts/task.ts';
import { complianceTask } from '../compliance/task.ts';
import type { Parts } from '../parts.ts';
import type { Task } from '../worker.ts';
import { controlTask } from './control.ts';
import { inboxTask } from './process.ts';
import { retentionTask } from './retention.ts';
import { strangersTask } from './strangers.ts';

export { type Accept, createInbox } from './accept.ts';
export { webhookRoutes } from './routes.ts';

/** What happens after a webhook was kept, in the order in which one turn needs them. */
export function webhookTasks(parts: Parts): Task[] {
  return [controlTask(parts), inboxTask(parts), checkoutTask(parts), complianceTask(parts), strangersTask(parts), retentionTask(parts)];
}
