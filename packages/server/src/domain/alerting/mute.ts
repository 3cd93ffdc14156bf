import { AppError } from '../../observe/app-error.ts';
import type { Language } from '../../words/language.ts';
import { recordAudit } from '../audit/record.ts';
import type { Reach } from '../reach.ts';
import { toIsoOrNull } from '../times.ts';
import { alertViewOf, findAlert } from './find.ts';
import type { AlertingParts } from './parts.ts';

const LONGEST_MS = 366 * 86_400_000;

/** Until then nothing is sent about it, also where it ends and comes back. */
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
    await trx.updateTable('alerts').set({ muted_until: until }).where('id', '=', alertId).execute();
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
