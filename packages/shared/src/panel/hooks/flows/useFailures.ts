import { useWorkspaceId } from '../host.ts';
import { isAwaited } from '../look.ts';
import { useServer } from '../server.ts';

export interface Failures {
  /** Deliveries that did not go through and wait for a person. */
  dead: number;
  /** Deliveries of which nobody knows whether they arrived. */
  uncertain: number;
  /** There may be more than were counted. */
  isPartial: boolean;
}

const COUNTED = 200;

/** Failures by flow, counted among the workspace's latest; `of` is undefined until they are known. */
export function useFailures(): { of: ((flowId: string) => Failures) | undefined; isAwaited: boolean } {
  const params = { workspaceId: useWorkspaceId() };
  const dead = useServer('listDeliveries', { params, query: { state: 'dead', limit: COUNTED } });
  const uncertain = useServer('listDeliveries', { params, query: { state: 'uncertain', limit: COUNTED } });
  if (dead.data === undefined || uncertain.data === undefined) return { of: undefined, isAwaited: [dead, uncertain].some(isAwaited) };
  const [failed, doubtful] = [dead.data, uncertain.data];
  const of = (flowId: string) => ({
    dead: failed.items.filter((delivery) => delivery.flowId === flowId).length,
    uncertain: doubtful.items.filter((delivery) => delivery.flowId === flowId).length,
    isPartial: failed.next !== null || doubtful.next !== null,
  });
  return { of, isAwaited: false };
}
