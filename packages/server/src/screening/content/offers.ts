import { OFFER_PHRASES } from './offer-phrases.ts';
import { phraseCounter } from './phrases.ts';

const phrasesOf = phraseCounter(OFFER_PHRASES);

/** A longer text has more of everything. */
const USUAL_WORDS = 150;
/** What a line begins with that quotes an earlier mail. */
const QUOTED = '<rule>>';
const FEW_LINKS = 2;

/**
 * How much a text reads as if somebody offered a business what it did not ask for: who they are, whom they mean, what they sell and
 * for what, and what to do next. Most of what they say stands once; customers' words speak against it. From about 5 on it is hardly
 * anything else.
 */
export function offerLevel(words: readonly string[], links: readonly string[]): number {
  const [stance = 0, yours = 0, call = 0, close = 0, claim = 0, trade = 0, asks = 0] = phrasesOf(words);
  const kinds = [stance, yours, call, claim, trade].filter((count) => count > 0).length;
  const said =
    Math.min(3, stance) +
    1.2 * Math.min(3, yours) +
    0.8 * Math.min(3, call) +
    1.5 * Math.min(1, close) +
    0.5 * Math.min(4, claim) +
    0.7 * Math.min(3, trade) +
    // Who has all of it and means this business is hardly a customer.
    (yours > 0 ? Math.max(0, kinds - 2) : 0) +
    (words.includes('<money>') ? 0.5 : 0) +
    (links.length > 0 ? 0.3 : 0);
  return said / Math.sqrt(Math.max(1, words.length / USUAL_WORDS)) - 1.5 * Math.min(4, asks) - unlikeOffers(words, links);
}

/** Conversations, and the letters of news many want, are no offers to strangers: they quote, link a lot, or are long. */
function unlikeOffers(words: readonly string[], links: readonly string[]): number {
  const quotes = words.includes(QUOTED) ? 2 : 0;
  const linked = links.length > FEW_LINKS ? 2 : 0;
  const long = words.length > 600 ? 5 : words.length > 300 ? 2 : 0;
  return quotes + linked + long;
}
