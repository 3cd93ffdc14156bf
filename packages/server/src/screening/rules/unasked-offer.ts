import { featuresOf } from '../content/message.ts';
import { offerExcess } from '../content/offers.ts';
import type { Rule } from '../types.ts';
import { QUARANTINE_WEIGHT } from './learned-content.ts';

const MOST_MORE = 1;

/**
 * Somebody who does not know the site offers it something. What such texts are like comes from made-up ones, beside the site's own genuine
 * messages; whether that may keep a message back, and from which level on, its genuine messages and spam decide.
 */
export const unaskedOffer: Rule = {
  name: 'unasked_offer',
  title: 'An offer nobody asked for',
  content: true,
  evaluate: ({ envelope, content }) => {
    if (content?.offers === undefined) return undefined;
    const excess = offerExcess(content.offers, featuresOf(envelope));
    if (excess <= 0) return undefined;
    return {
      rule: 'unasked_offer',
      weight: QUARANTINE_WEIGHT + Math.min(MOST_MORE, Math.round(excess * 1000) / 1000),
      evidence: 'The text reads like what strangers write who want to sell something. Hardly any of your genuine messages do.',
    };
  },
};
