import { AppError } from '../../../observe/app-error.ts';
import type { Store } from '../../../store/store.ts';
import { recordAudit } from '../../audit/record.ts';
import { type Reach } from '../../reach.ts';
import { confirmFailed } from '../confirm-erasure.ts';
import { findReceipt } from './list.ts';
import { type StoredRecord, waitsForHand } from './stored.ts';

/** Notes that a person was erased by hand where one connection held them. What named their records there is kept no longer. */
export async function confirmReceipt(
  parts: { store: Store; clock: { now: () => number } },
  reach: Reach,
  request: { receiptId: string; connectionId: string },
): Promise<void> {
  const { receiptId, connectionId } = request;
  const now = parts.clock.now();
  await parts.store.transaction(async (trx) => {
    const row = await findReceipt(trx, reach, receiptId);
    const records = JSON.parse(row.destinations) as StoredRecord[];
    const failed = await trx
      .selectFrom('erasures')
      .selectAll()
      .where('workspace_id', '=', reach.workspaceId)
      .where('receipt_id', '=', receiptId)
      .where('connection_id', '=', connectionId)
      .where('state', '=', 'failed')
      .execute();
    const isMeant = (record: StoredRecord) =>
      record.connectionId === connectionId && record.doneAt === undefined && (waitsForHand(record) || failed.length > 0);
    if (!records.some(isMeant)) throw new AppError('conflict', 'Nothing is left to be erased by hand there.');
    for (const erasure of failed) await confirmFailed(trx, erasure, reach.by, now);
    const confirmed = records.map((record) =>
      isMeant(record) ? { ...record, recordId: null, url: null, doneAt: now, doneBy: reach.by } : record,
    );
    await trx
      .updateTable('privacy_receipts')
      .set({ destinations: JSON.stringify(confirmed), by_hand: confirmed.filter(waitsForHand).length })
      .where('id', '=', receiptId)
      .execute();
    await recordAudit(trx, {
      workspaceId: reach.workspaceId,
      at: now,
      actor: reach.by,
      action: 'person.erased_by_hand',
      entity: 'connection',
      entityId: connectionId,
      before: { receipt: receiptId, state: 'by_hand' },
      after: { receipt: receiptId, state: 'done' },
    });
  });
}
