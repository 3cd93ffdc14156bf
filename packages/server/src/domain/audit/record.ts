import type { Db } from '../../store/schema.ts';

/** Stands for the workspace where a change concerns the server itself. */
export const WHOLE_SERVER = '';

export interface Change {
  /** Or `WHOLE_SERVER`. */
  workspaceId: string;
  at: number;
  actor: string;
  /** `flow.published`: what was done to which kind of thing. */
  action: string;
  entity: string;
  entityId: string;
  /** Without secrets. */
  before?: unknown;
  after?: unknown;
}

/** Writes who changed what, in the transaction of the change. */
export async function recordAudit(db: Db, change: Change): Promise<void> {
  await db
    .insertInto('audit')
    .values({
      workspace_id: change.workspaceId,
      at: change.at,
      actor: change.actor,
      action: change.action,
      entity: change.entity,
      entity_id: change.entityId,
      before: change.before === undefined ? null : JSON.stringify(change.before),
      after: change.after === undefined ? null : JSON.stringify(change.after),
    })
    .execute();
}
