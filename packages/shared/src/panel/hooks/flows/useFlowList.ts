import { useWorkspaceId } from '../host.ts';
import { isAwaited } from '../look.ts';
import { useServer } from '../server.ts';
import { useCatalog } from './useCatalog.ts';
import { useFailures } from './useFailures.ts';

/** All flows in use, with the names their sentences are made of and how each fares. */
export function useFlowList() {
  const flows = useServer('listFlows', { params: { workspaceId: useWorkspaceId() } });
  const { catalog, isAwaited: namesAreAwaited } = useCatalog();
  const failures = useFailures();
  // A sentence that becomes another length moves the buttons below it away under a hand.
  const isComing = isAwaited(flows) || namesAreAwaited || failures.isAwaited;
  return {
    /** Undefined until all that is told of them is known, or that it cannot be. */
    items: isComing ? undefined : flows.data?.items,
    names: catalog.names,
    failuresOf: failures.of,
    error: flows.error,
    retry: () => void flows.refetch(),
  };
}
