import { useWorkspaceId } from '../host.ts';
import { isAwaited } from '../look.ts';
import { useServer } from '../server.ts';

const LOOK_EVERY_MS = 15_000;

/** Every connected account, with what its system is, when something last arrived there and the flows that use it. */
export function useConnectionList() {
  const params = { workspaceId: useWorkspaceId() };
  const connections = useServer('listConnections', { params }, { every: LOOK_EVERY_MS });
  const destinations = useServer('listDestinations', {});
  const health = useServer('workspaceHealth', { params }, { every: LOOK_EVERY_MS });
  const flows = useServer('listFlows', { params });
  // Cards that fill up one answer at a time move their buttons away under a hand.
  const isComing = [connections, destinations, health, flows].some(isAwaited);
  return {
    /** Undefined until all that is told of them is known, or that it cannot be. */
    items: isComing
      ? undefined
      : connections.data?.items.map((connection) => ({
          connection,
          destination: destinations.data?.items.find(({ type }) => type === connection.destination),
          lastSuccessAt: health.data?.connections.find(({ id }) => id === connection.id)?.lastSuccessAt,
        })),
    flows: flows.data?.items,
    error: connections.error,
    retry: () => void connections.refetch(),
  };
}
