import type { Rule } from '../types.ts';

/** Holds for every event type: a test order must not reach live books any more than a test enquiry a live CRM. */
export const testEvent: Rule = {
  name: 'test',
  title: 'Test event',
  evaluate: ({ envelope, testWanted }) => {
    if (envelope.context?.test !== true) return undefined;
    return testWanted === true
      ? { rule: 'test', weight: 0, evidence: 'This is a test, and somebody asked for it to be sent.' }
      : {
          rule: 'test',
          weight: 0,
          suppress: true,
          evidence: 'This is a test: it is kept and shown here, and nothing is sent to live destinations.',
        };
  },
};
