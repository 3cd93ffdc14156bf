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
  /** Whether the destination was asked to erase the person, or its owner has to. */
  erasure: 'asked' | 'by_hand';
}

/** A held record with the operation that made or changed it. */
export interface HeldByOperation extends HeldRecord {
  operation: string;
}

/** What destinations still hold of these deliveries: what arrived, and what may have. Asked before it is forgotten here. */
export async function heldRecords(
  trx: Transaction<Schema>,
  destinations: Record<string, DestinationDefinition>,
  deliveries: ErasableDelivery[],
  email: string | undefined,
): Promise<HeldByOperation[]> {
  const doubtful = await doubtfulOnes(trx, deliveries);
  const there = deliveries.filter(({ id, state }) => state === 'succeeded' || state === 'uncertain' || doubtful.has(id));
  const connections = await connectionsOf(trx, there);
  return there.map((delivery) => {
    const connection = connections.get(delivery.connection_id);
    const { id, url } = JSON.parse(delivery.result ?? '{}') as Performed;
    const definition = destinations[connection?.destination ?? ''];
    return {
      connectionId: delivery.connection_id,
      destination: definition?.title ?? connection?.destination ?? 'unknown',
      connection: connection?.name ?? delivery.connection_id,
      account: connection?.account ?? null,
      recordId: id ?? null,
      url: url ?? null,
      certain: delivery.state === 'succeeded',
      erasure: canErase(definition, delivery.operation, id, email) && connection?.removed_at === null ? 'asked' : 'by_hand',
      operation: delivery.operation,
    };
  });
}

/** Whether the destination can be asked to. What has no id, and nothing to look it up by (a mail, a chat message), it cannot find. */
function canErase(
  definition: DestinationDefinition | undefined,
  operation: string,
  id: string | undefined,
  email: string | undefined,
): boolean {
  if (definition?.erasePerson === undefined || (email ?? id) === undefined) return false;
  const { dedupe, lookup } = definition.operations[operation] ?? {};
  return id !== undefined || dedupe !== 'ledger' || lookup !== undefined;
}

/** A record that several deliveries went to is one record. */
export function eachOnce(records: HeldByOperation[]): HeldRecord[] {
  const keyOf = ({ connectionId, recordId, certain }: HeldRecord) => `${connectionId} ${certain} ${recordId ?? ''}`;
  const told = records.map(({ operation: _operation, ...record }): [string, HeldRecord] => [keyOf(record), record]);
  return [...new Map(told).values()];
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
  const rows = await trx
    .selectFrom('connections')
    .select(['id', 'destination', 'name', 'account', 'removed_at'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
