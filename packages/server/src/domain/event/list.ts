import type { EventState, Verdict } from '@handoff/shared/api';
import { sql, type SqlBool } from 'kysely';
import type { z } from 'zod';
import { AppError } from '../../observe/app-error.ts';
import { JUDGED, KEPT_BACK, SET_ASIDE, WATCHED } from '../../store/partial-indexes.ts';
import type { Db } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import type { Reach } from '../reach.ts';
import { contactKeyOf } from './contact.ts';
import { envelopeOf, eventView, type Sent, SUMMARY_COLUMNS } from './view.ts';

export interface EventFilter {
  before?: number | undefined;
  limit: number;
  state?: z.output<typeof EventState> | undefined;
  verdict?: z.output<typeof Verdict> | undefined;
  sourceId?: string | undefined;
  type?: string | undefined;
  /** What it would have been, of a site that is only watched. */
  wouldBe?: 'quarantine' | 'review' | undefined;
  /** An e-mail address, a phone number, or a contact key. */
  contact?: string | undefined;
  /** What a person said it is; `none`: nobody has. */
  marked?: 'spam' | 'not_spam' | 'none' | undefined;
  /** `doubtful`: of what was judged, the likeliest mistakes first. */
  order?: 'latest' | 'doubtful' | undefined;
  /** Also what each event said. */
  include?: 'envelope' | undefined;
}

/** Activity, latest first unless asked otherwise: one walk along an index for the page, one look at their deliveries. */
export async function listEvents(store: Store, reach: Reach, filter: EventFilter) {
  let page = pageOf(store.db)
    .where('workspace_id', '=', reach.workspaceId)
    .limit(filter.limit + 1);
  page = filter.order === 'doubtful' ? await mostDoubtful(store.db, page, reach.workspaceId, filter) : latest(page, filter);
  if (filter.state !== undefined) {
    page = page.where('state', '=', sql.lit(filter.state));
    if (filter.state === 'parked' || filter.state === 'revision') page = page.where(SET_ASIDE);
  }
  if (filter.verdict !== undefined) {
    page = page.where('verdict', '=', sql.lit(filter.verdict));
    if (filter.verdict !== 'accept') page = page.where(KEPT_BACK);
  }
  if (filter.type !== undefined) page = page.where('type', '=', filter.type);
  if (filter.wouldBe !== undefined) page = page.where('would_be', '=', sql.lit(filter.wouldBe)).where(WATCHED);
  if (filter.contact !== undefined) page = page.where('contact_key', '=', contactKeyOf(filter.contact));
  if (filter.marked !== undefined)
    page = filter.marked === 'none' ? page.where('marked', 'is', null) : page.where('marked', '=', filter.marked);
  for (const sourceId of [filter.sourceId, reach.sourceId]) {
    if (sourceId !== undefined) page = page.where('source_id', '=', sourceId);
  }
  const rows = await page.execute();
  const shown = rows.slice(0, filter.limit);
  const ids = shown.map((row) => row.id);
  const deliveries = await deliveriesOf(store.db, ids);
  const bodies = filter.include === 'envelope' ? await bodiesOf(store.db, ids) : undefined;
  return {
    items: shown.map((row) => {
      const body = bodies?.get(row.id);
      return { ...eventView(row, deliveries.get(row.id) ?? []), ...(body === undefined ? {} : { envelope: envelopeOf(body) }) };
    }),
    next: rows.length > filter.limit ? (shown.at(-1)?.seq ?? null) : null,
  };
}

type Page = ReturnType<typeof pageOf>;
const pageOf = (db: Db) => db.selectFrom('events').select(SUMMARY_COLUMNS);

function latest(page: Page, { before }: EventFilter): Page {
  const inOrder = page.orderBy('seq', 'desc');
  return before === undefined ? inOrder : inOrder.where('seq', '<', before);
}

/**
 * Of what was kept back what looks least like spam, of what went on what looks most like it. One direction for score and
 * position, so that a page is one range of the index: of the same score the one that waited longest comes first among the
 * kept back, and the latest among the others.
 */
async function mostDoubtful(db: Db, page: Page, workspaceId: string, { verdict, wouldBe, before }: EventFilter): Promise<Page> {
  const judged = wouldBe ?? verdict;
  if (judged !== 'quarantine' && judged !== 'review') {
    const message = 'Only what was judged is ordered by doubt: ask with the verdict quarantine or review, or what it would have been.';
    throw new AppError('invalid', message, { problems: [{ path: '/order', message }] });
  }
  const direction = judged === 'quarantine' ? 'asc' : 'desc';
  const inOrder = page
    .where(wouldBe === undefined ? JUDGED : WATCHED)
    .orderBy('score', direction)
    .orderBy('seq', direction);
  if (before === undefined) return inOrder;
  const last = await db
    .selectFrom('events')
    .select('score')
    .where('workspace_id', '=', workspaceId)
    .where('seq', '=', before)
    .executeTakeFirst();
  if (last === undefined) throw new AppError('invalid', 'The page before has been deleted by age since. Start from the first page.');
  const beyond = sql.raw(direction === 'asc' ? '>' : '<');
  return inOrder.where(sql<SqlBool>`(score, seq) ${beyond} (${last.score}, ${before})`);
}

async function deliveriesOf(db: Db, eventIds: string[]): Promise<Map<string, Sent[]>> {
  const deliveries = new Map<string, Sent[]>();
  if (eventIds.length === 0) return deliveries;
  const rows = await db
    .selectFrom('deliveries')
    .select(['id', 'event_id', 'connection_id', 'state', 'replay_of'])
    .where('event_id', 'in', eventIds)
    .orderBy('seq')
    .execute();
  for (const row of rows) {
    const known = deliveries.get(row.event_id);
    if (known === undefined) deliveries.set(row.event_id, [row]);
    else known.push(row);
  }
  return deliveries;
}

async function bodiesOf(db: Db, eventIds: string[]): Promise<Map<string, string>> {
  if (eventIds.length === 0) return new Map();
  const rows = await db.selectFrom('events').select(['id', 'body']).where('id', 'in', eventIds).execute();
  return new Map(rows.map(({ id, body }) => [id, body]));
}
