import { randomUUID } from 'node:crypto';
import { ShopError } from '../../errors.ts';
import type { Parts } from '../../parts.ts';
import { requireShop } from '../../shop/find.ts';
import type { JobRow } from './types.ts';

/** When the shop was paired. @throws ShopError `conflict` where it was not. */
export async function requirePairing(parts: Parts, shop: string): Promise<{ pairedAt: number; scopes: string[] }> {
  const row = await requireShop(parts, shop);
  if (row.source_id === null || row.paired_at === null) {
    throw new ShopError(
      'conflict',
      'This shop is not connected to a workspace yet. Open one or join one first: then there is where to hand things over.',
    );
  }
  return { pairedAt: row.paired_at, scopes: row.scopes.split(' ') };
}

/** The job of this kind that is not over yet, if there is one. */
export async function openJob({ ports }: Parts, shop: string, kind: JobRow['kind']): Promise<JobRow | undefined> {
  return ports.store.db
    .selectFrom('shopify_jobs')
    .selectAll()
    .where('shop', '=', shop)
    .where('kind', '=', kind)
    .where('state', 'in', ['running', 'paused'])
    .executeTakeFirst();
}

interface NewJob {
  /** Where two may come to the same thought, an id that both would give it. */
  id?: string;
  shop: string;
  kind: JobRow['kind'];
  ask: object;
  cursor: object;
  by: string | null;
}

/** Adds a job that is due now. Answers it, or undefined where its id is taken. */
export async function addJob({ ports, wake }: Parts, { id = randomUUID(), ask, cursor, ...job }: NewJob): Promise<JobRow | undefined> {
  const now = ports.clock.now();
  const row: JobRow = {
    ...job,
    id,
    state: 'running',
    ask: JSON.stringify(ask),
    cursor: JSON.stringify(cursor),
    total: null,
    done: 0,
    captured: 0,
    known: 0,
    message: null,
    lease: null,
    lease_until: null,
    run_at: now,
    created_at: now,
    updated_at: now,
    finished_at: null,
  };
  const added = await ports.store.db
    .insertInto('shopify_jobs')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute();
  wake();
  return added.length === 0 ? undefined : row;
}
