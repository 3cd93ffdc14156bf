import type { EventState, Verdict } from '@handoff/shared/api';
import { sql } from 'kysely';
import type { z } from 'zod';
import { KEPT_BACK, SET_ASIDE } from '../../store/partial-indexes.ts';
import type { Db } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import type { Reach } from '../reach.ts';
import { contactKeyOf } from './contact.ts';
import { envelopeOf, eventView, SUMMARY_COLUMNS, type Target } from './view.ts';

export interface EventFilter {
  before?: number | undefined;
  limit: number;
  state?: z.output<typeof EventState> | undefined;
  verdict?: z.output<typeof Verdict> | undefined;
  sourceId?: string | undefined;
  type?: string | undefined;
  /** An e-mail address, a phone number, or a contact key. */
  contact?: string | undefined;
  /** What a person said it is; `none`: nobody has. */
  marked?: 'spam' | 'not_spam' | 'none' | undefined;
  /** Also what each event said. */
  include?: 'envelope' | undefined;
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
  if (filter.marked !== undefined)
    page = filter.marked === 'none' ? page.where('marked', 'is', null) : page.where('marked', '=', filter.marked);
  for (const sourceId of [filter.sourceId, reach.sourceId]) {
    if (sourceId !== undefined) page = page.where('source_id', '=', sourceId);
  }
  const rows = await page.execute();
  const shown = rows.slice(0, filter.limit);
  const ids = shown.map((row) => row.id);
  const targets = await targetsOfEvents(store.db, ids);
  const bodies = filter.include === 'envelope' ? await bodiesOf(store.db, ids) : undefined;
  return {
    items: shown.map((row) => {
      const body = bodies?.get(row.id);
      return { ...eventView(row, targets.get(row.id) ?? []), ...(body === undefined ? {} : { envelope: envelopeOf(body) }) };
    }),
    next: rows.length > filter.limit ? (shown.at(-1)?.seq ?? null) : null,
  };
}

async function targetsOfEvents(db: Db, eventIds: string[]): Promise<Map<string, Target[]>> {
  const targets = new Map<string, Target[]>();
  if (eventIds.length === 0) return targets;
  const rows = await db
    .selectFrom('deliveries')
    .select((select) => ['event_id', 'connection_id', 'state', select.fn.countAll<number>().as('count')])
    .where('event_id', 'in', eventIds)
    .groupBy(['event_id', 'connection_id', 'state'])
    // In the order in which their first deliveries were made.
    .orderBy((select) => select.fn.min('seq'))
    .execute();
  for (const { event_id: eventId, connection_id: connectionId, state, count } of rows) {
    targets.set(eventId, [...(targets.get(eventId) ?? []), { connectionId, state, count }]);
  }
  return targets;
}

async function bodiesOf(db: Db, eventIds: string[]): Promise<Map<string, string>> {
  if (eventIds.length === 0) return new Map();
  const rows = await db.selectFrom('events').select(['id', 'body']).where('id', 'in', eventIds).execute();
  return new Map(rows.map(({ id, body }) => [id, body]));
}
