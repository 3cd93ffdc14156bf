import { sql, type Transaction } from 'kysely';
import { newId } from '../../../store/ids.ts';
import type { Schema } from '../../../store/schema.ts';
import { recordAudit } from '../../audit/record.ts';
import type { Reach } from '../../reach.ts';
import { type About, lookedForBy, personDigest, sourceDigest } from './digest.ts';
import { addCounts, addRecords, type Counts, NO_COUNTS, type StoredRecord, waitsForHand, WHOLE_SOURCE } from './stored.ts';

/**
 * Begins a receipt, or goes on with the latest one of the same question that its asker has not brought to its end. Nobody goes on
 * with another's: whoever is handed data, or erases them, stands on a receipt of their own. Answers its id.
 */
export async function openReceipt(
  trx: Transaction<Schema>,
  reach: Reach,
  request: { kind: 'export' | 'erasure'; about: About; key: Uint8Array; at: number; goesOn: boolean },
): Promise<string> {
  const { about, kind, key, at, goesOn } = request;
  const { workspaceId } = reach;
  const digest = 'person' in about ? personDigest(key, workspaceId, about.person) : sourceDigest(key, workspaceId, about.source);
  const by = 'person' in about ? lookedForBy(about.person) : [WHOLE_SOURCE];
  const sourceId = 'person' in about ? (reach.sourceId ?? null) : about.source;
  if (goesOn) {
    const under = await unfinished(trx, { workspaceId, digest, kind, sourceId })
      .select('id')
      .where('requested_by', '=', reach.by)
      .orderBy('requested_at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (under !== undefined) return under.id;
  }
  const id = newId('rcp');
  await trx
    .insertInto('privacy_receipts')
    .values({
      id,
      workspace_id: workspaceId,
      source_id: sourceId,
      kind,
      person_digest: digest,
      person_by: JSON.stringify(by),
      requested_by: reach.by,
      requested_at: at,
      counts: JSON.stringify(NO_COUNTS),
      destinations: '[]',
      by_hand: 0,
      contents_since: await contentsSince(trx, workspaceId),
    })
    .execute();
  await recordAudit(trx, {
    workspaceId,
    at,
    actor: reach.by,
    action: `${'person' in about ? 'person' : 'source'}.${kind === 'export' ? 'exported' : 'erasure_begun'}`,
    entity: 'receipt',
    entityId: id,
    after: { person: digest, by, sourceId },
  });
  return id;
}

/** Adds what was done, in the transaction that does it. Records are without what would say who it was. */
export async function addToReceipt(
  trx: Transaction<Schema>,
  id: string,
  done: { counts: Partial<Counts>; held?: readonly StoredRecord[] },
): Promise<void> {
  const row = await trx.selectFrom('privacy_receipts').select(['counts', 'destinations']).where('id', '=', id).executeTakeFirstOrThrow();
  const destinations = addRecords(JSON.parse(row.destinations) as StoredRecord[], done.held ?? []);
  await trx
    .updateTable('privacy_receipts')
    .set({
      counts: JSON.stringify(addCounts(JSON.parse(row.counts) as Counts, done.counts)),
      destinations: JSON.stringify(destinations),
      by_hand: destinations.filter(waitsForHand).length,
    })
    .where('id', '=', id)
    .execute();
}

/** Ends a receipt. After an erasure nothing is left to those that others began for the same person or source: they end with it. */
export async function endReceipt(trx: Transaction<Schema>, id: string, at: number): Promise<void> {
  const ended = await trx
    .updateTable('privacy_receipts')
    .set({ finished_at: at })
    .where('id', '=', id)
    .returning(['workspace_id', 'person_digest', 'kind', 'source_id'])
    .executeTakeFirstOrThrow();
  if (ended.kind !== 'erasure') return;
  const { workspace_id: workspaceId, person_digest: digest, kind, source_id: sourceId } = ended;
  const others = unfinished(trx, { workspaceId, digest, kind, sourceId }).select('id');
  await trx.updateTable('privacy_receipts').set({ finished_at: at }).where('id', 'in', others).execute();
}

/** Receipts of one question that have not come to their end. */
function unfinished(
  trx: Transaction<Schema>,
  question: { workspaceId: string; digest: string; kind: 'export' | 'erasure'; sourceId: string | null },
) {
  const { workspaceId, digest, kind, sourceId } = question;
  return trx
    .selectFrom('privacy_receipts')
    .where('workspace_id', '=', workspaceId)
    .where('person_digest', '=', digest)
    .where('finished_at', 'is', null)
    .where('kind', '=', kind)
    .where('source_id', sourceId === null ? 'is' : '=', sourceId);
}

/** From when on contents are kept, where older ones went by age; null where none did. */
async function contentsSince(trx: Transaction<Schema>, workspaceId: string): Promise<number | null> {
  const gone = await trx
    .selectFrom('retention_positions')
    .select('position')
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', 'bodies')
    .where('scope', '=', '')
    .executeTakeFirst();
  if (gone === undefined) return null;
  const first = await trx
    .selectFrom('events')
    .select('received_at')
    .where('workspace_id', '=', workspaceId)
    .where('seq', '>', sql<number>`${Number(gone.position)}`)
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  return first?.received_at ?? null;
}
