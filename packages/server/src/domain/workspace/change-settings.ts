import { waitForWorkspace } from '../../store/lock.ts';
import type { Store } from '../../store/store.ts';
import { recordAudit } from '../audit/record.ts';

export interface SettingsChange {
  workspaceId: string;
  by: string;
  /** The part of the workspace's settings that is replaced; the others stay. */
  section: 'health' | 'identity' | 'retention';
  action: string;
  /** What the audit shows of before, out of the settings as they are stored. */
  before: (stored: string) => unknown;
  after: object;
}

/** Replaces one part of a workspace's settings. The row is locked, so that changes of two parts at once do not undo each other. */
export async function changeSettings(
  { store, clock }: { store: Store; clock: { now: () => number } },
  change: SettingsChange,
): Promise<void> {
  const { workspaceId, by: actor, section, action, before, after } = change;
  await store.transaction(async (trx) => {
    await waitForWorkspace(trx, store.engine, workspaceId);
    const { settings } = await trx.selectFrom('workspaces').select('settings').where('id', '=', workspaceId).executeTakeFirstOrThrow();
    await trx
      .updateTable('workspaces')
      .set({ settings: JSON.stringify({ ...(JSON.parse(settings) as Record<string, unknown>), [section]: after }) })
      .where('id', '=', workspaceId)
      .execute();
    const at = clock.now();
    await recordAudit(trx, { workspaceId, at, actor, action, entity: 'workspace', entityId: workspaceId, before: before(settings), after });
  });
}
