import type { AkismetVerdict } from '../services/akismet.ts';
import type { Rule } from '../types.ts';

/** As much as a spam filter on the site itself: alone it keeps a message back at the thresholds every source starts with. */
const SAYS: Readonly<Record<AkismetVerdict, { weight: number; evidence: string }>> = {
  spam: { weight: 4, evidence: 'Akismet says that this is spam.' },
  blatant: { weight: 6, evidence: 'Akismet says that this is spam, of the kind it would throw away unseen.' },
  // Much that it does not know yet is spam all the same.
  ham: { weight: -1, evidence: 'Akismet sees no spam in this.' },
};

/** Only where the source's owner entered a key for Akismet, and it answered. */
export const akismet: Rule = {
  name: 'akismet',
  title: 'Akismet',
  evaluate: ({ facts }) => (facts?.akismet === undefined ? undefined : { rule: 'akismet', ...SAYS[facts.akismet] }),
};
