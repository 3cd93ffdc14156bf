import { type Chore, createChore } from '../chore.ts';
import { type ErasureParts, runErasures } from './run-erasures.ts';

/** Short enough that a person is soon erased everywhere. */
const LOOK_EVERY_MS = 30_000;

/** Asks destinations to erase whom they were to erase. */
export function createEraser(parts: ErasureParts): Chore {
  return createChore(parts, LOOK_EVERY_MS, 'erasures could not be looked through; it is tried again', (signal) =>
    runErasures(parts, signal),
  );
}
