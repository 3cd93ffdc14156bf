import { quote } from '../quote.ts';
import type { Rule } from '../types.ts';

export const honeypot: Rule = {
  name: 'honeypot',
  title: 'Hidden field filled in',
  evaluate: ({ envelope }) => {
    const value = envelope.context?.honeypot?.trim() ?? '';
    if (value === '') return undefined;
    return {
      rule: 'honeypot',
      weight: 6,
      hard: true,
      evidence: `A hidden field that people cannot see was filled in with "${quote(value)}".`,
    };
  },
};
