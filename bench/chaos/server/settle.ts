import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@handoff/shared/api';
import { sql } from 'kysely';
import type { Store } from '../../../packages/server/src/store/store.ts';

/** States in which a delivery still has something before it. */
export const OPEN_STATES = ['pending', 'waiting', 'blocked', 'leased'] as const;

/** Without anything becoming less. */
const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 500;
/** Backoff grows to minutes and more; a chaos run does not wait for it. */
const LONGEST_WAIT_MS = 8000;

/**
 * Waits until every event is processed and every delivery final. What would wait longer than a few seconds for its
 * next try is made due, and holds that last longer are ended as a person would: only the waiting is cut short, the
 * order within lanes and the leases stay the server's. What is open when patience ends is found by the checks.
 */
export async function untilSettled(store: Store, client: Client, workspaceId: string, say: (text: string) => void): Promise<void> {
  let least = Number.POSITIVE_INFINITY;
  let progressAt = Date.now();
  for (let looks = 0; ; looks += 1) {
    const open = await countOpen(store);
    if (open < least) progressAt = Date.now();
    least = Math.min(least, open);
    if (open === 0 || Date.now() - progressAt > PATIENCE_MS) return;
    if (looks % 20 === 0) say(`  settling: ${open} open`);
    await hurry(store, client, workspaceId);
    await pause(LOOK_EVERY_MS);
  }
}

async function countOpen(store: Store): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    select (select count(*) from events where state = 'received')
      + (select count(*) from deliveries where state in ('pending', 'waiting', 'blocked', 'leased')) as open`.execute(store.db);
  return rows[0]?.open ?? 0;
}

async function hurry(store: Store, client: Client, workspaceId: string): Promise<void> {
  const soon = Date.now() + LONGEST_WAIT_MS;
  await store.db.updateTable('deliveries').set({ run_at: Date.now() }).where('state', '=', 'pending').where('run_at', '>', soon).execute();
  const { items } = await client('listConnections', { params: { workspaceId } });
  for (const { id, hold } of items) {
    if (hold !== null && (hold.until === null || Date.parse(hold.until) > soon)) {
      await client('resumeConnection', { params: { workspaceId, connectionId: id } });
    }
  }
}
