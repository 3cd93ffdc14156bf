import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../observe/clock.ts';
import type { Logger } from '../../observe/logger.ts';
import { learn } from '../../screening/content/learn.ts';
import type { ContentModel, Example } from '../../screening/content/model.ts';
import { readFeatures, readModel, writeModel } from '../../screening/content/serial.ts';
import type { Db } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';

/** What one source has taught, ready to judge by. */
export interface Taught {
  model: ContentModel | undefined;
  /** Genuine examples by script. */
  scripts: Record<string, number>;
  /** It could not be learned or read: what is screened without it is flagged. */
  failed?: true;
}

export interface Learner {
  /** What the sources of a workspace have taught. Learned anew beside the stream: the model before serves meanwhile, and only for a first one messages wait. */
  taught: (workspaceId: string) => Promise<Map<string, Taught>>;
  /** What one source has taught, with its last correction. */
  upToDate: (workspaceId: string, sourceId: string) => Promise<Taught>;
}

/** The latest so many examples of a source are learned from. */
export const MAX_EXAMPLES = 20_000;
/** The latest corrections count more: they say what changed. */
const RECENT = 100;
const RECENT_WEIGHT = 5;
const ROWS_PER_READ = 500;
const MODELS_KEPT = 40;

const NOTHING: Taught = { model: undefined, scripts: {} };

interface Known {
  learned: number;
  taught: Taught;
}

/**
 * Learns the models of sources when they are asked for and their examples changed since. A model is a function of the examples
 * alone, so servers that share a database come to the same one; whoever is first writes it down.
 */
export function createLearner(parts: { store: Store; clock: Clock; logger: Logger }): Learner {
  const { store, logger } = parts;
  const known = new Map<string, Known>();
  const underWay = new Map<string, Promise<Taught>>();

  const remember = (sourceId: string, entry: Known): Taught => {
    known.delete(sourceId);
    known.set(sourceId, entry);
    const oldest = known.keys().next();
    if (known.size > MODELS_KEPT && oldest.done !== true) known.delete(oldest.value);
    return entry.taught;
  };

  const stored = async (row: Row): Promise<Taught> => {
    const held = known.get(row.source_id);
    if (held !== undefined && held.learned === row.learned) return remember(row.source_id, held);
    const { model } = await store.db
      .selectFrom('screening_models')
      .select('model')
      .where('workspace_id', '=', row.workspace_id)
      .where('source_id', '=', row.source_id)
      .executeTakeFirstOrThrow();
    const read = model === null ? undefined : readModel(model);
    // Another version of the learner wrote it.
    if (model !== null && read === undefined) return relearn(row);
    return remember(row.source_id, { learned: row.learned, taught: { model: read, scripts: await scriptsOf(store.db, row) } });
  };

  const relearn = (row: Row): Promise<Taught> => {
    const running = underWay.get(row.source_id);
    if (running !== undefined) return running;
    const work = learnSource(parts, row)
      .then((taught) => remember(row.source_id, { learned: row.generation, taught }))
      .finally(() => underWay.delete(row.source_id));
    underWay.set(row.source_id, work);
    return work;
  };

  return {
    taught: async (workspaceId) => {
      const rows = await modelRows(store.db, workspaceId);
      const found = new Map<string, Taught>();
      for (const row of rows) {
        try {
          found.set(row.source_id, await forStream(row));
        } catch (error) {
          found.set(row.source_id, { ...NOTHING, failed: true });
          logger.error(
            { source: row.source_id, error: String(error) },
            'what a source has taught could not be learned; it is screened without',
          );
        }
      }
      return found;
    },
    upToDate: async (workspaceId, sourceId) => {
      for (;;) {
        const row = (await modelRows(store.db, workspaceId)).find((each) => each.source_id === sourceId);
        if (row === undefined) return NOTHING;
        if (row.learned >= row.generation) return stored(row);
        await relearn(row);
      }
    },
  };

  async function forStream(row: Row): Promise<Taught> {
    if (row.learned >= row.generation) return stored(row);
    const before = row.learned === 0 ? undefined : await stored(row);
    // What another version of the learner wrote was learned anew with the last correction.
    if (before !== undefined && known.get(row.source_id)?.learned === row.generation) return before;
    if (before?.model === undefined) return relearn(row);
    relearn(row).catch((error: unknown) =>
      logger.error({ source: row.source_id, error: String(error) }, 'a source could not be learned anew'),
    );
    return before;
  }
}

interface Row {
  workspace_id: string;
  source_id: string;
  generation: number;
  learned: number;
}

async function modelRows(db: Db, workspaceId: string): Promise<Row[]> {
  return db
    .selectFrom('screening_models')
    .select(['workspace_id', 'source_id', 'generation', 'learned'])
    .where('workspace_id', '=', workspaceId)
    .execute();
}

async function scriptsOf(db: Db, row: Row): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('screening_examples')
    .select(['script', (eb) => eb.fn.countAll<number>().as('count')])
    .where('workspace_id', '=', row.workspace_id)
    .where('source_id', '=', row.source_id)
    .where('spam', '=', 0)
    .where('script', 'is not', null)
    .groupBy('script')
    .execute();
  return Object.fromEntries(rows.map(({ script, count }) => [script ?? '', count]));
}

/** Learns from the examples as they are now and writes the model down, unless another server was faster with later ones. */
async function learnSource({ store, clock }: { store: Store; clock: Clock }, row: Row): Promise<Taught> {
  const examples = await readExamples(store.db, row);
  const model = await learn(examples, () => nextTurn());
  await store.db
    .updateTable('screening_models')
    .set({ learned: row.generation, learned_at: clock.now(), model: model === undefined ? null : writeModel(model) })
    .where('workspace_id', '=', row.workspace_id)
    .where('source_id', '=', row.source_id)
    .where('learned', '<=', row.generation)
    .execute();
  return { model, scripts: await scriptsOf(store.db, row) };
}

/** The latest examples, in the order of their events' ids, which says nothing of when or as what they were taught. */
async function readExamples(db: Db, row: Row): Promise<Example[]> {
  const chosen = await db
    .selectFrom('screening_examples')
    .select('event_id')
    .where('workspace_id', '=', row.workspace_id)
    .where('source_id', '=', row.source_id)
    .orderBy('added_at', 'desc')
    .orderBy('event_id', 'desc')
    .limit(MAX_EXAMPLES)
    .execute();
  const recent = new Map(chosen.length > 2 * RECENT ? chosen.slice(0, RECENT).map((each, at) => [each.event_id, at]) : []);
  const ids = chosen.map((each) => each.event_id).toSorted();
  const examples: Example[] = [];
  for (let start = 0; start < ids.length; start += ROWS_PER_READ) {
    const rows = await db
      .selectFrom('screening_examples')
      .select(['event_id', 'spam', 'features'])
      .where('event_id', 'in', ids.slice(start, start + ROWS_PER_READ))
      .orderBy('event_id')
      .execute();
    for (const { event_id, spam, features } of rows) {
      const after = recent.get(event_id);
      examples.push({ features: readFeatures(features), spam: spam === 1, weight: after === undefined ? 1 : RECENT_WEIGHT, recent: after });
    }
    await nextTurn();
  }
  return examples;
}
