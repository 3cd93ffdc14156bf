import type { Rule } from '../types.ts';

/** A script posts a form; a person touches, clicks or types first, whatever helps them to. */
export const noInteraction: Rule = {
  name: 'no_interaction',
  title: 'Nobody touched the form',
  evaluate: ({ envelope }) =>
    envelope.context?.interacted === false
      ? { rule: 'no_interaction', weight: 2.5, evidence: 'The form was sent without a single key press, click or touch.' }
      : undefined,
};
