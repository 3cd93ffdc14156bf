import { traceCancelled } from '../../pipeline/trace-ends.ts';
import { waitForWorkspace } from '../../store/lock.ts';
import { eraseRecordsOfSource } from '../identity/erase.ts';
import { findSource } from '../source/find.ts';
import type { Reach } from '../reach.ts';
import { addErased, type EraseParts, eraseEvents, type Receipt } from './erase.ts';
import { eachOnce, type HeldByOperation } from './held.ts';
import { addToReceipt, endReceipt, openReceipt } from './receipts/write.ts';

const EVENTS_PER_CALL = 200;
const EVENTS_PER_TRANSACTION = 25;

/**
 * Erases the personal data of all that one source ever sent, a page a call, latest first. What destinations hold is the
 * owner's own and stays; it is named, in the receipt by connection. Doing it again changes nothing.
 */
export async function eraseSource(
  parts: EraseParts,
  reach: Reach,
  sourceId: string,
  before: number | undefined,
): Promise<Receipt & { receiptId: string; next: number | null }> {
  await findSource(parts.store.db, reach, sourceId);
  const { fingerprintKey: key } = parts.serverKeys;
  const about = { source: sourceId };
  const receiptId = await parts.store.transaction((trx) =>
    openReceipt(trx, reach, { kind: 'erasure', about, key, at: parts.clock.now(), goesOn: true }),
  );
  const rows = await parts.store.db
    .selectFrom('events')
    .select(['seq', 'id'])
    .where('workspace_id', '=', reach.workspaceId)
    .where('source_id', '=', sourceId)
    .where('erased_at', 'is', null)
    .$if(before !== undefined, (query) => query.where('seq', '<', before as number))
    .orderBy('seq', 'desc')
    .limit(EVENTS_PER_CALL)
    .execute();
  const total = { events: 0, deliveries: 0, attempts: 0, cancelled: 0 };
  const held: HeldByOperation[] = [];
  for (let start = 0; start < rows.length; start += EVENTS_PER_TRANSACTION) {
    const ids = rows.slice(start, start + EVENTS_PER_TRANSACTION).map(({ id }) => id);
    const request = { receiptId, asked: undefined };
    const erased = await parts.store.transaction((trx) => eraseEvents(parts, trx, reach, {}, ids, request));
    held.push(...addErased(total, erased));
    await traceCancelled({ db: parts.store.db, tracing: parts.tracing }, erased.ended, 'erased');
  }
  if (rows.length < EVENTS_PER_CALL) {
    await parts.store.transaction(async (trx) => {
      await waitForWorkspace(trx, parts.store.engine, reach.workspaceId);
      const records = await eraseRecordsOfSource(trx, reach.workspaceId, sourceId, parts.clock.now());
      await addToReceipt(trx, receiptId, { counts: { records } });
      await endReceipt(trx, receiptId, parts.clock.now());
    });
  }
  // Lanes moved on.
  if (total.cancelled > 0) parts.store.wake();
  return { ...total, destinations: eachOnce(held), receiptId, next: rows.length < EVENTS_PER_CALL ? null : (rows.at(-1)?.seq ?? null) };
}
