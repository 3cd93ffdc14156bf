import { type Chore, createChore } from '../chore.ts';
import { wakeSites, type WakeParts } from './wake.ts';

/** Often enough that a site is woken soon after it has become quiet; which sites are due, the store knows. */
const LOOK_EVERY_MS = 60_000;

/** Wakes quiet sites at its start and from then on. Stopping ends calls under way. */
export function createWaker(parts: WakeParts): Chore {
  return createChore(parts, LOOK_EVERY_MS, 'quiet sites could not be woken; it is tried again', (signal) => wakeSites(parts, signal));
}
