import { type Transaction, sql } from 'kysely';
import { newId } from '../../store/ids.ts';
import type { Schema } from '../../store/schema.ts';
import { closeTelling } from './close-telling.ts';
import { windowOf } from './due.ts';
import type { AlertingParts } from './parts.ts';
import { readRouting, type Recipient } from './routing.ts';
import { SETTLED_MS } from './settled.ts';
import { subjectsOf } from './subjects.ts';
import { type AlertRow, severityOf } from './view.ts';

const AT_ONCE = 200;
/** A problem that lasts is told again. */
export const REMIND_AFTER_MS = 3 * 86_400_000;

/** Decides for every alert that opened who is told and when; for one that is muted, once that ends. Two servers do not decide on the same one. */
export async function planOpened(parts: AlertingParts): Promise<void> {
  const { db } = parts.store;
  const rows = await db
    .selectFrom('alerts')
    .selectAll()
    .where('resolved_at', 'is', null)
    .where('telling', 'is', null)
    .where((where) => where.or([where('muted_until', 'is', null), where('muted_until', '<=', parts.clock.now())]))
    .orderBy('opened_at')
    .limit(AT_ONCE)
    .execute();
  for (const [workspaceId, alerts] of Map.groupBy(rows, (row) => row.workspace_id)) {
    const routing = await readRouting(parts.store.db, parts.mailer, workspaceId);
    const subjectOf = await subjectsOf(db, workspaceId, alerts);
    for (const alert of alerts) {
      const at = Math.max(parts.clock.now(), alert.opened_at + windowOf(alert.kind, severityOf(alert)));
      const recipients = routing.recipients(alert, subjectOf(alert), at);
      await parts.store.transaction((trx) => planOne(trx, alert, recipients, parts.clock.now()));
    }
  }
}

async function planOne(trx: Transaction<Schema>, alert: AlertRow, recipients: Recipient[], now: number): Promise<void> {
  const before = await trx
    .selectFrom('alerts')
    .selectAll()
    .where('workspace_id', '=', alert.workspace_id)
    .where('key', '=', alert.key)
    .where('resolved_at', 'is not', null)
    .orderBy('opened_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const untold = trx
    .updateTable('alerts')
    .where('id', '=', alert.id)
    .where('resolved_at', 'is', null)
    .where('telling', 'is', null)
    .where('muted_until', alert.muted_until === null ? 'is' : '=', alert.muted_until);
  const muted = before?.muted_until ?? 0;
  // It came back while nothing is to be sent about it.
  if (alert.muted_until === null && muted > now) return void (await untold.set({ muted_until: muted }).execute());
  const told = before === undefined ? undefined : await takeOver(trx, before, alert.opened_at);
  const taken = await untold
    .set({
      telling: 'opened',
      came_back: before === undefined || told === undefined || told.size === 0 ? alert.came_back : before.came_back + 1,
      remind_at: severityOf(alert) === 'problem' ? now + REMIND_AFTER_MS : null,
    })
    .returning('id')
    .execute();
  if (taken.length === 0) return;
  for (const { target, dueAt } of recipients) {
    await addNotice(trx, { alert, target, kind: 'opened', nth: '', nextAt: told?.has(target) === true ? null : dueAt, now });
  }
}

/**
 * Whom the alert before it was told to, where that had ended only a moment ago: they still believe it is open, so they hear of
 * its return along with whatever they are told next. Undefined where this one has to be told.
 */
async function takeOver(trx: Transaction<Schema>, before: AlertRow, openedAt: number): Promise<Set<string> | undefined> {
  if ((before.resolved_at ?? 0) < openedAt - SETTLED_MS) return undefined;
  const notices = await closeTelling(trx, before);
  if (notices === undefined) return undefined;
  return new Set(notices.filter((notice) => notice.kind === 'opened' && wasTold(notice)).map(({ target }) => target));
}

/** Whether somebody knows of it by this notice: it was sent, or may have been, or told of something they knew already. */
export function wasTold(notice: { state: string; next_at: number | null; batch: string | null }): boolean {
  return notice.state === 'sent' || (notice.state === 'pending' && (notice.next_at === null || notice.batch !== null));
}

/** Takes back what a target is to be told of alerts that were muted before it went out: it is decided on again once that ends. */
export async function planAnew(trx: Transaction<Schema>, workspaceId: string, notices: { id: string; alert_id: string }[]): Promise<void> {
  if (notices.length === 0) return;
  await trx
    .deleteFrom('notices')
    .where(
      'id',
      'in',
      notices.map(({ id }) => id),
    )
    .execute();
  await trx
    .updateTable('alerts')
    .set({ telling: null })
    .where('workspace_id', '=', workspaceId)
    .where(
      'id',
      'in',
      notices.map(({ alert_id: id }) => id),
    )
    .where('resolved_at', 'is', null)
    .where('telling', '=', sql.lit('opened'))
    .execute();
}

/** Writes what one target is to be told, unless that was written before. */
export async function addNotice(
  trx: Transaction<Schema>,
  notice: {
    alert: Pick<AlertRow, 'id' | 'workspace_id'>;
    target: string;
    kind: Schema['notices']['kind'];
    nth: string;
    nextAt: number | null;
    now: number;
  },
): Promise<void> {
  await trx
    .insertInto('notices')
    .values({
      id: newId('ntc'),
      workspace_id: notice.alert.workspace_id,
      alert_id: notice.alert.id,
      target: notice.target,
      kind: notice.kind,
      nth: notice.nth,
      state: 'pending',
      attempts: 0,
      next_at: notice.nextAt,
      created_at: notice.now,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'alert_id', 'target', 'kind', 'nth']).doNothing())
    .execute();
}
