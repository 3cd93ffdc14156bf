import { RETENTION_KINDS, RETENTION_MIN_DAYS, type RetentionDays, RetentionSettings } from '@handoff/shared/api';
import { daysOf, type RetentionConfig } from '../../config/retention.ts';
import { AppError } from '../../observe/app-error.ts';
import type { Db } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import type { Reach } from '../reach.ts';
import { changeSettings } from '../workspace/change-settings.ts';

export interface Policy {
  /** What holds. */
  days: RetentionDays;
  /** What the workspace set itself. */
  own: RetentionSettings;
}

/** For how many days a workspace keeps what. The server's upper bound holds also where it came later than the setting. */
export async function retentionPolicy(db: Db, config: RetentionConfig, workspaceId: string): Promise<Policy> {
  const row = await db.selectFrom('workspaces').select('settings').where('id', '=', workspaceId).executeTakeFirst();
  const own = ownSettings(row?.settings ?? '{}');
  return { own, days: daysOf((kind) => Math.min(own[kind] ?? config.defaults[kind], config.max[kind])) };
}

export async function setRetention(
  parts: { store: Store; clock: { now: () => number }; config: { retention: RetentionConfig } },
  reach: Reach,
  settings: RetentionSettings,
): Promise<void> {
  const problems = RETENTION_KINDS.flatMap((kind) => {
    const days = settings[kind];
    const [least, most] = [RETENTION_MIN_DAYS[kind], parts.config.retention.max[kind]];
    if (days === undefined || (days >= least && days <= most)) return [];
    return [{ path: `/${kind}`, message: `Choose from ${least} to ${most} days.` }];
  });
  if (problems.length > 0) {
    throw new AppError('invalid', `How long data are kept was not changed: ${problems[0]?.path.slice(1)}: ${problems[0]?.message}`, {
      problems,
    });
  }
  await changeSettings(parts, { ...reach, section: 'retention', action: 'retention.changed', before: ownSettings, after: settings });
}

/** What a workspace itself has set. */
export async function ownRetention(db: Db, workspaceId: string): Promise<RetentionSettings> {
  const row = await db.selectFrom('workspaces').select('settings').where('id', '=', workspaceId).executeTakeFirst();
  return ownSettings(row?.settings ?? '{}');
}

function ownSettings(settings: string): RetentionSettings {
  return RetentionSettings.parse((JSON.parse(settings) as { retention?: unknown }).retention ?? {});
}
