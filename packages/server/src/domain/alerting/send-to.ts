import { sql, type Transaction } from 'kysely';
import type { Schema } from '../../store/schema.ts';
import { type Batch, claimBatch, giveBack } from './claim.ts';
import { dispatch, mayHaveArrived } from './dispatch.ts';
import type { AlertingParts } from './parts.ts';
import { addNotice, planAnew } from './plan-opened.ts';
import { prepare } from './prepare.ts';
import { readRouting } from './routing.ts';
import { withoutPersons } from './safe-words.ts';

/** Between tries; the last one again and again. */
const BACKOFF_MS = [15_000, 60_000, 300_000, 900_000, 3_600_000];
const GIVE_UP_AFTER_MS = 24 * 3_600_000;
/** After as many failures the owners of the workspace are told instead. */
const TURN_TO_OWNERS_AFTER = 3;

/** Sends one target what it is to be told, and writes down what became of it. */
export async function sendTo(parts: AlertingParts, workspaceId: string, target: string): Promise<void> {
  const batch = await claimBatch(parts, workspaceId, target);
  if (batch === undefined) return;
  const { message, stale, muted, waiting } = await prepare(parts, workspaceId, target, batch);
  await parts.store.transaction(async (trx) => {
    if (stale.length > 0) await trx.updateTable('notices').set({ state: 'dropped', lease_until: null }).where('id', 'in', stale).execute();
    await planAnew(trx, workspaceId, muted);
    await giveBack(trx, waiting);
  });
  if (message === undefined) return;
  const left = new Set([...stale, ...[...muted, ...waiting].map(({ id }) => id)]);
  const told = { ...batch, notices: batch.notices.filter(({ id }) => !left.has(id)) };
  try {
    await dispatch(parts, workspaceId, target, { ...message, id: batch.id, link: linkTo(parts, workspaceId) });
  } catch (error) {
    await parts.store.transaction((trx) => failed(parts, trx, { workspaceId, target, batch: told, error }));
    return;
  }
  const now = parts.clock.now();
  await parts.store.transaction(async (trx) => {
    await mine(trx, batch)
      .set((set) => ({ state: 'sent' as const, sent_at: now, attempts: set('attempts', '+', 1), lease_until: null, error: null }))
      .execute();
    await trx
      .updateTable('alert_channels')
      .set({ last_sent_at: now, failed_at: null, error: null })
      .where('id', '=', target)
      .where('workspace_id', '=', workspaceId)
      .execute();
  });
}

/** Where a person reads on. */
export function linkTo({ publicUrl }: Pick<AlertingParts, 'publicUrl'>, workspaceId: string): string {
  return `${publicUrl()}/console/workspaces/${encodeURIComponent(workspaceId)}#/alerts`;
}

async function failed(
  parts: AlertingParts,
  trx: Transaction<Schema>,
  { workspaceId, target, batch, error }: { workspaceId: string; target: string; batch: Batch; error: unknown },
): Promise<void> {
  const now = parts.clock.now();
  const words = withoutPersons(error instanceof Error ? error.message : String(error)).slice(0, 1000);
  parts.logger.warn({ workspace: workspaceId, channel: target.startsWith('mailto:') ? 'owner' : target }, 'an alert did not get through');
  // What was told together may have been tried together only once: each counts for itself.
  const tried = batch.notices.map((notice) => ({ ...notice, tries: notice.attempts + 1 }));
  const over = tried.filter(({ created_at: at, tries }) => now - at >= GIVE_UP_AFTER_MS && tries > BACKOFF_MS.length);
  // As soon as the one that was tried least is due again, the others go along.
  const tries = Math.min(...tried.filter((notice) => notice.next_at !== null).map((notice) => notice.tries));
  const nextAt = now + (BACKOFF_MS[Math.min(tries, BACKOFF_MS.length) - 1] as number);
  // A message that may have arrived is repeated as it was; without what is given up it is another one.
  const kept = mayHaveArrived(error) && over.length === 0 ? {} : { batch: null };
  await mine(trx, batch)
    .set((set) => ({ attempts: set('attempts', '+', 1), error: words }))
    .execute();
  // What only goes along has no time of its own.
  await mine(trx, batch).where('next_at', 'is not', null).set({ next_at: nextAt }).execute();
  if (over.length > 0) {
    const ids = over.map(({ id }) => id);
    await mine(trx, batch).where('id', 'in', ids).set({ state: 'failed', lease_until: null }).execute();
  }
  await mine(trx, batch)
    .set({ lease_until: null, ...kept })
    .execute();
  await trx
    .updateTable('alert_channels')
    .set({ failed_at: now, error: words })
    .where('id', '=', target)
    .where('workspace_id', '=', workspaceId)
    .execute();
  const forOwners = tried.filter(({ tries: times, kind }) => times === TURN_TO_OWNERS_AFTER && kind !== 'digest');
  if (forOwners.length === 0) return;
  const { owners } = await readRouting(trx, parts.mailer, workspaceId);
  for (const { alert_id: id, kind, nth } of forOwners) {
    const alert = { id, workspace_id: workspaceId };
    for (const owner of owners) await addNotice(trx, { alert, target: owner, kind, nth, nextAt: now, now });
  }
}

/** The notices of a batch, as long as nobody else has taken it over. */
function mine(trx: Transaction<Schema>, batch: Batch) {
  return trx
    .updateTable('notices')
    .where('batch', '=', batch.id)
    .where('lease_until', '=', batch.lease)
    .where('state', '=', sql.lit('pending'));
}
