import type { Flow } from '../../index.ts';
import type { Delivery } from '../answers.ts';
import { useWorkspaceId } from '../host.ts';
import { useServer } from '../server.ts';

const SHOWN = 5;
const LOOK_EVERY_MS = 15_000;

/** What a version that watches would have sent lately; undefined until it is known. */
export function useWatched(flow: Flow): readonly Delivery[] | undefined {
  const { data } = useServer(
    'listDeliveries',
    { params: { workspaceId: useWorkspaceId() }, query: { flowId: flow.id, state: 'shadow', limit: SHOWN } },
    { every: LOOK_EVERY_MS },
  );
  return data?.items.filter(({ flowVersionId }) => flowVersionId === flow.shadow?.id);
}
