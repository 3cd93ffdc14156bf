import { disposableEmailBlocklist } from 'disposable-email-domains-js';
import { emailDomain } from '../../identity/email.ts';
import { senderOf } from '../senders.ts';
import type { Rule } from '../types.ts';

/** Built once: the library's own look-up builds its set anew at every call. */
const disposable: ReadonlySet<string> = new Set(disposableEmailBlocklist());

/** Some people use such addresses to stay out of newsletters, so this alone is only noted. */
export const disposableDomain: Rule = {
  name: 'disposable_domain',
  title: 'Throw-away e-mail address',
  evaluate: (input) => {
    const sender = senderOf(input);
    const listed = sender === undefined ? undefined : listedDomain(emailDomain(sender));
    if (listed === undefined) return undefined;
    return {
      rule: 'disposable_domain',
      weight: 1.5,
      evidence: `The e-mail address is at ${listed}, which gives out throw-away addresses.`,
    };
  },
};

/** `domain` or the listed domain it is a subdomain of. */
function listedDomain(domain: string): string | undefined {
  for (let name = domain; name.includes('.'); name = name.slice(name.indexOf('.') + 1)) {
    if (disposable.has(name)) return name;
  }
  return undefined;
}
