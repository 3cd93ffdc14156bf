import type { Rule } from '../types.ts';

const HARDLY_POSSIBLE_SECONDS = 2;
const QUICK_SECONDS = 4;

/** Browsers fill forms in for people, so quickness alone flags at most. */
export const timeToSubmit: Rule = {
  name: 'time_to_submit',
  title: 'Sent too fast',
  evaluate: ({ envelope }) => {
    const seconds = envelope.context?.secondsToSubmit;
    if (seconds === undefined || seconds >= QUICK_SECONDS) return undefined;
    const shown = `The form was sent ${Number(seconds.toFixed(1))} seconds after it was shown`;
    return seconds < HARDLY_POSSIBLE_SECONDS
      ? { rule: 'time_to_submit', weight: 2.5, evidence: `${shown}: faster than people can fill it in by hand.` }
      : { rule: 'time_to_submit', weight: 1, evidence: `${shown}: quicker than most people.` };
  },
};
