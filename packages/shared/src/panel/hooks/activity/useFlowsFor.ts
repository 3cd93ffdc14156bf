import type { ListedEvent } from '../answers.ts';
import { useWorkspaceId } from '../host.ts';
import { isAwaited } from '../look.ts';
import { useServer } from '../server.ts';

/** The names of the flows that are on for events of these kinds, each by its own forms and conditions; undefined while they are not known. */
export function useFlowsFor(events: readonly Pick<ListedEvent, 'type'>[]): { flows: readonly string[] | undefined; isAsking: boolean } {
  const flows = useServer('listFlows', { params: { workspaceId: useWorkspaceId() } });
  const names = flows.data?.items
    .filter(({ published }) => published !== null && events.some(({ type }) => published.spec.trigger.types.includes(type)))
    .map(({ name }) => name);
  return { flows: names, isAsking: isAwaited(flows) };
}
