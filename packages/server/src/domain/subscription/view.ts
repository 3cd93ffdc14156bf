import type { endpoints } from '@handoff/shared/api';
import type { z } from 'zod';
import type { Db } from '../../store/schema.ts';
import { toIso } from '../times.ts';

export type SubscriptionView = z.input<typeof endpoints.listSubscriptions.answer>['items'][number];

/** An open subscription with the address it posts to; `url` is not for everyone's eyes, it may carry the receiver's key. */
export interface OpenSubscription {
  url: string;
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
    .where('subscription.workspace_id', '=', workspaceId)
    .where('subscription.ended_at', 'is', null)
    .orderBy('subscription.created_at')
    .orderBy('subscription.id')
    .execute();
  return rows.map((row) => {
    const { url } = JSON.parse(row.settings) as { url: string };
    return {
      url,
      view: {
        id: row.id,
        name: row.name,
        types: JSON.parse(row.types) as string[],
        sourceId: row.source_id,
        host: new URL(url).host,
        connectionId: row.connection_id,
        flowId: row.flow_id,
        active: row.archived_at === null && row.removed_at === null,
        createdBy: row.created_by,
        createdAt: toIso(row.created_at),
      },
    };
  });
}
