import { type ExpressionBuilder, sql } from 'kysely';
import type { Db, Schema } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
const DAYS = 30;

/** What came in, and the tries to deliver it that worked and did not. */
export interface Used {
  events: number;
  delivered: number;
  failed: number;
}

const NOTHING: Used = { events: 0, delivered: 0, failed: 0 };

/** How much a workspace was used, by day and this month: sums of the hours that `domain/health` keeps, never a count of the history. */
export async function workspaceUsage(parts: { store: Store; clock: { now: () => number } }, workspaceId: string) {
  const now = parts.clock.now();
  const today = Math.floor(now / HOUR_MS / DAY_HOURS);
  const rows = await parts.store.db
    .selectFrom('rhythms')
    .select((select) => [sql<number>`hour / ${sql.lit(DAY_HOURS)}`.as('day'), ...sums(select)])
    .where('workspace_id', '=', workspaceId)
    .where('hour', '>=', (today - DAYS + 1) * DAY_HOURS)
    .groupBy('day')
    .execute();
  const byDay = new Map(rows.map(({ day, ...used }) => [day, used]));
  const months = await monthOf(parts.store.db, [workspaceId], now);
  return {
    month: months.get(workspaceId) ?? NOTHING,
    days: Array.from({ length: DAYS }, (_, index) => {
      const day = today - DAYS + 1 + index;
      return { day: new Date(day * DAY_HOURS * HOUR_MS).toISOString().slice(0, 10), ...(byDay.get(day) ?? NOTHING) };
    }),
  };
}

/** This calendar month's use of each of these workspaces; those that were not used are left out. */
export async function monthOf(db: Db, workspaceIds: string[], now: number): Promise<Map<string, Used>> {
  if (workspaceIds.length === 0) return new Map();
  const date = new Date(now);
  const start = Date.UTC(date.getUTCFullYear(), date.getUTCMonth()) / HOUR_MS;
  const rows = await db
    .selectFrom('rhythms')
    .select((select) => ['workspace_id', ...sums(select)])
    .where('workspace_id', 'in', workspaceIds)
    .where('hour', '>=', start)
    .groupBy('workspace_id')
    .execute();
  return new Map(rows.map(({ workspace_id, ...used }) => [workspace_id, used]));
}

/** A subject is a source, a flow or a connection, and its id says which. What flows did is what connections did. */
function sums(select: ExpressionBuilder<Schema, 'rhythms'>) {
  const only = (prefix: string, column: 'good' | 'bad') =>
    select.fn.sum<number>(select.case().when('subject', 'like', `${prefix}%`).then(select.ref(column)).else(0).end());
  return [only('src_', 'good').as('events'), only('con_', 'good').as('delivered'), only('con_', 'bad').as('failed')] as const;
}
