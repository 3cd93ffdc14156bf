import type { Problem } from '@handoff/shared/event';
import type { Selectable } from 'kysely';
import type { Finding } from '../../screening/types.ts';
import type { DeliveryState, Schema } from '../../store/schema.ts';
import { toIso, toIsoOrNull } from '../times.ts';
import { contactLabel } from './contact.ts';

/** What an event's summary is made of; the body is left in the store. */
export const SUMMARY_COLUMNS = [
  'seq',
  'id',
  'type',
  'source_id',
  'state',
  'occurred_at',
  'received_at',
  'processed_at',
  'verdict',
  'score',
  'reasons',
  'marked',
  'duplicate_of',
  'revision_of',
  'problems',
  'process_error',
  'contact_key',
  'erased_at',
] as const;

export type SummaryRow = Pick<Selectable<Schema['events']>, (typeof SUMMARY_COLUMNS)[number]>;
export type DeliveryCounts = Partial<Record<DeliveryState, number>>;

/** One line of the activity list. */
export function eventView(row: SummaryRow, deliveries: DeliveryCounts) {
  return {
    id: row.id,
    type: row.type,
    sourceId: row.source_id,
    state: row.state,
    occurredAt: toIso(row.occurred_at),
    receivedAt: toIso(row.received_at),
    processedAt: toIsoOrNull(row.processed_at),
    verdict: row.verdict,
    score: row.score,
    reasons: reasonsOf(row),
    marked: row.marked,
    duplicateOf: row.duplicate_of,
    revisionOf: row.revision_of,
    problems: row.problems === null ? [] : (JSON.parse(row.problems) as Problem[]),
    processError: row.process_error,
    contact: contactLabel(row.contact_key),
    deliveries,
    ...(row.erased_at === null ? {} : { erasedAt: toIso(row.erased_at) }),
  };
}

export function reasonsOf(row: Pick<SummaryRow, 'reasons'>): Finding[] {
  return row.reasons === null ? [] : (JSON.parse(row.reasons) as Finding[]);
}

export function countStates(deliveries: { state: DeliveryState }[]): DeliveryCounts {
  const counts: DeliveryCounts = {};
  for (const { state } of deliveries) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

/** The envelope as received. A body that cannot be read must not hide the event that says so. */
export function envelopeOf(body: string): Record<string, unknown> {
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch {
    return { unreadable: body };
  }
}
