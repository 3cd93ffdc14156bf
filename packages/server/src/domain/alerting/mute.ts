import { AppError } from '../../observe/app-error.ts';
import type { Language } from '../../words/language.ts';
import { recordAudit } from '../audit/record.ts';
import type { Reach } from '../reach.ts';
import { toIsoOrNull } from '../times.ts';
import { alertViewOf, findAlert } from './find.ts';
import type { AlertingParts } from './parts.ts';
import { REMIND_AFTER_MS } from './plan-opened.ts';

const LONGEST_MS = 366 * 86_400_000;

/** Until then nothing is sent about it, also where it ends and comes back. What came back meanwhile and is still there is told afterwards. */
export async function muteAlert(
  { store, clock }: Pick<AlertingParts, 'store' | 'clock'>,
  reach: Reach,
  alertId: string,
  until: number | null,
  language: Language,
) {
  const { workspaceId, by: actor } = reach;
  const at = clock.now();
  if (until !== null && (until <= at || until > at + LONGEST_MS))
    throw new AppError('invalid', 'Choose a time that lies ahead, within a year.');
  return store.transaction(async (trx) => {
    const alert = await findAlert(trx, workspaceId, alertId);
    // A long mute has moved its reminder to its own end.
    const remindAt = alert.remind_at === null ? null : Math.max(Math.min(alert.remind_at, at + REMIND_AFTER_MS), until ?? 0);
    await trx.updateTable('alerts').set({ muted_until: until, remind_at: remindAt }).where('id', '=', alertId).execute();
    // It came back during the mute of the one before it, which would go on without this.
    await trx
      .updateTable('alerts')
      .set({ muted_until: until })
      .where('workspace_id', '=', workspaceId)
      .where('key', '=', alert.key)
      .where('resolved_at', 'is not', null)
      .where('muted_until', '>', at)
      .execute();
    await recordAudit(trx, {
      workspaceId,
      at,
      actor,
      action: until === null ? 'alert.unmuted' : 'alert.muted',
      entity: 'alert',
      entityId: alertId,
      before: { mutedUntil: toIsoOrNull(alert.muted_until) },
      after: { mutedUntil: toIsoOrNull(until) },
    });
    return alertViewOf(trx, workspaceId, alertId, language);
  });
}
