import { type Chore, createChore } from '../chore.ts';
import type { CallingParts } from '../flow/parts.ts';
import { unsubscribe } from './unsubscribe.ts';

const LOOK_EVERY_MS = 60_000;

/** Ends subscriptions whose receiver answered 410: by the custom of REST hooks, the tool wants no more. */
export function createGoneWatch(parts: CallingParts): Chore {
  return createChore(parts, LOOK_EVERY_MS, 'subscriptions could not be looked through; it is tried again', () => endGone(parts));
}

export async function endGone(parts: CallingParts): Promise<void> {
  const rows = await parts.store.db
    .selectFrom('subscriptions')
    .select(['id', 'workspace_id'])
    .where('ended_at', 'is', null)
    .where((where) =>
      where.exists(
        where
          .selectFrom('deliveries')
          .select('deliveries.id')
          .whereRef('deliveries.connection_id', '=', 'subscriptions.connection_id')
          .where('deliveries.state', '=', 'dead')
          .where('deliveries.error', 'like', '%"code":"endpoint_gone"%'),
      ),
    )
    .execute();
  for (const { id, workspace_id: workspaceId } of rows) {
    await unsubscribe(parts, { workspaceId, subscriptionId: id, by: 'receiver', why: 'It answered that its address is gone (410).' });
  }
}
