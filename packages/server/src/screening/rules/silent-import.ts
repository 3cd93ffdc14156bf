import type { Rule } from '../types.ts';

/** Holds for every event type: a shop's old orders must not be booked a second time because somebody imported them for the record. */
export const silentImport: Rule = {
  name: 'silent_import',
  title: 'Imported silently',
  evaluate: ({ envelope }) =>
    envelope.context?.silent === true
      ? { rule: 'silent_import', weight: 0, suppress: true, evidence: 'Imported silently: kept for the record, not pushed.' }
      : undefined,
};
