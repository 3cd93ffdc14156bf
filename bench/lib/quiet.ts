import { setImmediate as nextTurn } from 'node:timers/promises';
import type { VirtualClock } from './virtual-clock.ts';

/** Counts what needs real time: commits, calls, deciphering. */
export interface Activity {
  begun: () => number;
  underWay: () => number;
  counted: <T>(work: Promise<T>) => Promise<T>;
}

export function createActivity(): Activity {
  let begun = 0;
  let underWay = 0;
  return {
    begun: () => begun,
    underWay: () => underWay,
    counted: async (work) => {
      begun += 1;
      underWay += 1;
      try {
        return await work;
      } finally {
        underWay -= 1;
      }
    },
  };
}

const TURNS = 4;
const LOOKS = 2;

/** Waits until all that runs waits for virtual time. All that leaves the event loop is counted, so turns of it are enough. */
export async function untilQuiet(clock: VirtualClock, activity: Activity): Promise<void> {
  for (let quiet = 0; quiet < LOOKS;) {
    const [asked, begun] = [clock.asked(), activity.begun()];
    for (let turn = 0; turn < TURNS || activity.underWay() > 0; turn += 1) await nextTurn();
    quiet = clock.asked() === asked && activity.begun() === begun ? quiet + 1 : 0;
  }
}

/** Signing and hashing run on threads of their own: from now on they count as under way. */
export function countCrypto({ counted }: Pick<Activity, 'counted'>): void {
  const subtle = globalThis.crypto.subtle as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
  for (const name of ['sign', 'verify', 'digest', 'encrypt', 'decrypt', 'importKey', 'generateKey', 'deriveBits']) {
    const own = subtle[name]?.bind(subtle);
    if (own !== undefined) Object.defineProperty(subtle, name, { value: (...args: unknown[]) => counted(own(...args)) });
  }
}
