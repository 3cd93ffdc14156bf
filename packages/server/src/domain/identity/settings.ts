import { IdentitySettings } from '@handoff/shared/api';
import { AppError } from '../../observe/app-error.ts';
import type { Db } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import { recordAudit } from '../audit/record.ts';
import type { Reach } from '../reach.ts';

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
  return parts.store.transaction(async (trx) => {
    const row = await trx.selectFrom('workspaces').select('settings').where('id', '=', reach.workspaceId).executeTakeFirstOrThrow();
    const stored = JSON.parse(row.settings) as Record<string, unknown>;
    await trx
      .updateTable('workspaces')
      .set({ settings: JSON.stringify({ ...stored, identity: settings }) })
      .where('id', '=', reach.workspaceId)
      .execute();
    await recordAudit(trx, {
      workspaceId: reach.workspaceId,
      at: parts.clock.now(),
      actor: reach.by,
      action: 'identity.settings_changed',
      entity: 'workspace',
      entityId: reach.workspaceId,
      before: stored['identity'] ?? {},
      after: settings,
    });
    return settings;
  });
}
