import { offerOf } from '../content/features.ts';
import { featuresOf } from '../content/message.ts';
import { isUnaskedOffer } from '../content/model.ts';
import type { Rule } from '../types.ts';
import { QUARANTINE_WEIGHT } from './learned-content.ts';

const MOST_MORE = 1;

/**
 * Somebody who does not know the site offers it something. Which words say so is not learned but written by hand; whether that may keep
 * a message back, and from which level on, the site's own genuine messages and spam decide.
 */
export const unaskedOffer: Rule = {
  name: 'unasked_offer',
  title: 'An offer nobody asked for',
  content: true,
  evaluate: ({ envelope, content }) => {
    if (content?.offers === undefined) return undefined;
    const features = featuresOf(envelope);
    if (!isUnaskedOffer(content, features)) return undefined;
    return {
      rule: 'unasked_offer',
      weight: QUARANTINE_WEIGHT + Math.min(MOST_MORE, offerOf(features) - content.offers),
      evidence:
        'The text says who they are, what they sell and what you should do next, as offers from strangers do. Hardly any of your genuine messages read like that.',
    };
  },
};
