import type { Logger } from '../../../observe/logger.ts';
import { type Chore, createChore } from '../../chore.ts';
import { countRhythms } from '../rhythm/count.ts';
import { watchBacklog } from './backlog.ts';
import { createSilenceWatch } from './silence.ts';
import { type UpkeepParts, watchUpkeep } from './upkeep.ts';

const COUNT_EVERY_MS = 30_000;
/** Short against the deadlines of what they tell: five minutes for a backlog. */
const LOOK_EVERY_MS = 60_000;
const UPKEEP_EVERY_MS = 3_600_000;

/** What is done again and again so that nobody has to watch: counting what is usual, and telling of what is not. */
export function createHealthWatches(parts: UpkeepParts & { logger: Logger }): Chore[] {
  const watchSilence = createSilenceWatch(parts);
  const again = (what: string) => `${what}; it is tried again`;
  return [
    createChore(parts, COUNT_EVERY_MS, again('what happened could not be counted'), (signal) => countRhythms(parts, signal)),
    createChore(parts, LOOK_EVERY_MS, again('backlogs could not be looked for'), () => watchBacklog(parts)),
    createChore(parts, LOOK_EVERY_MS, again('silent sources could not be looked for'), watchSilence),
    createChore(parts, UPKEEP_EVERY_MS, again('what ends, and what has no owner, could not be looked for'), () => watchUpkeep(parts)),
  ];
}
