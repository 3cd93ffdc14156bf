import type { z } from 'zod';
import { ShopError } from '../errors.ts';
import type { PrivacyRequest } from '../panel-api/resources.ts';
import { iso, isoOrNull } from '../panel-api/times.ts';
import type { Parts } from '../parts.ts';
import { type Exported, exportRequest } from './export.ts';
import { Person } from './person.ts';
import { Receipt } from './receipt.ts';

const MOST = 200;

/** Privacy requests of a shop and what became of them, latest first. Whom they are about is not told here. */
export async function listRequests(parts: Parts, shop: string): Promise<z.input<typeof PrivacyRequest>[]> {
  const rows = await parts.ports.store.db
    .selectFrom('shopify_compliance')
    .selectAll()
    .where('shop', '=', shop)
    .orderBy('received_at', 'desc')
    .orderBy('id')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    topic: row.topic,
    state: row.state,
    receivedAt: iso(row.received_at),
    doneAt: isoOrNull(row.done_at),
    error: row.error,
    exportable: row.topic === 'customers/data_request' && row.state === 'done' && row.person !== '',
    receipt: row.receipt === null ? null : Receipt.parse(JSON.parse(row.receipt)),
  }));
}

/** What a customer asked for, collected now. @throws ShopError, CompanionError */
export async function exportFor(parts: Parts, shop: string, id: string): Promise<Exported> {
  const row = await parts.ports.store.db
    .selectFrom('shopify_compliance')
    .select('person')
    .where('shop', '=', shop)
    .where('id', '=', id)
    .where('topic', '=', 'customers/data_request')
    .executeTakeFirst();
  if (row === undefined || row.person === '') {
    throw new ShopError('not_found', 'There is no such request, or its 30 days are over. Ask the customer to request their data again.');
  }
  return (await exportRequest(parts, shop, Person.parse(JSON.parse(row.person)))).exported;
}
