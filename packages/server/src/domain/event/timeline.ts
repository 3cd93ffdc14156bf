import type { Selectable } from 'kysely';
import type { DeliveryRow } from '../../store/outbox/index.ts';
import type { Schema } from '../../store/schema.ts';
import { errorOf, resultOf } from '../delivery/view.ts';
import { erasedBecause } from '../people/erased.ts';
import { toIso } from '../times.ts';
import { reasonsOf } from './view.ts';

type EventRow = Selectable<Schema['events']>;
type AttemptRow = Pick<Selectable<Schema['attempts']>, 'delivery_id' | 'started_at' | 'outcome' | 'message'>;

export interface TimelineParts {
  event: EventRow;
  deliveries: DeliveryRow[];
  attempts: AttemptRow[];
  names: Record<'source' | 'flow' | 'connection', (id: string) => string>;
}

interface Entry {
  at: number;
  kind: string;
  message: string;
  deliveryId?: string;
}

const VERDICTS: Record<NonNullable<EventRow['verdict']>, string> = {
  accept: 'Accepted.',
  review: 'Accepted, and flagged for a look.',
  quarantine: 'Kept back: this looks like spam.',
  suppress: 'Kept back: this is not to be sent.',
  duplicate: 'Kept back: this is a duplicate.',
};

const OUTCOMES: Record<AttemptRow['outcome'], string> = {
  started: 'under way, or cut off before its answer was known.',
  ok: 'it worked.',
  duplicate: 'the record was there already.',
  retry: 'not now; it is tried again.',
  permanent: 'refused.',
  reauth: 'the access no longer works.',
  scope: 'the access does not reach this far.',
  unknown: 'it is not known whether it arrived.',
};

/** What happened to an event, in words and in order. */
export function timelineOf(parts: TimelineParts) {
  const entries = [...eventEntries(parts), ...parts.deliveries.flatMap((delivery) => deliveryEntries(parts, delivery))];
  return entries.toSorted((a, b) => a.at - b.at).map(({ at, ...entry }) => ({ at: toIso(at), ...entry }));
}

function eventEntries({ event, deliveries, names }: TimelineParts): Entry[] {
  const entries: Entry[] = [{ at: event.received_at, kind: 'received', message: `Received from ${names.source(event.source_id)}.` }];
  if (event.revision_of !== null) {
    const aside = event.state === 'revision' ? ' It is set aside; replay it to process it too.' : '';
    const message = `Came under the key of ${event.revision_of}, with other content.${aside}`;
    entries.push({ at: event.received_at, kind: 'revision', message });
  }
  if (event.state === 'parked') {
    const message = `This version of Handoff does not know “${event.type}”. The event is kept; after an update, replay it.`;
    entries.push({ at: event.received_at, kind: 'parked', message });
  }
  if (event.process_error !== null) {
    const message = `Could not be processed: ${event.process_error} It is tried again at ${toIso(event.process_at)}.`;
    entries.push({ at: event.received_at, kind: 'process_failed', message });
  }
  if (event.verdict !== null && event.processed_at !== null) {
    const reasons = reasonsOf(event);
    const released = reasons.find((reason) => reason.rule === 'released');
    const said = reasons.filter((reason) => reason !== released).map((reason) => reason.evidence);
    const first = released === undefined ? VERDICTS[event.verdict] : 'Kept back.';
    entries.push({ at: event.processed_at, kind: 'verdict', message: [first, ...said].join(' ') });
    // What a release lets go it plans in the same moment.
    if (released !== undefined)
      entries.push({ at: deliveries[0]?.created_at ?? event.processed_at, kind: 'released', message: released.evidence });
  }
  if (event.erased_at !== null) {
    const message = `The personal data ${erasedBecause(event)}. What is left says only that this event was here.`;
    entries.push({ at: event.erased_at, kind: 'erased', message });
  }
  return entries;
}

function deliveryEntries({ attempts, names }: TimelineParts, delivery: DeliveryRow): Entry[] {
  const deliveryId = delivery.id;
  const to = names.connection(delivery.connection_id);
  const tries = attempts.filter((attempt) => attempt.delivery_id === deliveryId);
  const end = endOf(delivery, to);
  return [
    { at: delivery.created_at, ...beginningOf(delivery, names.flow(delivery.flow_id), to), deliveryId },
    ...tries.map((attempt, index) => ({
      at: attempt.started_at,
      kind: 'attempt',
      message: `${to}, try ${index + 1}: ${attempt.message ?? OUTCOMES[attempt.outcome]}`,
      deliveryId,
    })),
    ...(end === undefined || delivery.finished_at === null ? [] : [{ at: delivery.finished_at, ...end, deliveryId }]),
  ];
}

function beginningOf(delivery: DeliveryRow, flow: string, to: string): Pick<Entry, 'kind' | 'message'> {
  const step = `“${flow}”, step “${delivery.step_key}”`;
  if (delivery.state === 'skipped') {
    return { kind: 'skipped', message: `${step}: not sent to ${to}. ${errorOf(delivery)?.message ?? 'Its condition did not hold.'}` };
  }
  if (delivery.state === 'shadow') return { kind: 'shadow', message: `${step}: in shadow, so nothing is sent to ${to}.` };
  if (delivery.replay_of !== null) return { kind: 'replayed', message: `${step}: replayed to ${to}.` };
  return { kind: 'queued', message: `${step}: to be sent to ${to}.` };
}

/** A delivery that was replayed is cancelled and keeps the error it had ended with. */
function endOf(delivery: DeliveryRow, to: string): Pick<Entry, 'kind' | 'message'> | undefined {
  const error = errorOf(delivery);
  switch (delivery.state) {
    case 'succeeded': {
      const result = resultOf(delivery);
      if (result?.confirmedBy !== undefined) return { kind: 'confirmed', message: `${to}: arrived, says ${result.confirmedBy}.` };
      const details = [result?.effect, result?.id].filter((detail) => detail !== undefined);
      return { kind: 'succeeded', message: `${to}: arrived${details.length === 0 ? '' : ` (${details.join(', ')})`}.` };
    }
    case 'dead':
      return { kind: 'dead', message: `${to}: given up. ${error?.message ?? ''}`.trimEnd() };
    case 'uncertain':
      return {
        kind: 'uncertain',
        message: `${to}: it is not known whether this arrived. Look there; if it did, confirm it, if not, replay it.`,
      };
    case 'cancelled':
      return { kind: 'cancelled', message: error === null ? `${to}: cancelled.` : `${to}: not delivered by this try. ${error.message}` };
    default:
      return undefined;
  }
}
