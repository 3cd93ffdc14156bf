import type { EventDetail } from '../answers.ts';
import { useWorkspaceId } from '../host.ts';
import { useServer } from '../server.ts';

const WHILE_MOVING_MS = 2000;
const OTHERWISE_MS = 15_000;
const MOVING: ReadonlySet<string> = new Set(['pending', 'leased', 'blocked', 'waiting']);

/** One event with all that became of it, looked at more often while something of it is on its way. */
export function useEvent(eventId: string) {
  return useServer('getEvent', { params: { workspaceId: useWorkspaceId(), eventId } }, { every: lookAgain });
}

function lookAgain(event: EventDetail | undefined): number {
  const moves = event === undefined || event.state === 'received' || event.deliveryList.some(({ state }) => MOVING.has(state));
  return moves ? WHILE_MOVING_MS : OTHERWISE_MS;
}
