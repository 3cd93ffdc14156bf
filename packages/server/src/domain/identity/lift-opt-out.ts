import { AppError } from '../../observe/app-error.ts';
import { waitForWorkspace } from '../../store/lock.ts';
import { recordAudit } from '../audit/record.ts';
import type { Reach } from '../reach.ts';
import { toIso } from '../times.ts';
import { keptConsents, standingOptOuts } from './consent.ts';
import type { MergeParts } from './merge.ts';
import { findPerson, getPerson, recordsOf } from './people.ts';
import { refreshPersons } from './refresh.ts';
import { identitySettings } from './settings.ts';

/**
 * Somebody told the business in person that they want to hear from it again: their opt-outs of a channel are lifted at an owner's
 * word. A later opt-out holds again.
 */
export async function liftOptOut(
  { store, clock }: MergeParts,
  reach: Reach,
  request: { personId: string; channel: string; reason: string },
) {
  const { workspaceId, by } = reach;
  const { channel, reason } = request;
  return store.transaction(async (trx) => {
    await waitForWorkspace(trx, store.engine, workspaceId);
    const now = clock.now();
    const id = await findPerson(trx, reach, request.personId);
    const records = (await recordsOf(trx, reach, [id])).get(id) ?? [];
    const standing = standingOptOuts(records, channel);
    if (standing.length === 0) throw new AppError('conflict', `This person has not opted out of ${channel}, so there is nothing to lift.`);
    for (const { recordId, said } of standing) {
      const record = records.find((candidate) => candidate.id === recordId);
      if (record === undefined) continue;
      // The clock of another server may be ahead of ours.
      const time = Math.max(now, said.time + 1);
      const consent = [...record.details.consent, { channel, state: 'subscribed', at: toIso(now), time, kind: 'hand' as const }];
      await trx
        .updateTable('person_records')
        .set({ details: JSON.stringify({ ...record.details, consent: keptConsents(consent) }) })
        .where('id', '=', recordId)
        .execute();
    }
    await refreshPersons(trx, workspaceId, [id], await identitySettings(trx, workspaceId), now);
    await recordAudit(trx, {
      workspaceId,
      at: now,
      actor: by,
      action: 'person.opt_out_lifted',
      entity: 'person',
      entityId: id,
      before: { channel, state: 'unsubscribed', records: standing.map(({ recordId }) => recordId) },
      after: { channel, state: 'subscribed', kind: 'hand', reason },
    });
    return getPerson(trx, reach, id);
  });
}
