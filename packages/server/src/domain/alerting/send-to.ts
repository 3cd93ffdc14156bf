import { sql, type Transaction } from 'kysely';
import type { Schema } from '../../store/schema.ts';
import { type Batch, claimBatch, giveBack } from './claim.ts';
import { dispatch, mayHaveArrived } from './dispatch.ts';
import type { AlertingParts } from './parts.ts';
import { addNotice } from './plan-opened.ts';
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
  const { message, stale, waiting } = await prepare(parts, workspaceId, target, batch);
  await parts.store.transaction(async (trx) => {
    if (stale.length > 0) await trx.updateTable('notices').set({ state: 'dropped', lease_until: null }).where('id', 'in', stale).execute();
    await giveBack(trx, waiting);
  });
  if (message === undefined) return;
  try {
    await dispatch(parts, workspaceId, target, { ...message, id: batch.id, link: linkTo(parts, workspaceId) });
  } catch (error) {
    await parts.store.transaction((trx) => failed(parts, trx, { workspaceId, target, batch, error }));
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
  const tries = Math.max(...batch.notices.map(({ attempts }) => attempts)) + 1;
  const oldest = Math.min(...batch.notices.map(({ created_at: at }) => at));
  const givesUp = now - oldest >= GIVE_UP_AFTER_MS && tries > BACKOFF_MS.length;
  const nextAt = now + (BACKOFF_MS[Math.min(tries, BACKOFF_MS.length) - 1] as number);
  const kept = mayHaveArrived(error) ? {} : { batch: null };
  await mine(trx, batch)
    .set((set) => ({ attempts: set('attempts', '+', 1), error: words }))
    .execute();
  // What only goes along has no time of its own.
  await mine(trx, batch).where('next_at', 'is not', null).set({ next_at: nextAt }).execute();
  await mine(trx, batch)
    .set({ lease_until: null, ...(givesUp ? { state: 'failed' as const } : kept) })
    .execute();
  await trx
    .updateTable('alert_channels')
    .set({ failed_at: now, error: words })
    .where('id', '=', target)
    .where('workspace_id', '=', workspaceId)
    .execute();
  if (tries !== TURN_TO_OWNERS_AFTER) return;
  const { owners } = await readRouting(trx, parts.mailer, workspaceId);
  for (const { alert_id: id, kind } of batch.notices) {
    if (kind === 'digest') continue;
    const alert = { id, workspace_id: workspaceId };
    for (const owner of owners) await addNotice(trx, { alert, target: owner, kind, nth: '', nextAt: now, now });
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
