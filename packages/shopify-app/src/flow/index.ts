import type { Parts } from '../parts.ts';
import type { Task } from '../worker.ts';
import { failureTriggerTask } from './failure-triggers.ts';
import { formTriggerTask } from './form-triggers.ts';

export { flowRoutes } from './routes.ts';
export { CUSTOMER_SENT } from './send-customer.ts';

/** What starts the merchant's workflows in Shopify Flow. */
export function flowTasks(parts: Parts): Task[] {
  return [formTriggerTask(parts), failureTriggerTask(parts)];
}
