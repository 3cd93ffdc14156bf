import type { Rule, TokenState } from '../types.ts';

const SAID: Readonly<Record<Exclude<TokenState, 'valid'>, string>> = {
  missing: 'came without the form’s token, so it was not sent from your page',
  wrong: 'carried a form token that this server did not make',
  expired: 'carried a form token older than a day',
  replayed: 'carried a form token that was used for another message before',
};

/** Hard, and only where the source asks for tokens: its pages must carry them first. */
export const formToken: Rule = {
  name: 'form_token',
  title: 'Form token',
  evaluate: ({ facts }) => {
    const state = facts?.formToken;
    if (state === undefined || state === 'valid') return undefined;
    return { rule: 'form_token', weight: 6, hard: true, evidence: `The message ${SAID[state]}.` };
  },
};
