import { AppError } from '../../../observe/app-error.ts';
import { SERVICES } from '../../../screening/services/asked.ts';
import { recordAudit } from '../../audit/record.ts';
import type { Reach } from '../../reach.ts';
import { findSource } from '../../source/find.ts';
import { resolveScreenerAlerts } from './problem.ts';
import type { ServiceParts } from './set.ts';
import { servicesView } from './settings.ts';

/** Forgets a service's key; nothing is asked or told any more. */
export async function forgetScreeningService(
  { store, clock }: Pick<ServiceParts, 'store' | 'clock'>,
  reach: Reach,
  sourceId: string,
  name: string,
) {
  return store.transaction(async (trx) => {
    const source = await findSource(trx, reach, sourceId);
    const service = SERVICES.find((each) => each === name);
    if (service === undefined) throw new AppError('not_found', `There is no such service. There are: ${SERVICES.join(', ')}.`);
    const gone = await trx
      .deleteFrom('screening_services')
      .where('source_id', '=', sourceId)
      .where('service', '=', service)
      .returning('id')
      .executeTakeFirst();
    if (gone === undefined) return servicesView(trx, source);
    await resolveScreenerAlerts(trx, { workspaceId: reach.workspaceId, sourceId, services: [service] }, clock.now());
    if (service === 'akismet') await trx.deleteFrom('screening_corrections').where('source_id', '=', sourceId).execute();
    await recordAudit(trx, {
      workspaceId: reach.workspaceId,
      at: clock.now(),
      actor: reach.by,
      action: 'screening_service.forgotten',
      entity: 'source',
      entityId: sourceId,
      before: { service },
    });
    return servicesView(trx, source);
  });
}
