import type { Selectable, Transaction } from 'kysely';
import { KEPT_BACK } from '../../../store/partial-indexes.ts';
import type { Schema } from '../../../store/schema.ts';
import type { Aged } from './walk.ts';

const COLUMNS = ['seq', 'id', 'received_at', 'state', 'verdict', 'reasons', 'body', 'erased_at'] as const;

export type OldEvent = Pick<Selectable<Schema['events']>, (typeof COLUMNS)[number]> & Aged;

/** Events of a workspace in order of arrival; `kept` restricts them to those kept back as spam, which have an index of their own. */
export async function readEvents(
  trx: Transaction<Schema>,
  workspaceId: string,
  which: { after: number; max: number } | { seqs: number[] },
  kept = false,
): Promise<OldEvent[]> {
  let query = trx.selectFrom('events').select(COLUMNS).where('workspace_id', '=', workspaceId).orderBy('seq');
  if (kept) query = query.where(KEPT_BACK).where('verdict', '=', 'quarantine');
  query = 'seqs' in which ? query.where('seq', 'in', which.seqs) : query.where('seq', '>', which.after).limit(which.max);
  return (await query.execute()).map((row) => ({ ...row, at: row.received_at }));
}

/** An event that a person or the next update of Handoff has to decide about. */
export function isSetAside({ state }: Pick<OldEvent, 'state'>): boolean {
  return state === 'parked' || state === 'revision';
}
