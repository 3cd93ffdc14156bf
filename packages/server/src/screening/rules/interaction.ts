import type { Rule } from '../types.ts';

/** Below this even autofill and a practised hand are quick. */
const UNHURRIED_SECONDS = 8;

/** A script posts a form; a person touches, clicks or types first, whatever helps them to. Scripts that pretend to exist, so it speaks for a message only a little. */
export const interaction: Rule = {
  name: 'interaction',
  title: 'Whether somebody touched the form',
  evaluate: ({ envelope }) => {
    const { interacted, secondsToSubmit = 0, honeypot = '' } = envelope.context ?? {};
    if (interacted === false) {
      return { rule: 'interaction', weight: 2.5, evidence: 'The form was sent without a single key press, click or touch.' };
    }
    if (interacted !== true || secondsToSubmit < UNHURRIED_SECONDS || honeypot.trim() !== '') return undefined;
    return { rule: 'interaction', weight: -0.5, evidence: 'Somebody touched the form and took their time.' };
  },
};
