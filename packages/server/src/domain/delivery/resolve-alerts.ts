import type { Transaction } from 'kysely';
import { alertKey, lockAlert, resolveAlert } from '../../observe/alerts.ts';
import { NEEDS_ATTENTION } from '../../store/partial-indexes.ts';
import type { Schema } from '../../store/schema.ts';

/** A delivery that asks for nobody any more, with the state in which it did. */
export interface Retired {
  id: string;
  state: string;
  flow_id: string;
  step_key: string;
}

/** Closes the alerts that were about these deliveries alone: dead letters of a step share one, an uncertain delivery has its own. */
export async function resolveDeliveryAlerts(trx: Transaction<Schema>, workspaceId: string, retired: Retired[], now: number): Promise<void> {
  const steps = new Map(retired.map((old) => [alertKey.deadLetter(old.flow_id, old.step_key), old]));
  for (const [key, { flow_id: flowId, step_key: stepKey }] of [...steps].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    // Before looking what is left: a dead letter that is written at this moment would not be seen, and its alert closed.
    if (!(await lockAlert(trx, workspaceId, key))) continue;
    const left = await trx
      .selectFrom('deliveries')
      .select('id')
      .where('workspace_id', '=', workspaceId)
      .where(NEEDS_ATTENTION)
      .where('state', '=', 'dead')
      .where('flow_id', '=', flowId)
      .where('step_key', '=', stepKey)
      .limit(1)
      .executeTakeFirst();
    if (left === undefined) await resolveAlert(trx, workspaceId, key, now);
  }
  for (const old of retired) {
    if (old.state === 'uncertain') await resolveAlert(trx, workspaceId, alertKey.uncertain(old.id), now);
  }
}
