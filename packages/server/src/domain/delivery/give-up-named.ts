import type { Transaction } from 'kysely';
import type { Tracing } from '../../observe/tracing.ts';
import { waitForWorkspace } from '../../store/lock.ts';
import { NEEDS_ATTENTION } from '../../store/partial-indexes.ts';
import type { Schema } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import { personOf, type Reach } from '../reach.ts';
import { GIVE_UP_COLUMNS, giveUp } from './give-up.ts';

interface Parts {
  store: Store;
  clock: { now: () => number };
  tracing?: Tracing | undefined;
}

export interface GivenUp {
  /** Those that nobody is asked about any more. */
  deliveryIds: string[];
  skipped: { deliveryId: string; reason: string }[];
}

const PER_TRANSACTION = 200;
const NOT_WAITING = 'It waits for nobody: it arrived, is on its way, was given up or sent again, or is not here.';

/**
 * A person says that these shall not be sent any more: dead letters and uncertain deliveries, by name. Sending one again afterwards
 * is a replay like any other. What asks for nobody is skipped, so that saying it again changes nothing.
 */
export async function giveUpDeliveries(parts: Parts, reach: Reach, deliveryIds: string[]): Promise<GivenUp> {
  const ids = [...new Set(deliveryIds)];
  const done = new Set<string>();
  for (let start = 0; start < ids.length; start += PER_TRANSACTION) {
    const chunk = ids.slice(start, start + PER_TRANSACTION);
    for (const id of await parts.store.transaction((trx) => giveUpChunk(parts, trx, reach, chunk))) done.add(id);
  }
  return {
    deliveryIds: [...done],
    skipped: ids.filter((id) => !done.has(id)).map((deliveryId) => ({ deliveryId, reason: NOT_WAITING })),
  };
}

async function giveUpChunk({ store, clock, tracing }: Parts, trx: Transaction<Schema>, reach: Reach, ids: string[]): Promise<string[]> {
  const { workspaceId, sourceId, by } = reach;
  await waitForWorkspace(trx, store.engine, workspaceId);
  let named = trx
    .selectFrom('deliveries')
    .select(GIVE_UP_COLUMNS)
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', ids)
    .where(NEEDS_ATTENTION)
    .orderBy('seq')
    .$if(store.engine === 'postgres', (query) => query.forUpdate());
  if (sourceId !== undefined) {
    named = named.where('event_id', 'in', (select) =>
      select.selectFrom('events').select('events.id').where('events.source_id', '=', sourceId),
    );
  }
  const waiting = await named.execute();
  await giveUp(trx, waiting, { workspaceId, now: clock.now(), tracing, by, why: `Given up by ${personOf(reach)}.` });
  return waiting.map(({ id }) => id);
}
