import { type Chore, createChore } from '../chore.ts';
import type { AlertingParts } from './parts.ts';
import { planDigests } from './plan-digests.ts';
import { planOpened } from './plan-opened.ts';
import { planOver } from './plan-over.ts';
import { planReminders } from './plan-reminders.ts';
import { sendDue } from './send-due.ts';

/** A refused access has to be told within a minute of the fault. */
const LOOK_EVERY_MS = 15_000;

/** Tells people of alerts. Any number of servers may do it side by side. */
export function createNotifier(parts: AlertingParts): Chore {
  return createChore(parts, LOOK_EVERY_MS, 'alerts could not be looked through; it is tried again', () => tellPeople(parts));
}

/** One look: what opened, what is over, what lasts, what falls due today; then it is sent. A step that fails stops no other. */
export async function tellPeople(parts: AlertingParts): Promise<void> {
  for (const step of [planOpened, planOver, planReminders, planDigests, sendDue]) {
    try {
      await step(parts);
    } catch (error) {
      parts.logger.error({ step: step.name, error: String(error) }, 'alerts could not be looked through; it is tried again');
    }
  }
}
