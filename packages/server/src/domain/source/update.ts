import type { Clock } from '../../observe/clock.ts';
import type { SourceKeys } from '../../sources/keys.ts';
import { waitForWorkspace } from '../../store/lock.ts';
import type { Store } from '../../store/store.ts';
import { recordAudit } from '../audit/record.ts';
import type { Reach } from '../reach.ts';
import { findSource } from './find.ts';
import { mergeSourceSettings } from './settings.ts';
import { sourceView } from './view.ts';

export interface SourceChange {
  name: string | undefined;
  settings: Record<string, unknown> | undefined;
}

/** Changes a source's name, and those of its settings that are given. */
export async function updateSource(
  parts: { store: Store; clock: Clock; sourceKeys: SourceKeys },
  reach: Reach,
  sourceId: string,
  change: SourceChange,
) {
  const view = await parts.store.transaction(async (trx) => {
    await waitForWorkspace(trx, parts.store.engine, reach.workspaceId);
    const before = await findSource(trx, reach, sourceId);
    const stored = JSON.parse(before.settings) as Record<string, unknown>;
    const name = change.name ?? before.name;
    const settings = change.settings === undefined ? stored : mergeSourceSettings(stored, change.settings);
    const row = await trx
      .updateTable('sources')
      .set({ name, settings: JSON.stringify(settings) })
      .where('id', '=', sourceId)
      .returningAll()
      .executeTakeFirstOrThrow();
    await recordAudit(trx, {
      workspaceId: reach.workspaceId,
      at: parts.clock.now(),
      actor: reach.by,
      action: 'source.updated',
      entity: 'source',
      entityId: sourceId,
      before: { name: before.name, settings: stored },
      after: { name, settings },
    });
    return sourceView(trx, row);
  });
  parts.sourceKeys.forget(sourceId);
  return view;
}
