import { isOptOut } from '../../capture/index.ts';
import type { Parts } from '../../parts.ts';
import type { RecordEvent } from '../../records/index.ts';
import { requireShop } from '../../shop/find.ts';
import { handOver } from '../hand-over.ts';
import { releaseJob, type RunningJob, saveJob, settleJob } from '../jobs/running.ts';
import { ReconcileCursor } from '../jobs/types.ts';
import { isPast } from '../past.ts';
import { noteMissed } from './note-missed.ts';
import { pageOfCustomers, pageOfOrders } from './pages.ts';
import { foundWords } from './words.ts';

/** Then other work has its turn. */
const PAGES_PER_STEP = 20;
/** A webhook may still be on its way for this long; what it would bring is handed over, but was not missed. */
const ON_ITS_WAY_MS = 120_000;
/** Webhooks that were kept but not worked through yet are waited for, this long at most. */
const INBOX_PATIENCE_MS = 600_000;
const INBOX_LOOK_MS = 5000;

/** Takes a reconciliation some pages further and lets go of it. */
export async function reconcileStep(parts: Parts, job: RunningJob): Promise<void> {
  const now = () => parts.ports.clock.now();
  const { shop } = job.row;
  const cursor = ReconcileCursor.parse(JSON.parse(job.row.cursor));
  if (now() - job.row.created_at < INBOX_PATIENCE_MS && (await hasInbox(parts, shop))) {
    return releaseJob(parts, job, now() + INBOX_LOOK_MS);
  }
  const pairedAt = (await requireShop(parts, shop)).paired_at ?? 0;
  const choose = (event: RecordEvent) => (isPast(event, pairedAt) && !isOptOut(event) ? undefined : event);

  for (let pages = 0; pages < PAGES_PER_STEP && cursor.phase !== null; pages += 1) {
    const { phase } = cursor;
    const { records, next } = await (phase === 'orders' ? pageOfOrders : pageOfCustomers)(parts, shop, cursor.since, cursor.after);
    const { sent, known, unreadable } = await handOver(parts, shop, records, { how: 'reconcile', choose });
    const missed = missedOf(sent, now() - ON_ITS_WAY_MS);
    await noteMissed(parts, shop, missed);
    for (const [topic, count] of missed) cursor.missed[topic] = (cursor.missed[topic] ?? 0) + count;
    cursor.checked[phase] += records.length;
    cursor.unreadable += unreadable;
    cursor.failures = 0;
    cursor.after = next;
    if (next === null) cursor.phase = phase === 'customers' ? 'orders' : null;
    await saveJob(parts, job, {
      cursor,
      done: job.row.done + records.length,
      captured: job.row.captured + sent.length,
      known: job.row.known + known,
      message: null,
    });
  }
  if (cursor.phase !== null) return releaseJob(parts, job, now());
  await parts.ports.store.db.updateTable('shopify_shops').set({ reconciled_at: cursor.until }).where('shop', '=', shop).execute();
  return settleJob(parts, job, 'done', foundWords(cursor));
}

async function hasInbox({ ports: { store, clock } }: Parts, shop: string): Promise<boolean> {
  const row = await store.db
    .selectFrom('shopify_inbox')
    .select('seq')
    .where('shop', '=', shop)
    .where('state', '=', 'pending')
    .where('next_at', '<=', clock.now())
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

function missedOf(sent: readonly RecordEvent[], before: number): Map<string, number> {
  const missed = new Map<string, number>();
  for (const { topic, envelope } of sent) {
    if (Date.parse(envelope.occurredAt) <= before) missed.set(topic, (missed.get(topic) ?? 0) + 1);
  }
  return missed;
}
