import { sql } from 'kysely';
import { closeTelling } from './close-telling.ts';
import { addNotice, wasTold } from './plan-opened.ts';
import type { AlertingParts } from './parts.ts';
import { readRouting, type Routing } from './routing.ts';
import { SETTLED_MS } from './settled.ts';
import { type Subject, subjectsOf } from './subjects.ts';
import type { AlertRow } from './view.ts';

const AT_ONCE = 200;

/** Tells those who were told of an alert that it is over, once it stayed so. */
export async function planOver(parts: AlertingParts): Promise<void> {
  const rows = await parts.store.db
    .selectFrom('alerts')
    .selectAll()
    .where('resolved_at', 'is not', null)
    .where('telling', '=', sql.lit('opened'))
    .where('resolved_at', '<=', parts.clock.now() - SETTLED_MS)
    .orderBy('resolved_at')
    .limit(AT_ONCE)
    .execute();
  for (const [workspaceId, alerts] of Map.groupBy(rows, (row) => row.workspace_id)) {
    const routing = await readRouting(parts.store.db, parts.mailer, workspaceId);
    const subjectOf = await subjectsOf(parts.store.db, workspaceId, alerts);
    for (const alert of alerts) await planOne(parts, routing, alert, subjectOf(alert));
  }
}

async function planOne({ store, clock }: AlertingParts, routing: Routing, alert: AlertRow, subject: Subject): Promise<void> {
  const now = clock.now();
  await store.transaction(async (trx) => {
    const notices = await closeTelling(trx, alert);
    if (notices === undefined) return;
    if ((alert.muted_until ?? 0) > now) return;
    for (const target of new Set(notices.filter(wasTold).map((notice) => notice.target))) {
      const nextAt = routing.dueFor(target, alert, subject, now);
      if (nextAt !== undefined) await addNotice(trx, { alert, target, kind: 'resolved', nth: '', nextAt, now });
    }
  });
}
