import type { Unanswered } from './call.ts';

/** Which services are not asked for a while, so that events do not wait for answers that will not come. */
export interface Rest {
  /** Why the service is left alone now; undefined where it may be asked. */
  why: (id: string) => Unanswered | undefined;
  failed: (id: string, why: Unanswered) => void;
  answered: (id: string) => void;
}

/** So many failures in a row, and it is left alone. */
const FAILURES = 3;
const REST_MS = 60_000;
/** Where asking again cannot help before somebody does something. */
const LONG_REST_MS = 300_000;

export function createRest(now: () => number): Rest {
  const known = new Map<string, { failures: number; why: Unanswered; until: number }>();
  return {
    why: (id) => {
      const state = known.get(id);
      return state !== undefined && now() < state.until ? state.why : undefined;
    },
    failed: (id, why) => {
      const failures = (known.get(id)?.failures ?? 0) + 1;
      const ms = why === 'key' || why === 'quota' ? LONG_REST_MS : failures >= FAILURES ? REST_MS : 0;
      known.set(id, { failures, why, until: now() + ms });
    },
    answered: (id) => void known.delete(id),
  };
}
