import type { Finding, Rule, VisitorState } from '../types.ts';

/** Flags: a token lives five minutes and nobody knows how old it was when the form was sent. */
const EXPIRED_WEIGHT = 3;
const HARD_WEIGHT = 6;

const SAYS: Readonly<Record<Exclude<VisitorState, 'valid'>, string>> = {
  missing: 'came without the check (Turnstile) that your form asks visitors to pass',
  wrong: 'carried an answer that Turnstile never gave',
  elsewhere: 'carried an answer that Turnstile gave for another site or another purpose',
  replayed: 'carried the answer of Turnstile to another message',
  expired: 'carried an answer of Turnstile that was no longer good',
};

/** Hard, and only where the form showed the check. */
export const turnstile: Rule = {
  name: 'turnstile',
  title: 'Turnstile',
  evaluate: ({ facts }): Finding | undefined => {
    const state = facts?.turnstile;
    if (state === undefined || state === 'valid') return undefined;
    const finding = { rule: 'turnstile', evidence: `The message ${SAYS[state]}.` };
    return state === 'expired' ? { ...finding, weight: EXPIRED_WEIGHT } : { ...finding, weight: HARD_WEIGHT, hard: true };
  },
};
