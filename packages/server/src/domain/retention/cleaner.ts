import type { RetentionConfig } from '../../config/retention.ts';
import type { Clock } from '../../observe/clock.ts';
import type { Logger } from '../../observe/logger.ts';
import type { Tracing } from '../../observe/tracing.ts';
import type { Store } from '../../store/store.ts';
import { type Chore, createChore } from '../chore.ts';
import { purgeDue } from './purge.ts';

const LOOK_EVERY_MS = 5 * 60_000;

/** Removes by and by what is older than it is kept. */
export function createCleaner(parts: {
  store: Store;
  clock: Clock;
  logger: Logger;
  tracing: Tracing;
  config: { retention: RetentionConfig };
}): Chore {
  const { clock, logger } = parts;
  return createChore(parts, LOOK_EVERY_MS, 'old data could not be removed; it is tried again', async (signal) => {
    const rows = await purgeDue({ ...parts, pause: (ms) => rest(clock, ms, signal) }, signal);
    if (rows > 0) logger.info({ rows }, 'old data were removed');
  });
}

/** Ends at once where the server stops. */
function rest(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const cancel = clock.after(ms, () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    const stop = () => {
      cancel();
      resolve();
    };
    signal.addEventListener('abort', stop, { once: true });
  });
}
