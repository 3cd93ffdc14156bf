import type { FlowHealth } from '@handoff/shared/api';
import { flowSays, isFailing } from '@handoff/shared/panel';
import type { ConnectionRow } from '../../../delivery/connections.ts';
import type { Store } from '../../../store/store.ts';
import { listFlows } from '../../flow/list.ts';
import { toIsoOrNull } from '../../times.ts';
import { stateOf } from './alerts.ts';
import { english, type Facts } from './facts.ts';
import { lastDay, lastGood, usualOf } from './usual.ts';
import { isLate, NOTHING_WAITS, waitingOfFlows } from './waiting.ts';

/** How the flows in use are. */
export async function flowsHealth(
  store: Store,
  workspaceId: string,
  connections: readonly ConnectionRow[],
  facts: Facts,
): Promise<FlowHealth[]> {
  const waiting = await waitingOfFlows(
    store.db,
    connections.map(({ id }) => id),
  );
  const reviews = await store.db
    .selectFrom('flows')
    .select(['id', 'reviewed_at', 'reviewed_by'])
    .where('workspace_id', '=', workspaceId)
    .execute();
  const reviewOf = new Map(reviews.map((row) => [row.id, row]));
  const { now, counted, alerts } = facts;
  return (await listFlows(store, workspaceId)).map((flow) => {
    const own = counted.get(flow.id) ?? [];
    const open = alerts.get(flow.id) ?? [];
    const last = lastGood(own);
    const last24h = lastDay(own, now);
    const backlog = waiting.get(flow.id) ?? NOTHING_WAITS;
    const runs = flow.published !== null ? ('published' as const) : flow.shadow !== null ? ('shadow' as const) : ('off' as const);
    const figures = {
      id: flow.id,
      name: flow.name,
      owner: flow.owner,
      runs,
      state: stateOf(open, { watch: isLate(backlog, now) || isFailing({ last24h }), idle: runs !== 'published' || last === null }),
      lastSuccessAt: toIsoOrNull(last),
      usual: usualOf(own, now),
      last24h,
      backlog,
      reviewedAt: toIsoOrNull(reviewOf.get(flow.id)?.reviewed_at ?? null),
      reviewedBy: reviewOf.get(flow.id)?.reviewed_by ?? null,
      alerts: open,
    };
    return { ...figures, says: flowSays(figures, now, english) };
  });
}
