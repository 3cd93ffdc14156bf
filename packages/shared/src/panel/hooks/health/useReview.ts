import type { HealthItem } from '../../health/index.ts';
import { usePanelHost } from '../host.ts';
import { useServerAction } from '../server.ts';

/** Says that a flow or connection was looked through and is as it should be. */
export function useReview({ kind, id }: Pick<HealthItem, 'kind' | 'id'>) {
  const { workspaceId } = usePanelHost();
  const flow = useServerAction('reviewFlow');
  const connection = useServerAction('reviewConnection');
  return {
    review: () =>
      kind === 'flow'
        ? flow.mutate({ params: { workspaceId, flowId: id } })
        : connection.mutate({ params: { workspaceId, connectionId: id } }),
    busy: flow.isPending || connection.isPending,
    error: flow.error ?? connection.error,
  };
}
