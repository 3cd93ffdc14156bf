import type { Parts } from '../../parts.ts';
import { releaseJob, type RunningJob, saveJob, settleJob } from '../jobs/running.ts';
import { ImportAsk, ImportCursor } from '../jobs/types.ts';
import { beginBulk, lookAtBulk } from './bulk.ts';
import { countRecords } from './count.ts';
import { phaseAfter, phasesOf } from './phases.ts';
import { importSlice } from './slice.ts';
import { doneWords } from './words.ts';

/** How often to look whether Shopify is done gathering; `bulk_operations/finish` tells it sooner. */
const LOOK_AGAIN_MS = 15_000;
const WAIT_AFTER_LOSS_MS = 60_000;
const MOST_LOSSES = 5;
const DENIED =
  'Shopify does not let this app read all that an import needs. Look in Settings at the permissions and the protected customer data; once they are granted, let the import go on.';

/** Takes an import one step further and lets go of it. */
export async function importStep(parts: Parts, job: RunningJob): Promise<void> {
  const now = () => parts.ports.clock.now();
  const { shop } = job.row;
  const { span } = ImportAsk.parse(JSON.parse(job.row.ask));
  const cursor = ImportCursor.parse(JSON.parse(job.row.cursor));
  if (cursor.phase === null) return settleJob(parts, job, 'done', doneWords(cursor));
  if (job.row.total === null) {
    const total = await countRecords(parts, shop, phasesOf(span, cursor), cursor);
    await saveJob(parts, job, { cursor, total });
  }
  if (cursor.operation === null) {
    const before = { done: job.row.done, known: job.row.known, unreadable: cursor.unreadable };
    cursor.operation = { id: await beginBulk(parts, shop, cursor.phase, cursor), offset: 0, before };
    await saveJob(parts, job, { cursor });
  }
  const gathered = await lookAtBulk(parts, shop, cursor.operation.id);
  if (gathered.state === 'gathering') return releaseJob(parts, job, now() + LOOK_AGAIN_MS);
  if (gathered.state === 'denied') {
    cursor.operation = null;
    await saveJob(parts, job, { cursor });
    return settleJob(parts, job, 'failed', DENIED);
  }
  if (gathered.state === 'lost') {
    // What was handed over of it is known by then, so beginning anew doubles nothing.
    const { before } = cursor.operation;
    cursor.operation = null;
    cursor.failures += 1;
    cursor.unreadable = before?.unreadable ?? cursor.unreadable;
    await saveJob(parts, job, { cursor, ...(before && { done: before.done, known: before.known }) });
    if (cursor.failures >= MOST_LOSSES) {
      return settleJob(parts, job, 'failed', 'Shopify could not gather the shop’s history, several times in a row. Let it go on later.');
    }
    return releaseJob(parts, job, now() + WAIT_AFTER_LOSS_MS, 'Shopify could not gather the shop’s history. It is tried again by itself.');
  }
  if (gathered.url === undefined || (await importSlice(parts, job, cursor, gathered.url))) {
    cursor.phase = phaseAfter(cursor.phase, span, cursor);
    cursor.operation = null;
    await saveJob(parts, job, cursor.phase === null ? { cursor, total: job.row.done } : { cursor });
    if (cursor.phase === null) return settleJob(parts, job, 'done', doneWords(cursor));
  }
  return releaseJob(parts, job, now());
}
