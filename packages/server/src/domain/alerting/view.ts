import type { Alert } from '@handoff/shared/api';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { alertKind, type Severity } from '../../observe/alert-kinds.ts';
import type { Db, Schema } from '../../store/schema.ts';
import type { Language } from '../../words/language.ts';
import { toIso, toIsoOrNull } from '../times.ts';
import { subjectsOf } from './subjects.ts';
import { targetNames } from './targets.ts';
import { fixOf, messageOf } from './words.ts';

export type AlertRow = Selectable<Schema['alerts']>;

export function severityOf(row: Pick<AlertRow, 'kind' | 'severity'>): Severity {
  return (row.severity as Severity | null) ?? alertKind(row.kind).severity;
}

/** Alerts of one workspace as the API shows them in a language, each with whom it was sent to. */
export async function alertViews(db: Db, workspaceId: string, rows: AlertRow[], language: Language): Promise<z.input<typeof Alert>[]> {
  if (rows.length === 0) return [];
  const subjectOf = await subjectsOf(db, workspaceId, rows);
  const nameOf = await targetNames(db, workspaceId);
  const ids = rows.map(({ id }) => id);
  const notices = await db
    .selectFrom('notices')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('alert_id', 'in', ids)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => {
    const { owner, ...about } = subjectOf(row);
    return {
      id: row.id,
      kind: row.kind,
      severity: severityOf(row),
      message: messageOf(row, language),
      fix: fixOf(row, language),
      about,
      owner,
      openedAt: toIso(row.opened_at),
      resolvedAt: toIsoOrNull(row.resolved_at),
      acknowledgedAt: toIsoOrNull(row.acknowledged_at),
      acknowledgedBy: row.acknowledged_by,
      mutedUntil: toIsoOrNull(row.muted_until),
      cameBack: row.came_back,
      notices: notices
        .filter(({ alert_id: alertId }) => alertId === row.id)
        .map(({ target, kind, state, sent_at: sentAt, next_at: nextAt, created_at: createdAt, error }) => ({
          to: nameOf(target),
          kind: kind as 'opened' | 'resolved' | 'reminder',
          state,
          at: toIso(sentAt ?? nextAt ?? createdAt),
          error,
        })),
    };
  });
}
