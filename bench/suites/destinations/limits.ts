import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { destinations } from '../../../packages/server/src/destinations/registry.ts';
import type { Measured } from '../../lib/checks.ts';
import { startWorker } from '../../lib/children.ts';
import type { Kit } from '../../lib/kit.ts';
import { round } from '../../lib/stats.ts';
import type { Drained } from './drain.ts';
import type { DrainAnswer, DrainRequest } from './one.ts';

const BACKLOG = 10_000;
/** Destinations measured side by side, each in a process of its own: half of the time one waits for commits. */
const AT_ONCE = availableParallelism() + 1;

/**
 * Whether two workers use what each vendor allows, and no more. The share is that of the limit that binds: what was used of
 * it over what it allows in the time the backlog took. One way to connect and one operation of each destination.
 */
export async function measureLimits(kit: Kit): Promise<Measured[]> {
  const results: Result[] = [];
  const left = Object.keys(destinations);
  const work = async (): Promise<void> => {
    for (let type = left.shift(); type !== undefined; type = left.shift()) results.push(await measureOne(kit, type));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));

  const limited = results.filter(({ share }) => share !== undefined);
  const lowest = limited.toSorted((a, b) => (a.share ?? 0) - (b.share ?? 0))[0];
  const others = results.filter(({ share }) => share === undefined).map(({ type }) => type);
  const note = `lowest of ${limited.length}: ${lowest?.type ?? 'none'}; without a documented rate: ${others.join(', ') || 'none'}`;
  const refused = results.reduce((sum, result) => sum + result.refused, 0);
  return [
    { name: 'allowed_rate_share', value: lowest?.share === undefined ? null : round(lowest.share, 3), unit: 'share', note },
    { name: 'avoidable_429', value: refused, unit: 'answers', note: `over ${limited.length * BACKLOG} deliveries` },
  ];
}

interface Result {
  type: string;
  share: number | undefined;
  refused: number;
}

async function measureOne(kit: Kit, type: string): Promise<Result> {
  const { operation, drained } = await drainApart({ type, backlog: BACKLOG });
  if (drained.delivered !== BACKLOG || drained.violations.length > 0)
    throw new Error(`${type}: ${drained.delivered} of ${BACKLOG} were delivered. ${drained.violations[0] ?? ''}`);
  const share = shareOf(drained);
  const said = share === undefined ? 'the vendor documents no rate' : `${round(share * 100, 1)} % of what is allowed`;
  kit.say(`  ${type} ${operation}: ${said}, ${round(drained.elapsedMs / 1000, 0)} s of virtual time, ${drained.refused} refused`);
  return { type, share, refused: drained.refused };
}

async function drainApart(request: DrainRequest): Promise<{ operation: string; drained: Drained }> {
  const { child, stop } = startWorker(new URL('./one.ts', import.meta.url));
  try {
    child.send(request);
    const gone = once(child, 'exit').then((): [DrainAnswer] => [{ error: `The process for ${request.type} ended.` }]);
    const [answer] = (await Promise.race([once(child, 'message'), gone])) as [DrainAnswer];
    if ('error' in answer) throw new Error(answer.error);
    return answer;
  } finally {
    await stop();
  }
}

/** The most used of the vendor's limits. A time shorter than a window allows one window's worth. */
function shareOf({ use, elapsedMs }: Drained): number | undefined {
  const shares = use.map(({ used, max, windowMs }) => used / (max * Math.max(1, elapsedMs / windowMs)));
  return shares.length === 0 ? undefined : Math.max(...shares);
}
