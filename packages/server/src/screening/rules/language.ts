import { scriptOf } from '../content/script.ts';
import { textsOf } from '../content/message.ts';
import type { Rule } from '../types.ts';

const ENOUGH = 50;

/** Noted only: a site hears from abroad now and then, and those are customers too. */
export const language: Rule = {
  name: 'language',
  title: 'An unusual alphabet',
  content: true,
  evaluate: ({ envelope, facts }) => {
    const known = facts?.genuineScripts;
    const script = scriptOf(textsOf(envelope));
    if (known === undefined || script === undefined) return undefined;
    const total = Object.values(known).reduce((sum, count) => sum + count, 0);
    if (total < ENOUGH || (known[script] ?? 0) * 100 >= total) return undefined;
    return {
      rule: 'language',
      weight: 0.75,
      evidence: `It is written in ${script} letters, as hardly any genuine message to your site is.`,
    };
  },
};
