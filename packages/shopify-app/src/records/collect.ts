import type { Envelope } from '@handoff/shared/event';
import type { Normalized } from '../normalize/index.ts';
import type { RecordEvent, RecordEvents, RecordVersion } from './types.ts';

interface Made {
  topic: string;
  record: RecordVersion;
  normalized: Normalized;
  unlessSame?: boolean;
  undated?: boolean;
}

export function collect(made: readonly Made[]): RecordEvents {
  return {
    events: made.flatMap(({ normalized, ...rest }) =>
      normalized.ok ? normalized.envelopes.map((envelope) => ({ envelope, ...rest })) : [],
    ),
    problems: made.flatMap(({ normalized }) => (normalized.ok ? [] : normalized.problems)),
  };
}

/** An event that does not name all of a person is given the rest; what it says itself stands. */
export function withPerson(event: RecordEvent, person: Envelope['subject']): RecordEvent {
  const { subject } = event.envelope;
  const externalIds = { ...person?.externalIds, ...subject?.externalIds };
  return { ...event, envelope: { ...event.envelope, subject: { ...person, ...subject, externalIds } } };
}
