import type { Mapping } from '../../mapping/spec.ts';

const PARTS = ['type', 'occurredAt', 'subject', 'data', 'consent', 'context'] as const;

/**
 * A mapping whose preview shows the whole event: how a panel sees what is in a sample that the server makes up. Preview
 * needs an operation to hold the record against; what that one says of this record does not matter.
 */
export const WHOLE_EVENT: Mapping = {
  fields: Object.fromEntries(PARTS.map((part) => [`/${part}`, { do: 'path' as const, path: `/${part}` }])),
};

/** The event that such a preview was made of. */
export function eventOfTrace(trace: readonly Record<string, unknown>[]): Record<string, unknown> {
  return Object.fromEntries(
    PARTS.flatMap((part) => {
      const value = trace.find(({ target }) => target === `/${part}`)?.['value'];
      return value === undefined ? [] : [[part, value]];
    }),
  );
}
