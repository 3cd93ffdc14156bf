import type { Transaction } from 'kysely';
import { alertKey, openAlert, resolveAlert, setAlertMessage } from '../../../observe/alerts.ts';
import { SERVICES, type ServiceName } from '../../../screening/services/asked.ts';
import type { ServiceFailure } from '../../../screening/services/call.ts';
import type { Db, Schema } from '../../../store/schema.ts';
import type { Store } from '../../../store/store.ts';
import { said } from '../../../words/said.ts';

/** A service as it was asked: `id` is that of its setting, which is another once it is set anew. */
export interface AskedService {
  workspaceId: string;
  sourceId: string;
  id: string;
  service: ServiceName;
}

/**
 * Notes how a service fared, null: it answers again. Its settings show it. A key that is of no use any more is more than a passing
 * trouble: somebody is told, until the service answers.
 */
export async function noteOutcome(store: Store, asked: AskedService, failure: ServiceFailure | null, now: number): Promise<void> {
  await store.transaction(async (trx) => {
    const noted = await trx
      .updateTable('screening_services')
      .set({ problem: failure?.message ?? null, problem_at: failure === null ? null : now })
      .where('id', '=', asked.id)
      .returning('id')
      .executeTakeFirst();
    // Set anew or forgotten meanwhile: what was wrong with the one before says nothing of it.
    if (noted === undefined) return;
    if (failure === null) await resolveAlert(trx, asked.workspaceId, alertKey.screener(asked.sourceId, asked.service), now);
    else if (failure.why === 'key') await tell(trx, asked, failure, now);
  });
}

/** Ends the alerts about services of a source that nobody is asked of any more, or that took a new key. */
export async function resolveScreenerAlerts(
  db: Db,
  { workspaceId, sourceId, services = SERVICES }: { workspaceId: string; sourceId: string; services?: readonly ServiceName[] },
  now: number,
): Promise<void> {
  for (const service of services) await resolveAlert(db, workspaceId, alertKey.screener(sourceId, service), now);
}

async function tell(trx: Transaction<Schema>, { workspaceId, sourceId, service }: AskedService, failure: ServiceFailure, now: number) {
  const connected = await trx
    .selectFrom('sources')
    .select('id')
    .where('id', '=', sourceId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (connected === undefined) return;
  const key = alertKey.screener(sourceId, service);
  const message = said('alert.screener', { words: failure.message });
  const isNew = await openAlert(trx, { workspaceId, key, kind: 'screener', message, about: { kind: 'source', id: sourceId } }, now);
  if (!isNew) await setAlertMessage(trx, workspaceId, key, message);
}
