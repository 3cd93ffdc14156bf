import type { Selectable } from 'kysely';
import { AppError } from '../../../observe/app-error.ts';
import type { Db, Schema } from '../../../store/schema.ts';
import type { Reach } from '../../reach.ts';
import { toIso, toIsoOrNull } from '../../times.ts';
import { type Counts, type StoredRecord, WHOLE_SOURCE } from './stored.ts';

const MOST = 200;

type Row = Selectable<Schema['privacy_receipts']>;
type Erasure = Pick<Selectable<Schema['erasures']>, 'connection_id' | 'state' | 'message' | 'finished_at' | 'receipt_id'>;

/** Receipts, latest first. A site's panel sees those of its own requests. */
export async function listReceipts(db: Db, reach: Reach, only: { open: boolean }) {
  let query = db
    .selectFrom('privacy_receipts')
    .selectAll()
    .where('workspace_id', '=', reach.workspaceId)
    .orderBy('requested_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST);
  if (reach.sourceId !== undefined) query = query.where('source_id', '=', reach.sourceId);
  if (only.open) {
    query = query.where((eb) =>
      eb.or([
        eb('by_hand', '>', 0),
        eb('finished_at', 'is', null),
        eb.exists(
          eb
            .selectFrom('erasures')
            .select('erasures.id')
            .whereRef('erasures.receipt_id', '=', 'privacy_receipts.id')
            .where('erasures.state', '!=', 'done'),
        ),
      ]),
    );
  }
  return viewAll(db, await query.execute());
}

export async function getReceipt(db: Db, reach: Reach, receiptId: string) {
  const [receipt] = await viewAll(db, [await findReceipt(db, reach, receiptId)]);
  if (receipt === undefined) throw new AppError('not_found', 'There is no such receipt.');
  return receipt;
}

export async function findReceipt(db: Db, reach: Reach, receiptId: string): Promise<Row> {
  let one = db.selectFrom('privacy_receipts').selectAll().where('id', '=', receiptId).where('workspace_id', '=', reach.workspaceId);
  if (reach.sourceId !== undefined) one = one.where('source_id', '=', reach.sourceId);
  const row = await one.executeTakeFirst();
  if (row === undefined) throw new AppError('not_found', 'There is no such receipt here. It may be older than receipts are kept.');
  return row;
}

async function viewAll(db: Db, rows: Row[]) {
  const ids = rows.map(({ id }) => id);
  const erasures =
    ids.length === 0
      ? []
      : await db
          .selectFrom('erasures')
          .select(['connection_id', 'state', 'message', 'finished_at', 'receipt_id'])
          .where('receipt_id', 'in', ids)
          .execute();
  const byReceipt = Map.groupBy(erasures, (erasure) => erasure.receipt_id ?? '');
  return rows.map((row) => view(row, byReceipt.get(row.id) ?? []));
}

function view(row: Row, erasures: Erasure[]) {
  const by = JSON.parse(row.person_by) as string[];
  const isOfSource = by.includes(WHOLE_SOURCE);
  return {
    id: row.id,
    kind: row.kind,
    of: isOfSource ? ('source' as const) : ('person' as const),
    person: { digest: row.person_digest, by: isOfSource ? [] : (by as ('email' | 'phone' | 'id')[]) },
    requestedBy: row.requested_by,
    requestedAt: toIso(row.requested_at),
    finishedAt: toIsoOrNull(row.finished_at),
    sourceId: row.source_id,
    counts: JSON.parse(row.counts) as Counts,
    destinations: (JSON.parse(row.destinations) as StoredRecord[]).map((record) =>
      recordView(
        record,
        erasures.filter((erasure) => erasure.connection_id === record.connectionId),
      ),
    ),
    contentsSince: toIsoOrNull(row.contents_since),
  };
}

/** How it stands with one record: what its destination was asked to do, it has done, not yet done, or leaves to somebody. */
function recordView({ erasure, doneAt, doneBy, ...record }: StoredRecord, asked: Erasure[]) {
  if (doneAt !== undefined) return { ...record, state: 'done' as const, message: null, doneAt: toIso(doneAt), doneBy: doneBy ?? null };
  const open = { ...record, doneAt: null, doneBy: null };
  if (erasure === 'stays') return { ...open, state: 'stays' as const, message: null };
  if (erasure === 'by_hand') return { ...open, state: 'by_hand' as const, message: null };
  const failed = asked.find(({ state }) => state === 'failed');
  if (failed !== undefined) return { ...open, state: 'by_hand' as const, message: failed.message };
  if (asked.some(({ state }) => state === 'pending')) return { ...open, state: 'asked' as const, message: null };
  const at = Math.max(0, ...asked.map((each) => each.finished_at ?? 0));
  const stays = asked.find(({ message }) => message !== null)?.message ?? null;
  return { ...record, recordId: null, url: null, state: 'done' as const, message: stays, doneAt: toIsoOrNull(at), doneBy: null };
}
