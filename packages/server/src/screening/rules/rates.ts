import { MOST_COUNTED } from '../facts/sightings.ts';
import type { Rule } from '../types.ts';

const words = (count: number): string => (count < MOST_COUNTED ? String(count) : `at least ${MOST_COUNTED}`);

/** A person corrects a typo and sends again; nobody writes five times an hour. */
export const emailRate: Rule = {
  name: 'email_rate',
  title: 'Many messages from one address',
  evaluate: ({ facts }) => {
    const count = facts?.sameEmail ?? 0;
    if (count < 3) return undefined;
    return {
      rule: 'email_rate',
      weight: count < 6 ? 1 : 2.5,
      evidence: `The same e-mail address sent ${words(count)} other messages within the hour.`,
    };
  },
};

/** Offices and phone companies share an address, so this is weak until it is a flood. */
export const networkRate: Rule = {
  name: 'network_rate',
  title: 'Many messages from one network',
  evaluate: ({ facts }) => {
    const count = facts?.sameNetwork ?? 0;
    if (count < 5) return undefined;
    return {
      rule: 'network_rate',
      weight: count < 10 ? 1 : count < 30 ? 1.5 : 3,
      evidence: `The same network sent ${words(count)} other messages within the hour.`,
    };
  },
};

/** A template under changing names. Not enough by itself: some forms come with a text already filled in. */
export const sameContentSenders: Rule = {
  name: 'same_content_senders',
  title: 'The same text from several senders',
  evaluate: ({ facts }) => {
    const count = facts?.sameContentSenders ?? 0;
    if (count < 1) return undefined;
    return {
      rule: 'same_content_senders',
      weight: count < 2 ? 1 : count < 4 ? 2.5 : 3.5,
      evidence: `${count === 1 ? 'Another sender' : `${words(count)} other senders`} sent the same text within the last day.`,
    };
  },
};

export const knownGoodSender: Rule = {
  name: 'known_good_sender',
  title: 'A sender found genuine before',
  evaluate: ({ facts }) =>
    facts?.knownGood === true
      ? { rule: 'known_good_sender', weight: -3, evidence: 'A message of this address was released or marked as genuine before.' }
      : undefined,
};
