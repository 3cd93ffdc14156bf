import type { Clock } from '../../observe/clock.ts';
import type { SourceKeys } from '../../sources/keys.ts';
import type { Store } from '../../store/store.ts';
import { recordAudit } from '../audit/record.ts';
import type { Reach } from '../reach.ts';
import { resolveScreenerAlerts } from '../screening/services/problem.ts';
import { findSource } from './find.ts';
import { sourceView } from './view.ts';

/** Disconnects a source: what it sends from now on is refused, what it sent stays. Doing it again changes nothing. */
export async function revokeSource(parts: { store: Store; clock: Clock; sourceKeys: SourceKeys }, reach: Reach, sourceId: string) {
  const now = parts.clock.now();
  const view = await parts.store.transaction(async (trx) => {
    const row = await findSource(trx, reach, sourceId);
    if (row.revoked_at !== null) return sourceView(trx, row);
    await trx.updateTable('sources').set({ revoked_at: now }).where('id', '=', sourceId).execute();
    await resolveScreenerAlerts(trx, { workspaceId: reach.workspaceId, sourceId }, now);
    await recordAudit(trx, {
      workspaceId: reach.workspaceId,
      at: now,
      actor: reach.by,
      action: 'source.revoked',
      entity: 'source',
      entityId: sourceId,
      before: { name: row.name, kind: row.kind },
    });
    return sourceView(trx, { ...row, revoked_at: now });
  });
  parts.sourceKeys.forget(sourceId);
  return view;
}
