import { HealthSettings } from '@handoff/shared/api';
import type { Db } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import { changeSettings } from '../workspace/change-settings.ts';

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
  await changeSettings(parts, {
    ...change,
    section: 'health',
    action: 'health.settings_changed',
    before: readHealthSettings,
    after: change.settings,
  });
  return change.settings;
}
