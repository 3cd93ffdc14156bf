import type { Language } from '../../words/language.ts';
import { recordAudit } from '../audit/record.ts';
import { type Reach, personOf } from '../reach.ts';
import { alertViewOf, findAlert } from './find.ts';
import type { AlertingParts } from './parts.ts';

/** Somebody sees to it: no reminder is sent any more. Again changes nothing. */
export async function acknowledgeAlert(
  { store, clock }: Pick<AlertingParts, 'store' | 'clock'>,
  reach: Reach,
  alertId: string,
  language: Language,
) {
  const { workspaceId, by } = reach;
  return store.transaction(async (trx) => {
    const alert = await findAlert(trx, workspaceId, alertId);
    if (alert.acknowledged_at === null) {
      const at = clock.now();
      await trx
        .updateTable('alerts')
        .set({ acknowledged_at: at, acknowledged_by: personOf(reach), remind_at: null })
        .where('id', '=', alertId)
        .execute();
      const entry = { workspaceId, at, actor: by, action: 'alert.acknowledged', entity: 'alert', entityId: alertId };
      await recordAudit(trx, { ...entry, before: { acknowledgedBy: null }, after: { acknowledgedBy: personOf(reach) } });
    }
    return alertViewOf(trx, workspaceId, alertId, language);
  });
}
