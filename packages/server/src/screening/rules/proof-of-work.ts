import type { Rule } from '../types.ts';

/** Hard, and only where the source asks for it. */
export const proofOfWork: Rule = {
  name: 'proof_of_work',
  title: 'Proof of work',
  evaluate: ({ facts }) => {
    const state = facts?.proofOfWork;
    if (state === undefined || state === 'valid') return undefined;
    const said = {
      missing: 'came without the small calculation your form asks browsers for',
      wrong: 'carried a wrong answer to the small calculation your form asks browsers for',
      expired: 'answered a calculation that was asked for too long ago',
      replayed: 'carried the answer to a calculation that was used for another message before',
    }[state];
    return { rule: 'proof_of_work', weight: 6, hard: true, evidence: `The message ${said}.` };
  },
};
