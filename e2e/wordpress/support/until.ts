import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 50;

/**
 * Looks again and again until there is something (neither false nor undefined), and answers it. Fails, saying what did not
 * come, where it takes longer than anything here should.
 */
export async function until<T>(what: string, look: () => Promise<T | false | undefined>, patienceMs = 30_000): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== false && found !== undefined) return found;
    if (Date.now() > end) throw new Error(`It did not come to this in ${patienceMs / 1000} seconds: ${what}.`);
    await sleep(LOOK_EVERY_MS);
  }
}
