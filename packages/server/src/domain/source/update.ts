import { AppError } from '../../observe/app-error.ts';
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
  /** Where a site that moved is now. */
  url?: string | undefined;
}

/**
 * Changes a source's name, those of its settings that are given, and the address of a site. A site that only repeats its
 * address changes nothing. @throws AppError `conflict` for the address of what is no WordPress site: others do not move.
 */
export async function updateSource(
  parts: { store: Store; clock: Clock; sourceKeys: SourceKeys },
  reach: Reach,
  sourceId: string,
  change: SourceChange,
) {
  const view = await parts.store.transaction(async (trx) => {
    await waitForWorkspace(trx, parts.store.engine, reach.workspaceId);
    const before = await findSource(trx, reach, sourceId);
    if (change.url !== undefined && before.kind !== 'wordpress')
      throw new AppError('conflict', 'Only a WordPress site can have another address than the one it was connected with.');
    const url = change.url ?? before.url;
    const isMoved = url !== before.url;
    if (!isMoved && change.name === undefined && change.settings === undefined) return sourceView(trx, before);
    const stored = JSON.parse(before.settings) as Record<string, unknown>;
    const name = change.name ?? before.name;
    const settings = change.settings === undefined ? stored : mergeSourceSettings(stored, change.settings);
    const row = await trx
      .updateTable('sources')
      .set({ name, url, settings: JSON.stringify(settings) })
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
      before: { name: before.name, settings: stored, ...(isMoved ? { url: before.url } : {}) },
      after: { name, settings, ...(isMoved ? { url } : {}) },
    });
    return sourceView(trx, row);
  });
  parts.sourceKeys.forget(sourceId);
  return view;
}
