import type { Transaction } from 'kysely';
import type { Engine } from './engine.ts';
import type { Schema } from './schema.ts';

/**
 * Waits for a workspace's row lock and holds it to the end of the transaction: whoever decides what becomes of its
 * events (processing, release, replay) does so one at a time. On SQLite the transaction has the whole file already.
 */
export async function waitForWorkspace(trx: Transaction<Schema>, engine: Engine, workspaceId: string): Promise<void> {
  await trx
    .selectFrom('workspaces')
    .select('id')
    .where('id', '=', workspaceId)
    .$if(engine === 'postgres', (query) => query.forUpdate())
    .execute();
}
