import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { ShopifyTables } from '../store/tables.ts';
import { ImportMode, ImportSpan, type Job } from './resources.ts';
import { iso, isoOrNull } from './times.ts';

/** What the panel shows of `ask` and `cursor`; both may hold more. */
const Ask = z.object({ mode: ImportMode.nullable().catch(null), span: ImportSpan.nullable().catch(null) });
const Cursor = z.object({ phase: z.string().nullable().catch(null), since: z.number().nullable().catch(null) });

/** A job's row as the panel sees it. */
export function jobView(row: Selectable<ShopifyTables['shopify_jobs']>): z.input<typeof Job> {
  const { mode, span } = Ask.parse(JSON.parse(row.ask));
  const { phase, since } = Cursor.parse(JSON.parse(row.cursor));
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    mode,
    span,
    phase: row.state === 'running' || row.state === 'paused' ? phase : null,
    since: isoOrNull(since),
    done: row.done,
    total: row.total,
    captured: row.captured,
    known: row.known,
    message: row.message,
    by: row.by,
    startedAt: iso(row.created_at),
    finishedAt: isoOrNull(row.finished_at),
  };
}
