import type { Transaction } from 'kysely';
import type { Fetch } from '../../../destinations/kit/http.ts';
import { AppError } from '../../../observe/app-error.ts';
import type { Clock } from '../../../observe/clock.ts';
import type { ServiceName } from '../../../screening/services/asked.ts';
import { ServiceFailure } from '../../../screening/services/call.ts';
import type { Keyring } from '../../../secrets/keyring.ts';
import { newId } from '../../../store/ids.ts';
import type { Schema } from '../../../store/schema.ts';
import type { Store } from '../../../store/store.ts';
import { recordAudit } from '../../audit/record.ts';
import type { Reach } from '../../reach.ts';
import { findSource } from '../../source/find.ts';
import { resolveScreenerAlerts } from './problem.ts';
import { openSecret, type ServiceRow, serviceRow, servicesView, settingsOf } from './settings.ts';
import { type ServiceChange, wantedService, type WantedService } from './wanted.ts';

export interface ServiceParts {
  store: Store;
  keyring: Keyring;
  clock: Clock;
  fetch: Fetch;
}

/** Has a source ask an outside service, or no more. The key is tried before anything is kept, so this is for no transaction. */
export async function setService(parts: ServiceParts, reach: Reach, sourceId: string, service: ServiceName, change: ServiceChange) {
  const { store, keyring, clock, fetch } = parts;
  const { on } = change;
  const source = await findSource(store.db, reach, sourceId);
  const before = await serviceRow(store.db, sourceId, service);
  const wanted = wantedService(service, source, before, change);
  const secret = change.secret ?? (before === undefined ? undefined : await openSecret(keyring, before.secret));
  if (secret === undefined) {
    if (on || before === undefined) throw wanted.noSecret;
  } else if (on || change.secret !== undefined) await checked(fetch, wanted, secret);
  const sealed = change.secret === undefined ? undefined : await keyring.seal(change.secret);
  return store.transaction(async (trx) => {
    const present = await findSource(trx, reach, sourceId);
    if (on && present.revoked_at !== null) throw new AppError('conflict', 'This source was disconnected. Connect it again first.');
    const now = clock.now();
    // Each setting has an id of its own: what was wrong with the one before says nothing of it.
    const row = {
      id: newId('ssv'),
      workspace_id: reach.workspaceId,
      source_id: sourceId,
      service,
      active: on ? 1 : 0,
      settings: JSON.stringify(wanted.settings),
      checked_at: now,
      problem: null,
      problem_at: null,
    };
    if (sealed !== undefined) await replace(trx, { ...row, secret: sealed });
    else if (before === undefined) throw wanted.noSecret;
    else await keepKey(trx, before.id, row);
    await resolveScreenerAlerts(trx, { workspaceId: reach.workspaceId, sourceId, services: [service] }, now);
    await recordAudit(trx, {
      workspaceId: reach.workspaceId,
      at: now,
      actor: reach.by,
      action: 'screening_service.set',
      entity: 'source',
      entityId: sourceId,
      before: before === undefined ? null : { service, on: before.active === 1, ...settingsOf(before) },
      after: { service, on, ...wanted.settings, ...(change.secret === undefined ? {} : { key: 'entered anew' }) },
    });
    return servicesView(trx, present);
  });
}

async function replace(trx: Transaction<Schema>, row: ServiceRow): Promise<void> {
  const { source_id: _source, service: _service, ...changed } = row;
  await trx
    .insertInto('screening_services')
    .values(row)
    .onConflict((conflict) => conflict.columns(['source_id', 'service']).doUpdateSet(changed))
    .execute();
}

/** The key that was tried stays as it is there: while it was tried it may have been forgotten, and must not come back, or sealed anew. */
async function keepKey(trx: Transaction<Schema>, id: string, changed: Omit<ServiceRow, 'secret'>): Promise<void> {
  const kept = await trx.updateTable('screening_services').set(changed).where('id', '=', id).returning('id').executeTakeFirst();
  if (kept === undefined) throw new AppError('conflict', 'Somebody else changed this at the same moment. Look at it again, then save.');
}

async function checked(fetch: Fetch, { check }: WantedService, secret: string): Promise<void> {
  try {
    await check(fetch, secret);
  } catch (error) {
    if (!(error instanceof ServiceFailure)) throw error;
    throw new AppError(
      'destination_failed',
      `${error.message} So the key could not be tried, and nothing was saved. Try again in a while.`,
    );
  }
}
