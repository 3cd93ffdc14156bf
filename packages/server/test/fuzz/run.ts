import fc from 'fast-check';
import type { Target } from './target.ts';
import { asking, hooks, ingest, strangers, stripe } from './targets/ingest.ts';
import { panel } from './targets/panel.ts';
import { pairing, pairingChanged, shopifyWebhooks, signIn, storefront, visitors } from './targets/public.ts';
import { bareSignatures, ownKeysOnly, signatures } from './targets/signatures.ts';
import { openWorld, type World } from './world.ts';

export const targets: Target[] = [
  bareSignatures,
  signatures,
  ownKeysOnly,
  ingest,
  asking,
  hooks,
  stripe,
  strangers,
  pairing,
  pairingChanged,
  visitors,
  signIn,
  storefront,
  shopifyWebhooks,
  panel,
];

export interface FuzzOptions {
  /** How many inputs in all. */
  runs: number;
  seed: number;
  databaseUrl?: () => Promise<string>;
  /** Only targets whose name holds this. */
  only?: string | undefined;
  /** Told after each round, which has a server of its own. */
  onRound?: (figures: Figures) => void;
}

export interface Failure {
  target: string;
  seed: number;
  path: string | null;
  input: unknown;
  error: string;
}

export interface Figures {
  inputs: number;
  byTarget: Record<string, number>;
  accepted: number;
  byStatus: Record<number, number>;
  failures: Failure[];
}

/** A server grows with what it keeps; after so many inputs a fresh one goes on. */
const ROUND = 20_000;
/** An input that takes longer hangs. */
const HANGS_MS = 20_000;

/** Runs every target in proportion, in rounds. Ends a target's round at its first failure, shrunk. */
export async function fuzz({ runs, seed, databaseUrl, only, onRound }: FuzzOptions): Promise<Figures> {
  const chosen = targets.filter(({ name }) => only === undefined || name.includes(only));
  const shares = chosen.reduce((sum, { share }) => sum + share, 0);
  const figures: Figures = { inputs: 0, byTarget: {}, byStatus: {}, accepted: 0, failures: [] };
  for (let round = 0; figures.inputs < runs; round += 1) {
    const size = Math.min(ROUND, runs - figures.inputs);
    const world = await openWorld(await databaseUrl?.());
    try {
      for (const target of chosen)
        await runTarget(world, target, { numRuns: Math.ceil((size * target.share) / shares), seed: seed + round }, figures);
      const lost = await wronglyKept(world);
      if (lost !== undefined) figures.failures.push({ target: 'what is stored', seed: seed + round, path: null, input: null, error: lost });
      const broken = await wronglyProcessed(world);
      if (broken !== undefined)
        figures.failures.push({ target: 'what becomes of events', seed: seed + round, path: null, input: null, error: broken });
      figures.accepted += world.accepted.size;
      for (const [status, count] of Object.entries(world.statuses))
        figures.byStatus[Number(status)] = (figures.byStatus[Number(status)] ?? 0) + count;
    } finally {
      await world.close();
    }
    onRound?.(figures);
    if (figures.failures.length > 0) break;
  }
  return figures;
}

async function runTarget(
  world: World,
  target: Target,
  { numRuns, seed }: { numRuns: number; seed: number },
  figures: Figures,
): Promise<void> {
  const outcome = await fc.check(target.property(world), { numRuns, seed, timeout: HANGS_MS });
  figures.inputs += outcome.numRuns;
  figures.byTarget[target.name] = (figures.byTarget[target.name] ?? 0) + outcome.numRuns;
  if (!outcome.failed) return;
  const { errorInstance, counterexample, counterexamplePath: path } = outcome;
  const error = errorInstance instanceof Error ? errorInstance.message : 'Too many inputs did not fit.';
  figures.failures.push({ target: target.name, seed, path, input: counterexample, error });
}

/** Everything accepted is screened, routed and mapped too, and nothing of it breaks the server. */
async function wronglyProcessed(world: World): Promise<string | undefined> {
  await world.shop.runtime.worker.drain();
  const { count } = await world.shop.store.db
    .selectFrom('events')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('state', '=', 'received')
    .executeTakeFirstOrThrow();
  if (world.faults.length > 0) return world.faults.slice(0, 3).join('\n').slice(0, 4000);
  return Number(count) === 0 ? undefined : `${count} events were never processed.`;
}

/** Every event that was answered 202 is stored, and nothing else of these sources is but what came later under the key of one of them. */
async function wronglyKept({ shop, accepted, site, hook, stripe: { sourceId } }: World): Promise<string | undefined> {
  const rows = await shop.store.db
    .selectFrom('events')
    .select(['id', 'type', 'revision_of'])
    .where('source_id', 'in', [site.sourceId, hook.sourceId, sourceId])
    .execute();
  const stored = new Map(rows.map((row) => [row.id, row]));
  const lost = [...accepted].filter((id) => !stored.has(id));
  const unasked = [...stored.values()].filter(({ id, revision_of }) => !accepted.has(revision_of ?? id));
  if (lost.length === 0 && unasked.length === 0) return undefined;
  return `${lost.length} events were answered 202 and are not stored; ${unasked.length} are stored and were not answered 202: ${JSON.stringify(unasked.slice(0, 3))}`;
}
