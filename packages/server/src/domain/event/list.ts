import type { EventState, Verdict } from '@handoff/shared/api';
import { sql } from 'kysely';
import type { z } from 'zod';
import { KEPT_BACK, SET_ASIDE } from '../../store/partial-indexes.ts';
import type { Db } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import type { Reach } from '../reach.ts';
import { contactKeyOf } from './contact.ts';
import { type DeliveryCounts, eventView, SUMMARY_COLUMNS } from './view.ts';

export interface EventFilter {
  before?: number | undefined;
  limit: number;
  state?: z.output<typeof EventState> | undefined;
  verdict?: z.output<typeof Verdict> | undefined;
  sourceId?: string | undefined;
  type?: string | undefined;
  /** An e-mail address, a phone number, or a contact key. */
  contact?: string | undefined;
}

/** Activity, latest first: one walk along an index for the page, one grouped look at its deliveries. */
export async function listEvents(store: Store, reach: Reach, filter: EventFilter) {
  let page = store.db
    .selectFrom('events')
    .select(SUMMARY_COLUMNS)
    .where('workspace_id', '=', reach.workspaceId)
    .orderBy('seq', 'desc')
    .limit(filter.limit + 1);
  if (filter.before !== undefined) page = page.where('seq', '<', filter.before);
  if (filter.state !== undefined) {
    page = page.where('state', '=', sql.lit(filter.state));
    if (filter.state === 'parked' || filter.state === 'revision') page = page.where(SET_ASIDE);
  }
  if (filter.verdict !== undefined) {
    page = page.where('verdict', '=', sql.lit(filter.verdict));
    if (filter.verdict !== 'accept') page = page.where(KEPT_BACK);
  }
  if (filter.type !== undefined) page = page.where('type', '=', filter.type);
  if (filter.contact !== undefined) page = page.where('contact_key', '=', contactKeyOf(filter.contact));
  for (const sourceId of [filter.sourceId, reach.sourceId]) {
    if (sourceId !== undefined) page = page.where('source_id', '=', sourceId);
  }
  const rows = await page.execute();
  const shown = rows.slice(0, filter.limit);
  const counts = await deliveryCounts(
    store.db,
    shown.map((row) => row.id),
  );
  return {
    items: shown.map((row) => eventView(row, counts.get(row.id) ?? {})),
    next: rows.length > filter.limit ? (shown.at(-1)?.seq ?? null) : null,
  };
}

async function deliveryCounts(db: Db, eventIds: string[]): Promise<Map<string, DeliveryCounts>> {
  const counts = new Map<string, DeliveryCounts>();
  if (eventIds.length === 0) return counts;
  const rows = await db
    .selectFrom('deliveries')
    .select((select) => ['event_id', 'state', select.fn.countAll<number>().as('count')])
    .where('event_id', 'in', eventIds)
    .groupBy(['event_id', 'state'])
    .execute();
  for (const row of rows) counts.set(row.event_id, { ...counts.get(row.event_id), [row.state]: row.count });
  return counts;
}
