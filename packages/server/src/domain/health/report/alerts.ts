import type { HealthAlert, HealthState } from '@handoff/shared/api';
import { alertKind } from '../../../observe/alert-kinds.ts';
import type { Db } from '../../../store/schema.ts';
import type { Language } from '../../../words/language.ts';
import { fixOf, messageOf } from '../../alerting/words.ts';
import { toIso } from '../../times.ts';

const SEVERITIES = ['problem', 'warning', 'finding'] as const;

/** The open alerts of a workspace by what they are about, worst first; under the workspace's own id what is about nothing narrower. */
export async function openAlertsBySubject(db: Db, workspaceId: string, language: Language): Promise<Map<string, HealthAlert[]>> {
  const rows = await db
    .selectFrom('alerts')
    .select(['id', 'kind', 'message', 'opened_at', 'about_id', 'severity', 'fix', 'message_said', 'fix_said'])
    .where('workspace_id', '=', workspaceId)
    .where('resolved_at', 'is', null)
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const alerts = rows.map((row) => ({
    subject: row.about_id ?? workspaceId,
    alert: {
      id: row.id,
      kind: row.kind,
      // What an older server opened has none of its own.
      severity: SEVERITIES.find((severity) => severity === row.severity) ?? alertKind(row.kind).severity,
      message: messageOf(row, language),
      fix: fixOf(row, language),
      openedAt: toIso(row.opened_at),
    },
  }));
  const bySubject = new Map<string, HealthAlert[]>();
  for (const severity of SEVERITIES) {
    for (const { subject, alert } of alerts) {
      if (alert.severity === severity) bySubject.set(subject, [...(bySubject.get(subject) ?? []), alert]);
    }
  }
  return bySubject;
}

/** How something is: as its alerts say, else worth a look, idle or well. A finding is none of its state. */
export function stateOf(alerts: readonly HealthAlert[], seen: { watch: boolean; idle: boolean }): HealthState {
  if (alerts.some(({ severity }) => severity === 'problem')) return 'problem';
  if (seen.watch || alerts.some(({ severity }) => severity === 'warning')) return 'watch';
  return seen.idle ? 'idle' : 'ok';
}

const WORST_FIRST: HealthState[] = ['problem', 'watch', 'ok', 'idle'];

export function worst(states: readonly HealthState[]): HealthState {
  return WORST_FIRST.find((state) => states.includes(state)) ?? 'idle';
}
