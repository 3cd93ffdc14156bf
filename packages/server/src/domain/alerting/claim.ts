import { type Selectable, type Transaction, sql } from 'kysely';
import { newId } from '../../store/ids.ts';
import type { Schema } from '../../store/schema.ts';
import type { AlertingParts } from './parts.ts';

export type NoticeRow = Selectable<Schema['notices']>;

/** What goes out in one message. */
export interface Batch {
  id: string;
  /** What marks it as ours. */
  lease: number;
  /** It was tried before and may have arrived: nothing in it may change. */
  again: boolean;
  notices: NoticeRow[];
}

/** Longer than any call takes. */
const LEASE_MS = 60_000;
/** What falls due so soon goes along. */
const SOON_MS = 120_000;

/** Takes what one target is to be told now, and what may go along. Of two servers one gets it. */
export async function claimBatch({ store, clock }: AlertingParts, workspaceId: string, target: string): Promise<Batch | undefined> {
  const now = clock.now();
  const lease = now + LEASE_MS;
  return store.transaction(async (trx) => {
    const before = await pending(trx, workspaceId, target)
      .select('batch')
      .where('batch', 'is not', null)
      .where('next_at', '<=', now)
      .where((where) => where.or([where('lease_until', 'is', null), where('lease_until', '<=', now)]))
      .orderBy('next_at')
      .limit(1)
      .executeTakeFirst();
    const id = before?.batch ?? newId('ntc');
    const notices = await trx
      .updateTable('notices')
      .set({ batch: id, lease_until: lease })
      .where('workspace_id', '=', workspaceId)
      .where('target', '=', target)
      .where('state', '=', sql.lit('pending'))
      .where((where) => where.or([where('lease_until', 'is', null), where('lease_until', '<=', now)]))
      .where('batch', before === undefined ? 'is' : '=', before === undefined ? null : id)
      .where((where) => where.or([where('next_at', 'is', null), where('next_at', '<=', now + SOON_MS)]))
      .returningAll()
      .execute();
    // What only goes along asks for no message of its own.
    if (before === undefined && !notices.some(({ next_at: at }) => at !== null && at <= now)) {
      await giveBack(trx, notices);
      return undefined;
    }
    return notices.length === 0 ? undefined : { id, lease, again: before !== undefined, notices };
  });
}

/** Lets notices wait as they were before they were taken. */
export async function giveBack(trx: Transaction<Schema>, notices: NoticeRow[]): Promise<void> {
  if (notices.length === 0) return;
  const ids = notices.map(({ id }) => id);
  await trx.updateTable('notices').set({ batch: null, lease_until: null }).where('id', 'in', ids).execute();
}

function pending(trx: Transaction<Schema>, workspaceId: string, target: string) {
  return trx
    .selectFrom('notices')
    .where('workspace_id', '=', workspaceId)
    .where('target', '=', target)
    .where('state', '=', sql.lit('pending'));
}
