import { AppError } from '../../observe/app-error.ts';
import { waitForWorkspace } from '../../store/lock.ts';
import { recordAudit } from '../audit/record.ts';
import type { Reach } from '../reach.ts';
import { toIso } from '../times.ts';
import { optOutsOfAddresses } from './address-opt-outs.ts';
import { keptConsents, standingOptOuts } from './consent.ts';
import type { MergeParts } from './merge.ts';
import { findPerson, getPerson, recordsOf } from './people.ts';
import { refreshPersons } from './refresh.ts';
import { identitySettings } from './settings.ts';

/**
 * Somebody told the business in person that they want to hear from it again: their opt-outs of a channel are lifted at an owner's
 * word, and those that others gave for their address or number, as far as it is theirs; who gave them stays opted out. A later
 * opt-out holds again.
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
    const own = standingOptOuts(records, channel);
    const ofAddresses = await optOutsOfAddresses(trx, workspaceId, records, reach.sourceId);
    const lifted: string[] = [];
    for (const record of records) {
      const standing = [...own.filter(({ recordId }) => recordId === record.id), ...(ofAddresses.get(record.id) ?? [])].filter(
        ({ said }) => said.channel === channel,
      );
      if (standing.length === 0) continue;
      lifted.push(...standing.map(({ recordId }) => recordId));
      // The clock of another server may be ahead of ours.
      const time = Math.max(now, ...standing.map(({ said }) => said.time + 1));
      const consent = [...record.details.consent, { channel, state: 'subscribed', at: toIso(now), time, kind: 'hand' as const }];
      await trx
        .updateTable('person_records')
        .set({ details: JSON.stringify({ ...record.details, consent: keptConsents(consent) }) })
        .where('id', '=', record.id)
        .execute();
    }
    if (lifted.length === 0) throw new AppError('conflict', `This person has not opted out of ${channel}, so there is nothing to lift.`);
    await refreshPersons(trx, workspaceId, [id], await identitySettings(trx, workspaceId), now);
    await recordAudit(trx, {
      workspaceId,
      at: now,
      actor: by,
      action: 'person.opt_out_lifted',
      entity: 'person',
      entityId: id,
      before: { channel, state: 'unsubscribed', records: [...new Set(lifted)] },
      after: { channel, state: 'subscribed', kind: 'hand', reason },
    });
    return getPerson(trx, reach, id);
  });
}
