import { setTimeout as pause } from 'node:timers/promises';
import type { Answer } from './loopback.ts';
import type { Random } from './random.ts';

export type FaultName =
  | 'slow down, with a hint'
  | 'slow down, without a hint'
  | 'unavailable, with a hint'
  | 'failed before the work'
  | 'web page instead of an answer'
  | 'reset before the work'
  | 'reset after the work'
  | 'no answer after the work'
  | 'failed after the work'
  | 'unavailable after the work, without a hint';

interface Fault {
  name: FaultName;
  /** Whether the vendor does the work first. */
  when: 'before' | 'after';
  answer: () => Answer;
}

const error = (status: number, headers: Record<string, string> = {}) => Response.json({ message: 'Chaos.' }, { status, headers });

/** As the web page that proxies send. */
const unavailable = (headers: Record<string, string> = {}) =>
  new Response('<html><body>Maintenance</body></html>', { status: 503, headers });

/** `Retry-After: 1`, so that a storm passes quickly. */
const HINT = { 'retry-after': '1' };
/** With how many requests each lasts. Five outages in a row open the server's breaker for half a minute. */
const STORMS: readonly { fault: Fault; length: readonly [least: number, most: number] }[] = [
  { fault: { name: 'slow down, with a hint', when: 'before', answer: () => error(429, HINT) }, length: [5, 40] },
  {
    fault: { name: 'unavailable, with a hint', when: 'before', answer: () => unavailable(HINT) },
    length: [3, 10],
  },
  { fault: { name: 'failed before the work', when: 'before', answer: () => error(500) }, length: [2, 4] },
];
const SINGLE: readonly Fault[] = [
  { name: 'slow down, without a hint', when: 'before', answer: () => error(429) },
  {
    name: 'web page instead of an answer',
    when: 'before',
    answer: () => new Response('<!doctype html><title>Sign in</title>', { status: 200, headers: { 'content-type': 'text/html' } }),
  },
  { name: 'reset before the work', when: 'before', answer: () => 'reset' },
  { name: 'reset after the work', when: 'after', answer: () => 'reset' },
  { name: 'no answer after the work', when: 'after', answer: () => 'hang' },
  { name: 'failed after the work', when: 'after', answer: () => error(502) },
  { name: 'unavailable after the work, without a hint', when: 'after', answer: () => unavailable() },
];

export interface FaultPlan {
  /** How often a single request fails, 0 to 1. */
  single: number;
  /** How often a request begins a storm. */
  storm: number;
  /** Single faults this vendor never has. */
  without?: readonly FaultName[];
}

/** What became of one request at a vendor. */
export interface Handled {
  answer: Answer;
  /** Whether the vendor did what was asked. */
  carriedOut: boolean;
  /** Whether the caller was sent the vendor's own answer. */
  answered: boolean;
}

/** A vendor with bad days around a twin that has none. */
export interface Faults {
  handle: (work: () => Promise<Response>) => Promise<Handled>;
  /** No faults from now on. */
  calm: () => void;
  counts: ReadonlyMap<FaultName, number>;
}

const SLOWEST_MS = 120;

export function createFaults(random: Random, plan: FaultPlan): Faults {
  const counts = new Map<FaultName, number>();
  const single = SINGLE.filter(({ name }) => plan.without?.includes(name) !== true);
  let storm: { fault: Fault; left: number } | undefined;
  let calm = false;

  const choose = (): Fault | undefined => {
    if (calm) return undefined;
    if (storm === undefined && random.chance(plan.storm)) {
      const { fault, length } = random.pick(STORMS);
      storm = { fault, left: random.whole(...length) };
    }
    if (storm === undefined) return random.chance(plan.single) ? random.pick(single) : undefined;
    const { fault } = storm;
    storm.left -= 1;
    if (storm.left <= 0) storm = undefined;
    return fault;
  };

  return {
    handle: async (work) => {
      const fault = choose();
      if (fault !== undefined) counts.set(fault.name, (counts.get(fault.name) ?? 0) + 1);
      if (fault?.when === 'before') return { answer: fault.answer(), carriedOut: false, answered: false };
      const answer = await work();
      const carriedOut = answer.ok;
      // Done, but not yet said: the moment at which a killed server leaves the most doubt.
      if (!calm) await pause(random.between(0, SLOWEST_MS));
      return fault === undefined ? { answer, carriedOut, answered: true } : { answer: fault.answer(), carriedOut, answered: false };
    },
    calm: () => void (calm = true),
    counts,
  };
}
