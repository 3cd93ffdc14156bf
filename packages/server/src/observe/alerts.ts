import { sql, type Transaction } from 'kysely';
import { newId } from '../store/ids.ts';
import type { Db, Schema } from '../store/schema.ts';
import { toStored, type Words } from '../words/stored.ts';
import { type AlertKind, alertKind, type Severity } from './alert-kinds.ts';

/** What an alert is about; its owner, where it has one, is who is told. */
export interface About {
  kind: 'flow' | 'connection' | 'source' | 'workspace';
  id: string;
}

export interface Alert {
  workspaceId: string;
  /** What it is about: the same thing is told once until it is resolved. */
  key: string;
  kind: AlertKind;
  /** What happened and why, for the owner. */
  message: Words;
  /** The workspace itself unless said otherwise. */
  about?: About | undefined;
  /** That of its kind unless said otherwise. */
  severity?: Severity | undefined;
  /** What to do; that of its kind unless said otherwise. */
  fix?: Words | undefined;
}

/** The keys of alerts about deliveries, flows and outside spam filters. Dead letters share one a step, however many they are: their list has the rest. */
export const alertKey = {
  deadLetter: (flowId: string, stepKey: string) => `dead:${flowId}:${stepKey}`,
  uncertain: (deliveryId: string) => `uncertain:${deliveryId}`,
  drift: (flowId: string) => `drift:${flowId}`,
  erasure: (connectionId: string) => `erasure:${connectionId}`,
  flow: (flowId: string) => `flow:${flowId}`,
  screener: (sourceId: string, service: string) => `screener:${sourceId}:${service}`,
};

/**
 * Opens an alert unless one with its key is open. Answers whether it is new. One that is open stays so until this
 * transaction ends: whoever wants to close it meanwhile waits, and then sees what it was about to be opened for.
 */
export async function openAlert(db: Db, alert: Alert, now: number): Promise<boolean> {
  const message = toStored(alert.message);
  const fix = alert.fix === undefined ? undefined : toStored(alert.fix);
  const rows = await db
    .insertInto('alerts')
    .values({
      id: newId('alr'),
      workspace_id: alert.workspaceId,
      key: alert.key,
      kind: alert.kind,
      message: message.english,
      message_said: message.said,
      about_kind: alert.about?.kind ?? 'workspace',
      about_id: alert.about?.id ?? alert.workspaceId,
      severity: alert.severity ?? alertKind(alert.kind).severity,
      fix: fix?.english ?? null,
      fix_said: fix?.said ?? null,
      opened_at: now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'key'])
        .where('resolved_at', 'is', null)
        // Changes nothing and locks the row.
        .doUpdateSet({ message: message.english })
        .where(sql<boolean>`false`),
    )
    .returning('id')
    .execute();
  return rows.length > 0;
}

/** Says anew what an open alert is about, where that has changed since. */
export async function setAlertMessage(db: Db, workspaceId: string, key: string, message: Words): Promise<void> {
  const { english, said } = toStored(message);
  await db
    .updateTable('alerts')
    .set({ message: english, message_said: said })
    .where('workspace_id', '=', workspaceId)
    .where('key', '=', key)
    .where('resolved_at', 'is', null)
    .execute();
}

/** Closes the open alert with this key, if any. */
export async function resolveAlert(db: Db, workspaceId: string, key: string, now: number): Promise<boolean> {
  const rows = await db
    .updateTable('alerts')
    .set({ resolved_at: now })
    .where('workspace_id', '=', workspaceId)
    .where('key', '=', key)
    .where('resolved_at', 'is', null)
    .returning('id')
    .execute();
  return rows.length > 0;
}

/**
 * Keeps an open alert from being opened again or closed by others to the end of the transaction, so that it may be
 * decided by what is there now. Answers whether there is one.
 */
export async function lockAlert(trx: Transaction<Schema>, workspaceId: string, key: string): Promise<boolean> {
  const rows = await trx
    .updateTable('alerts')
    .set((set) => ({ message: set.ref('message') }))
    .where('workspace_id', '=', workspaceId)
    .where('key', '=', key)
    .where('resolved_at', 'is', null)
    .returning('id')
    .execute();
  return rows.length > 0;
}
