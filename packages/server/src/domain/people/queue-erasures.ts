import type { Transaction } from 'kysely';
import type { PersonAtVendor } from '../../destinations/kit/types.ts';
import type { Person } from '../../identity/person.ts';
import type { Keyring } from '../../secrets/keyring.ts';
import { newId } from '../../store/ids.ts';
import type { Schema } from '../../store/schema.ts';
import type { HeldByOperation } from './held.ts';

/**
 * Asks destinations to erase a person: written in the transaction that erases here, so that neither happens without the
 * other. Who it is stays sealed, and only until it is done. `asked` names the records of this request that were asked for
 * before. A connection that is being called for them is not asked before that call must have ended (`underWay`), or what it
 * brings would stay. Answers the names of what was asked for now: they count once this transaction holds.
 */
export async function queueErasures(
  trx: Transaction<Schema>,
  keyring: Keyring,
  request: {
    workspaceId: string;
    person: Person;
    held: HeldByOperation[];
    asked: ReadonlySet<string>;
    underWay: ReadonlyMap<string, number>;
    receiptId: string;
    by: string;
    at: number;
  },
): Promise<string[]> {
  const { workspaceId, person, asked, underWay, by, at } = request;
  const fresh = request.held.filter((record) => record.erasure === 'asked' && !asked.has(keyOf(record)));
  for (const connectionId of new Set(fresh.map((record) => record.connectionId))) {
    const records = fresh.filter((record) => record.connectionId === connectionId);
    const atVendor: PersonAtVendor = {
      email: person.email,
      records: records.flatMap(({ operation, recordId }) => (recordId === null ? [] : [{ operation, id: recordId }])),
    };
    await trx
      .insertInto('erasures')
      .values({
        id: newId('ers'),
        workspace_id: workspaceId,
        connection_id: connectionId,
        person: await keyring.seal(JSON.stringify(atVendor)),
        state: 'pending',
        attempts: 0,
        run_at: Math.max(at, underWay.get(connectionId) ?? at),
        requested_by: by,
        requested_at: at,
        receipt_id: request.receiptId,
      })
      .execute();
  }
  return fresh.map(keyOf);
}

const keyOf = ({ connectionId, operation, recordId }: HeldByOperation) => `${connectionId} ${operation} ${recordId ?? ''}`;
