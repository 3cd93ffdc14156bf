import { ChannelSettings } from '@handoff/shared/api';
import { type Said, said } from '../../words/said.ts';
import type { Batch, NoticeRow } from './claim.ts';
import { compose, type Item, type Message } from './compose.ts';
import type { AlertingParts } from './parts.ts';
import { screeningDigest } from '../screening/digest.ts';
import { languageOfTarget } from './languages.ts';
import { digestSince } from './plan-digests.ts';
import { subjectsOf } from './subjects.ts';
import type { AlertRow } from './view.ts';

export interface Prepared {
  /** Undefined where there is nothing left to tell. */
  message: Message | undefined;
  /** Ids of notices that were over before they were told. */
  stale: string[];
  /** First words of alerts that are muted: told once that ends. */
  muted: NoticeRow[];
  /** Notices that wait for another message. */
  waiting: NoticeRow[];
}

/** Puts a batch into words, in its target’s language. What ended meanwhile is left out, unless the message may have arrived before and has to stay as it was. */
export async function prepare(parts: AlertingParts, workspaceId: string, target: string, batch: Batch): Promise<Prepared> {
  const { db } = parts.store;
  const ids = batch.notices.map((notice) => notice.alert_id).filter((id) => id !== '');
  const alerts =
    ids.length === 0
      ? []
      : await db.selectFrom('alerts').selectAll().where('workspace_id', '=', workspaceId).where('id', 'in', ids).execute();
  const subjectOf = await subjectsOf(db, workspaceId, alerts);
  const stale: string[] = [];
  const muted: NoticeRow[] = [];
  const waiting: NoticeRow[] = [];
  const items: Item[] = [];
  const extra: Said[] = [];
  for (const notice of batch.notices) {
    if (notice.kind === 'digest') {
      const kept = await keptBack(parts, notice);
      if (kept > 0) extra.push(said('message.keptBack', { count: kept }));
      else stale.push(notice.id);
      continue;
    }
    const alert = alerts.find(({ id }) => id === notice.alert_id);
    const isCarried = notice.kind === 'opened' && notice.next_at === null;
    if (alert === undefined || (!batch.again && isOver(notice, alert, parts.clock.now()))) {
      if (alert !== undefined && isCarried) waiting.push(notice);
      else if (alert !== undefined && notice.kind === 'opened' && alert.resolved_at === null) muted.push(notice);
      else stale.push(notice.id);
      continue;
    }
    items.push({ kind: isCarried ? 'again' : notice.kind, alert, subject: subjectOf(alert) });
  }
  // What only goes along asks for no message of its own.
  const hasOwn = extra.length > 0 || items.some(({ kind }) => kind !== 'again');
  if (!hasOwn) {
    const left = new Set([...stale, ...muted.map(({ id }) => id)]);
    return { message: undefined, stale, muted, waiting: batch.notices.filter(({ id }) => !left.has(id)) };
  }
  const workspace = await db.selectFrom('workspaces').select('name').where('id', '=', workspaceId).executeTakeFirst();
  const language = await languageOfTarget(db, workspaceId, target);
  return { message: compose(language, workspace?.name ?? 'Handoff', items, extra), stale, muted, waiting };
}

function isOver(notice: NoticeRow, alert: AlertRow, now: number): boolean {
  if ((alert.muted_until ?? 0) > now) return true;
  return notice.kind !== 'resolved' && alert.resolved_at !== null;
}

/** How many messages screening kept back since the daily look before, and nobody let go. */
async function keptBack(parts: AlertingParts, { workspace_id: workspaceId, target, nth: due }: NoticeRow): Promise<number> {
  const { settings } = await parts.store.db
    .selectFrom('alert_channels')
    .select('settings')
    .where('id', '=', target)
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow();
  const since = digestSince(ChannelSettings.parse(JSON.parse(settings)), Number(due));
  const reach = { workspaceId, sourceId: undefined, by: 'system' };
  const digest = await screeningDigest(parts, reach, { since: new Date(since).toISOString(), limit: 0 });
  return digest.kept - digest.released;
}
