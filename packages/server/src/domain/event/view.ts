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
  'erased_after_days',
] as const;

export type SummaryRow = Pick<Selectable<Schema['events']>, (typeof SUMMARY_COLUMNS)[number]>;

/** How many of an event's deliveries to one connection are in one state. */
export interface Target {
  connectionId: string;
  state: DeliveryState;
  count: number;
}

/** One line of the activity list. */
export function eventView(row: SummaryRow, deliveries: readonly Sent[]) {
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
    deliveries: countStates(deliveries),
    targets: targetsOf(deliveries),
    ...(row.erased_at === null ? {} : { erasedAt: toIso(row.erased_at) }),
    ...(row.erased_after_days === null ? {} : { erasedAfterDays: row.erased_after_days }),
  };
}

export function reasonsOf(row: Pick<SummaryRow, 'reasons'>): Finding[] {
  return row.reasons === null ? [] : (JSON.parse(row.reasons) as Finding[]);
}

export interface Sent {
  id: string;
  connection_id: string;
  state: DeliveryState;
  replay_of: string | null;
}

/** Where an event's deliveries went. One that was replayed is history: its replay tells how things stand. */
function targetsOf(deliveries: readonly Sent[]): Target[] {
  const replayed = new Set(deliveries.map((delivery) => delivery.replay_of));
  const targets = new Map<string, Target>();
  for (const { id, connection_id: connectionId, state } of deliveries) {
    if (replayed.has(id)) continue;
    const key = `${connectionId}:${state}`;
    targets.set(key, { connectionId, state, count: (targets.get(key)?.count ?? 0) + 1 });
  }
  return [...targets.values()];
}

function countStates(deliveries: readonly Sent[]): Partial<Record<DeliveryState, number>> {
  const counts: Partial<Record<DeliveryState, number>> = {};
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
