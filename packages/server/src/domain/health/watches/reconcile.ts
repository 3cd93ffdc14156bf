import { type Alert, openAlert, resolveAlert } from '../../../observe/alerts.ts';
import type { AlertKind } from '../../../observe/alert-kinds.ts';
import type { Store } from '../../../store/store.ts';

/**
 * Brings the open alerts of some kinds in line with what is the case: opens what is missing, resolves what is over. Safe on
 * several servers at once, for both only ever do the same.
 */
export async function reconcileAlerts(store: Store, kinds: readonly AlertKind[], wanted: readonly Alert[], now: number): Promise<void> {
  const open = await store.db
    .selectFrom('alerts')
    .select(['workspace_id', 'key'])
    .where('kind', 'in', kinds)
    .where('resolved_at', 'is', null)
    .execute();
  const name = (workspaceId: string, key: string) => `${workspaceId} ${key}`;
  const isOpen = new Set(open.map((alert) => name(alert.workspace_id, alert.key)));
  const isWanted = new Set(wanted.map((alert) => name(alert.workspaceId, alert.key)));
  for (const alert of wanted) if (!isOpen.has(name(alert.workspaceId, alert.key))) await openAlert(store.db, alert, now);
  for (const alert of open) {
    if (!isWanted.has(name(alert.workspace_id, alert.key))) await resolveAlert(store.db, alert.workspace_id, alert.key, now);
  }
}
