import type { MapFinding } from '@handoff/shared/api';
import type { FlowView } from '../flow/view.ts';
import type { Workspace } from './read.ts';

/** What runs of a flow: nothing where it is a draft. */
export const runningOf = ({ published, shadow }: FlowView) => [published, shadow].flatMap((version) => version ?? []);

/** What nobody owns, nothing uses, or cannot work. Of other sites' sources nothing is told. */
export function findingsOf({ sources, allSources, flows, connections }: Workspace): MapFinding[] {
  const running = flows.filter((flow) => runningOf(flow).length > 0);
  const specs = flows.flatMap((flow) => runningOf(flow).map(({ spec }) => spec));
  const sentTo = new Set(
    flows.flatMap(({ draft, shadow, published }) =>
      [draft, shadow, published].flatMap((version) => version?.spec.steps.map(({ connection }) => connection) ?? []),
    ),
  );
  const takesAny = specs.some(({ trigger }) => (trigger.sources ?? []).length === 0);
  const taken = new Set(specs.flatMap(({ trigger }) => trigger.sources ?? []));
  const gone = new Set(allSources.filter((row) => row.revoked_at !== null).map(({ id }) => id));
  const there = new Set(connections.map(({ id }) => id));
  const finding = (kind: MapFinding['kind'], items: readonly { id: string; name: string }[]) =>
    items.map(({ id, name }) => ({ kind, id, name }));
  return [
    ...finding(
      'no_connection',
      running.filter((flow) => runningOf(flow).some(({ spec }) => spec.steps.some(({ connection }) => !there.has(connection)))),
    ),
    ...finding(
      'never_starts',
      running.filter((flow) =>
        runningOf(flow).every(
          ({ spec: { trigger } }) => (trigger.sources ?? []).length > 0 && trigger.sources?.every((id) => gone.has(id)) === true,
        ),
      ),
    ),
    ...finding(
      'unowned_flow',
      running.filter(({ owner }) => owner === null),
    ),
    ...finding(
      'unowned_connection',
      connections.filter(({ owner }) => owner === null),
    ),
    ...finding('unused_source', takesAny ? [] : sources.filter(({ id, revoked_at }) => revoked_at === null && !taken.has(id))),
    ...finding(
      'unused_connection',
      connections.filter(({ id }) => !sentTo.has(id)),
    ),
  ];
}
