import type { AlertingParts } from './parts.ts';
import { addNotice, REMIND_AFTER_MS } from './plan-opened.ts';
import { readRouting } from './routing.ts';
import { subjectsOf } from './subjects.ts';

const AT_ONCE = 200;

/** Tells again of problems that last for days and that nobody said they see to. */
export async function planReminders(parts: AlertingParts): Promise<void> {
  const { store, clock } = parts;
  const now = clock.now();
  const rows = await store.db
    .selectFrom('alerts')
    .selectAll()
    .where('resolved_at', 'is', null)
    .where('remind_at', 'is not', null)
    .where('remind_at', '<=', now)
    .orderBy('remind_at')
    .limit(AT_ONCE)
    .execute();
  for (const [workspaceId, alerts] of Map.groupBy(rows, (row) => row.workspace_id)) {
    const routing = await readRouting(parts.store.db, parts.mailer, workspaceId);
    const subjectOf = await subjectsOf(store.db, workspaceId, alerts);
    for (const alert of alerts) {
      const isMuted = (alert.muted_until ?? 0) > now;
      const next = alert.acknowledged_at !== null ? null : isMuted ? alert.muted_until : now + REMIND_AFTER_MS;
      await store.transaction(async (trx) => {
        const taken = await trx
          .updateTable('alerts')
          .set({ remind_at: next })
          .where('id', '=', alert.id)
          .where('resolved_at', 'is', null)
          .where('remind_at', '=', alert.remind_at)
          .returning('id')
          .execute();
        if (taken.length === 0 || isMuted || alert.acknowledged_at !== null) return;
        for (const { target, dueAt } of routing.recipients(alert, subjectOf(alert), now))
          await addNotice(trx, { alert, target, kind: 'reminder', nth: String(alert.remind_at), nextAt: dueAt, now });
      });
    }
  }
}
