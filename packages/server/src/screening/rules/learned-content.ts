import { featuresOf } from '../content/message.ts';
import { type ContentModel, judge } from '../content/model.ts';
import { offerExcess } from '../content/offers.ts';
import type { Finding, Rule } from '../types.ts';

/** What a text weighs from which it may be kept back for itself, and from which it is flagged, at the thresholds every source starts with. */
export const QUARANTINE_WEIGHT = 4;
export const REVIEW_WEIGHT = 2;
/** Beyond this much above the quarantine threshold more says ever less: a text weighs no more than 7. */
const PLAIN = 2;
const FLATTER = 4;
const LEAST = -1.5;

/** What this site taught by marking and releasing. The only look at content that may keep a message back by itself. */
export const learnedContent: Rule = {
  name: 'learned_content',
  title: 'What your site has learned',
  content: true,
  evaluate: ({ envelope, content }) => {
    if (content === undefined) return undefined;
    const features = featuresOf(envelope);
    const score = judge(content, features);
    if (score === undefined) {
      return {
        rule: 'learned_content',
        weight: 0,
        evidence: 'The text is unlike anything your site has taught so far, so it is not judged by it.',
      };
    }
    if (score < 0 && content.offers !== undefined && offerExcess(content.offers, features) > 0) {
      return {
        rule: 'learned_content',
        weight: 0,
        evidence: 'By its words the text is not like your spam. That it is an offer nobody asked for counts instead.',
      };
    }
    return finding(weigh(score, content), content);
  },
};

function finding(weight: number, { spam, genuine }: ContentModel): Finding | undefined {
  const basis = `${spam} messages marked as spam and ${genuine} found genuine`;
  const evidence =
    weight >= QUARANTINE_WEIGHT
      ? `The text reads like your spam, with hardly any doubt (learned from ${basis}).`
      : weight >= REVIEW_WEIGHT
        ? `The text reads much like your spam (learned from ${basis}).`
        : weight > 0
          ? `The text reads a little like your spam (learned from ${basis}).`
          : `The text reads like your genuine messages (learned from ${basis}).`;
  return { rule: 'learned_content', weight: Math.round(weight * 1000) / 1000, evidence };
}

/** Puts the site's own scale on everybody's: its review threshold at 2, its quarantine threshold at 4, its usual message below 0. */
function weigh(score: number, { calibration: { usual, review, quarantine } }: ContentModel): number {
  if (score >= quarantine) {
    const beyond = Math.max(0, score - quarantine - PLAIN);
    return QUARANTINE_WEIGHT + Math.min(PLAIN, score - quarantine) + beyond / (beyond + FLATTER);
  }
  if (score >= review)
    return Math.min(3.9, REVIEW_WEIGHT + ((QUARANTINE_WEIGHT - REVIEW_WEIGHT) * (score - review)) / (quarantine - review));
  return Math.max(LEAST, REVIEW_WEIGHT - ((REVIEW_WEIGHT - LEAST) * (review - score)) / Math.max(1, review - usual));
}
