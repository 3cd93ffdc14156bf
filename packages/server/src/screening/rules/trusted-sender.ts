import { quote } from '../quote.ts';
import { findSender, senderOf } from '../senders.ts';
import type { Rule } from '../types.ts';

/** Outweighs one strong sign, not a hard one: an address is easily borrowed. */
export const trustedSender: Rule = {
  name: 'trusted_sender',
  title: 'A sender you trust',
  evaluate: (input) => {
    const entry = findSender(input.settings.trustedEmails, senderOf(input));
    if (entry === undefined) return undefined;
    return { rule: 'trusted_sender', weight: -4, evidence: `The sender is covered by "${quote(entry)}" on your list of trusted senders.` };
  },
};
