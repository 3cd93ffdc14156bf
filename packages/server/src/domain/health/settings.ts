import { HealthSettings } from '@handoff/shared/api';
import type { Db } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import { recordAudit } from '../audit/record.ts';

const DEFAULTS: HealthSettings = { reviewEveryDays: 180, unusedAfterDays: 90 };

export async function healthSettings(db: Db, workspaceId: string): Promise<HealthSettings> {
  const row = await db.selectFrom('workspaces').select('settings').where('id', '=', workspaceId).executeTakeFirst();
  return readHealthSettings(row?.settings ?? '{}');
}

/** Out of what is stored of a workspace. */
export function readHealthSettings(stored: string): HealthSettings {
  return HealthSettings.parse({ ...DEFAULTS, ...(JSON.parse(stored) as { health?: object }).health });
}

export async function setHealthSettings(
  parts: { store: Store; clock: { now: () => number } },
  change: { workspaceId: string; by: string; settings: HealthSettings },
): Promise<HealthSettings> {
  const { workspaceId, settings } = change;
  return parts.store.transaction(async (trx) => {
    await parts.store.lockRow(trx, 'workspaces', workspaceId);
    const row = await trx.selectFrom('workspaces').select('settings').where('id', '=', workspaceId).executeTakeFirstOrThrow();
    const stored = JSON.parse(row.settings) as Record<string, unknown>;
    await trx
      .updateTable('workspaces')
      .set({ settings: JSON.stringify({ ...stored, health: settings }) })
      .where('id', '=', workspaceId)
      .execute();
    await recordAudit(trx, {
      workspaceId,
      at: parts.clock.now(),
      actor: change.by,
      action: 'health.settings_changed',
      entity: 'workspace',
      entityId: workspaceId,
      before: readHealthSettings(row.settings),
      after: settings,
    });
    return settings;
  });
}
