import { IdentitySettings } from '@handoff/shared/api';
import { AppError } from '../../observe/app-error.ts';
import type { Db } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import type { Reach } from '../reach.ts';
import { changeSettings } from '../workspace/change-settings.ts';

/** By what people of a workspace are linked, and which value of a field is held. */
export async function identitySettings(db: Db, workspaceId: string): Promise<IdentitySettings> {
  const row = await db.selectFrom('workspaces').select('settings').where('id', '=', workspaceId).executeTakeFirst();
  return IdentitySettings.parse((JSON.parse(row?.settings ?? '{}') as { identity?: unknown }).identity ?? {});
}

export async function setIdentitySettings(
  parts: { store: Store; clock: { now: () => number } },
  reach: Reach,
  settings: IdentitySettings,
): Promise<IdentitySettings> {
  for (const [field, { rule, sources }] of Object.entries(settings.fields)) {
    if (rule === 'source_priority' && (sources === undefined || sources.length === 0)) {
      throw new AppError('invalid', `The rule of ${field} goes by source, but names none. List source ids, best first.`, {
        problems: [{ path: `/fields/${field}/sources`, message: 'List source ids, best first.' }],
      });
    }
  }
  await changeSettings(parts, {
    ...reach,
    section: 'identity',
    action: 'identity.settings_changed',
    before: (stored) => (JSON.parse(stored) as { identity?: unknown }).identity ?? {},
    after: settings,
  });
  return settings;
}
