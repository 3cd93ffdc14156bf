import type { Db } from '../../store/schema.ts';
import type { Taught } from './learner.ts';
import { toIsoOrNull } from '../times.ts';

/** What a source has taught, for people. */
export async function learnedView(db: Db, workspaceId: string, sourceId: string, { model }: Taught) {
  const row = await db
    .selectFrom('screening_models')
    .select(['learned_at', 'model'])
    .where('workspace_id', '=', workspaceId)
    .where('source_id', '=', sourceId)
    .executeTakeFirst();
  const counts = await db
    .selectFrom('screening_examples')
    .select(['spam', (eb) => eb.fn.countAll<number>().as('count')])
    .where('workspace_id', '=', workspaceId)
    .where('source_id', '=', sourceId)
    .groupBy('spam')
    .execute();
  const countOf = (spam: number) => counts.find((each) => each.spam === spam)?.count ?? 0;
  return {
    learned: {
      spam: countOf(1),
      genuine: countOf(0),
      learnedAt: toIsoOrNull(row?.learned_at ?? null),
      state: model === undefined ? ('learning' as const) : ('ready' as const),
      modelBytes: row?.model?.length ?? 0,
    },
    model: row?.model ?? null,
  };
}
