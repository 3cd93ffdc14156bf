import type { endpoints } from '@handoff/shared/api';
import type { z } from 'zod';
import type { Db } from '../../store/schema.ts';
import { toIso } from '../times.ts';

export type SubscriptionView = z.input<typeof endpoints.listSubscriptions.answer>['items'][number];

/** An open subscription with the address it posts to; `url` is not for everyone's eyes, it may carry the receiver's key. */
export interface OpenSubscription {
  url: string;
  /** Nobody took its flow or connection away, whether it is live yet or not. */
  isWanted: boolean;
  view: SubscriptionView;
}

/** The subscriptions of a workspace that were not ended, oldest first. */
export async function openSubscriptions(db: Db, workspaceId: string): Promise<OpenSubscription[]> {
  const rows = await db
    .selectFrom('subscriptions as subscription')
    .innerJoin('connections as connection', 'connection.id', 'subscription.connection_id')
    .innerJoin('flows as flow', 'flow.id', 'subscription.flow_id')
    .selectAll('subscription')
    .select(['connection.settings', 'connection.removed_at', 'flow.archived_at'])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('flow_versions as version')
            .select('version.id')
            .whereRef('version.flow_id', '=', 'flow.id')
            .where('version.state', '=', 'published'),
        )
        .as('is_live'),
    )
    .where('subscription.workspace_id', '=', workspaceId)
    .where('subscription.ended_at', 'is', null)
    .orderBy('subscription.created_at')
    .orderBy('subscription.id')
    .execute();
  return rows.map((row) => {
    const { url } = JSON.parse(row.settings) as { url: string };
    const isWanted = row.archived_at === null && row.removed_at === null;
    return {
      url,
      isWanted,
      view: {
        id: row.id,
        name: row.name,
        types: JSON.parse(row.types) as string[],
        sourceId: row.source_id,
        host: new URL(url).host,
        connectionId: row.connection_id,
        flowId: row.flow_id,
        active: isWanted && Boolean(row.is_live),
        createdBy: row.created_by,
        createdAt: toIso(row.created_at),
      },
    };
  });
}
