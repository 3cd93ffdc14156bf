import type { Store } from '../../store/store.ts';
import { recordAudit } from '../audit/record.ts';
import type { Reach } from '../reach.ts';
import { findSource } from '../source/find.ts';
import { learnedView } from './learned.ts';
import type { Learner } from './learner.ts';
import { noteChange } from './teach.ts';

interface Weights {
  version: number;
  calibration: { usual: number; review: number; quarantine: number };
  vectors: { step: number; bias: number }[];
  data: string;
}

/** The weights of a source with its last correction. */
export async function exportScreening(parts: { store: Store; learner: Learner }, reach: Reach, sourceId: string) {
  await findSource(parts.store.db, reach, sourceId);
  const taught = await parts.learner.upToDate(reach.workspaceId, sourceId);
  const { learned, model } = await learnedView(parts.store.db, reach.workspaceId, sourceId, taught);
  return { learned, model: model === null ? null : (JSON.parse(model) as Weights) };
}

/** Forgets examples, weights and senders found genuine; answers how many examples there were. */
export async function forgetScreening(
  parts: { store: Store; clock: { now: () => number } },
  reach: Reach,
  sourceId: string,
): Promise<{ forgotten: number }> {
  const { workspaceId } = reach;
  return parts.store.transaction(async (trx) => {
    await findSource(trx, reach, sourceId);
    const ofSource = trx
      .selectFrom('screening_examples')
      .select('event_id')
      .where('workspace_id', '=', workspaceId)
      .where('source_id', '=', sourceId);
    await trx
      .deleteFrom('screening_sightings')
      .where('workspace_id', '=', workspaceId)
      .where('kind', '=', 'good')
      .where('event_id', 'in', ofSource)
      .execute();
    const { numDeletedRows } = await trx
      .deleteFrom('screening_examples')
      .where('workspace_id', '=', workspaceId)
      .where('source_id', '=', sourceId)
      .executeTakeFirst();
    await noteChange(trx, workspaceId, sourceId);
    await trx
      .updateTable('screening_models')
      .set({ model: null, learned_at: null })
      .where('workspace_id', '=', workspaceId)
      .where('source_id', '=', sourceId)
      .execute();
    const forgotten = Number(numDeletedRows);
    await recordAudit(trx, {
      workspaceId,
      at: parts.clock.now(),
      actor: reach.by,
      action: 'screening.forgotten',
      entity: 'source',
      entityId: sourceId,
      before: { examples: forgotten },
      after: { examples: 0 },
    });
    return { forgotten };
  });
}
