import type { Parts } from '../../parts.ts';
import { shownTo } from '../../records/index.ts';
import { handOver } from '../hand-over.ts';
import { type RunningJob, saveJob } from '../jobs/running.ts';
import { ImportAsk, type ImportCursor } from '../jobs/types.ts';
import { isPast } from '../past.ts';
import { linesOf } from './lines.ts';
import { marked } from './marked.ts';
import { openFile } from './open-file.ts';
import { customersOfFile, type FileRecord, ordersOfFile } from './records-of-file.ts';
import { isOrders, wasRecent } from './search.ts';

/** Together in memory, and done again after a crash. */
const RECORDS_PER_BATCH = 100;
/** Then other work has its turn. */
const RECORDS_PER_SLICE = 2000;

/** Hands over a part of the file, from where the cursor is. Answers whether the file is through. */
export async function importSlice(parts: Parts, job: RunningJob, cursor: ImportCursor, url: string): Promise<boolean> {
  const { shop } = job.row;
  const { mode } = ImportAsk.parse(JSON.parse(job.row.ask));
  const { phase, operation, until } = cursor;
  if (phase === null || operation === null) return true;
  const body = await openFile(parts, url, operation.offset);
  if (body === undefined) return true;
  const lines = linesOf(body, operation.offset);
  const shown = await shownTo(parts, shop);
  const choose = (event: Parameters<typeof marked>[0]) =>
    isPast(event, until) && event.unlessSame !== true ? marked(event, mode) : undefined;

  let batch: FileRecord[] = [];
  let through = 0;
  const flush = async (): Promise<void> => {
    const readable = batch.flatMap(({ record }) => record ?? []);
    const records = readable.filter((record) => !wasRecent(phase, record, cursor, job.row.created_at));
    const { sent, known, unreadable } = await handOver(parts, shop, records, { how: 'import', choose });
    operation.offset = batch.at(-1)?.end ?? operation.offset;
    cursor.unreadable += unreadable + batch.length - readable.length;
    cursor.failures = 0;
    await saveJob(parts, job, {
      cursor,
      done: job.row.done + batch.length - readable.length + records.length,
      captured: job.row.captured + sent.length,
      known: job.row.known + known,
      message: null,
    });
    through += batch.length;
    batch = [];
  };

  for await (const record of (isOrders(phase) ? ordersOfFile : customersOfFile)(lines, shown)) {
    batch.push(record);
    if (batch.length === RECORDS_PER_BATCH) await flush();
    if (through >= RECORDS_PER_SLICE) return false;
  }
  if (batch.length > 0) await flush();
  return true;
}
