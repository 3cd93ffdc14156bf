import type { Rule } from '../types.ts';

/** Below this even autofill and a practised hand are quick. */
const UNHURRIED_SECONDS = 8;

/**
 * What an unhurried hand speaks for a message. Five in six genuine messages come so, and one in six of spam, for scripts that pretend
 * exist (assumed, see bench/eval/spam/stream.ts): log-odds of -1.6, rounded towards caution.
 */
const UNHURRIED_WEIGHT = -0.9;

/** A script posts a form; a person touches, clicks or types first, whatever helps them to. */
export const interaction: Rule = {
  name: 'interaction',
  title: 'Whether somebody touched the form',
  evaluate: ({ envelope }) => {
    const { interacted, secondsToSubmit = 0, honeypot = '' } = envelope.context ?? {};
    if (interacted === false) {
      return { rule: 'interaction', weight: 2.5, evidence: 'The form was sent without a single key press, click or touch.' };
    }
    if (interacted !== true || secondsToSubmit < UNHURRIED_SECONDS || honeypot.trim() !== '') return undefined;
    return { rule: 'interaction', weight: UNHURRIED_WEIGHT, evidence: 'Somebody touched the form and took their time.' };
  },
};
