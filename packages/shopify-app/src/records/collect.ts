import type { Normalized } from '../normalize/index.ts';
import type { RecordEvents, RecordVersion } from './types.ts';

interface Made {
  topic: string;
  record: RecordVersion;
  normalized: Normalized;
}

export function collect(made: readonly Made[]): RecordEvents {
  return {
    events: made.flatMap(({ topic, record, normalized }) =>
      normalized.ok ? normalized.envelopes.map((envelope) => ({ envelope, record, topic })) : [],
    ),
    problems: made.flatMap(({ normalized }) => (normalized.ok ? [] : normalized.problems)),
  };
}
