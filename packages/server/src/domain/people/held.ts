import type { Transaction } from 'kysely';
import type { DestinationDefinition, Performed } from '../../destinations/kit/types.ts';
import type { Schema } from '../../store/schema.ts';
import type { ErasableDelivery } from './erase-deliveries.ts';

/** A record of a person at a destination. */
export interface HeldRecord {
  connectionId: string;
  destination: string;
  connection: string;
  account: string | null;
  recordId: string | null;
  url: string | null;
  /** False: it is not known whether the record arrived there. */
  certain: boolean;
}

/** What destinations still hold of these deliveries: what arrived, and what may have. Asked before it is forgotten here. */
export async function heldRecords(
  trx: Transaction<Schema>,
  destinations: Record<string, DestinationDefinition>,
  deliveries: ErasableDelivery[],
): Promise<HeldRecord[]> {
  const doubtful = await doubtfulOnes(trx, deliveries);
  const there = deliveries.filter(({ id, state }) => state === 'succeeded' || state === 'uncertain' || doubtful.has(id));
  const connections = await connectionsOf(trx, there);
  return there.map((delivery) => {
    const connection = connections.get(delivery.connection_id);
    const { id, url } = JSON.parse(delivery.result ?? '{}') as Performed;
    return {
      connectionId: delivery.connection_id,
      destination: destinations[connection?.destination ?? '']?.title ?? connection?.destination ?? 'unknown',
      connection: connection?.name ?? delivery.connection_id,
      account: connection?.account ?? null,
      recordId: id ?? null,
      url: url ?? null,
      certain: delivery.state === 'succeeded',
    };
  });
}

/** A record that several deliveries went to is one record. */
export function eachOnce(records: HeldRecord[]): HeldRecord[] {
  const keyOf = ({ connectionId, recordId, certain }: HeldRecord) => `${connectionId} ${certain} ${recordId ?? ''}`;
  return [...new Map(records.map((record) => [keyOf(record), record])).values()];
}

/** Deliveries that did not succeed and have a try whose outcome nobody knows. */
async function doubtfulOnes(trx: Transaction<Schema>, deliveries: ErasableDelivery[]): Promise<Set<string>> {
  const ids = deliveries.filter(({ state }) => state !== 'succeeded').map(({ id }) => id);
  if (ids.length === 0) return new Set();
  const rows = await trx
    .selectFrom('attempts')
    .select('delivery_id')
    .where('delivery_id', 'in', ids)
    .where('outcome', 'in', ['started', 'unknown'])
    .execute();
  return new Set(rows.map((row) => row.delivery_id));
}

async function connectionsOf(trx: Transaction<Schema>, deliveries: ErasableDelivery[]) {
  const ids = [...new Set(deliveries.map((delivery) => delivery.connection_id))];
  if (ids.length === 0) return new Map<string, never>();
  const rows = await trx.selectFrom('connections').select(['id', 'destination', 'name', 'account']).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}
