import { type Flow, runsFor } from '../../index.ts';
import { useSourceId, useWorkspaceId } from '../host.ts';
import { useServer } from '../server.ts';

/** The flows that are on: those of this host that send to a connection, and those that run for other sources only. */
export function useLiveFlows(connectionId: string): { here: readonly Flow[]; elsewhere: readonly Flow[] } {
  const workspaceId = useWorkspaceId();
  const sourceId = useSourceId();
  const flows = useServer('listFlows', { params: { workspaceId } });
  const live = flows.data?.items.flatMap((flow) => (flow.published === null ? [] : [{ flow, spec: flow.published.spec }])) ?? [];
  const sends = ({ spec }: (typeof live)[number]) => spec.steps.some(({ connection }) => connection === connectionId);
  return {
    here: live.filter((one) => runsFor(one.spec, sourceId) && sends(one)).map(({ flow }) => flow),
    elsewhere: live.filter(({ spec }) => !runsFor(spec, sourceId)).map(({ flow }) => flow),
  };
}
