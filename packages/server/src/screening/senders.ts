import { emailDomain, normaliseDomain, normaliseEmail } from '../identity/email.ts';
import type { ScreenInput } from './types.ts';

/** The sender's normalised address; undefined where there is none or it is not one. */
export function senderOf({ envelope }: ScreenInput): string | undefined {
  const typed = envelope.subject?.email;
  return typed === undefined ? undefined : normaliseEmail(typed);
}

/** The entry of a list of addresses and domains that covers `sender`; a domain covers its subdomains. */
export function findSender(entries: readonly string[] | undefined, sender: string | undefined): string | undefined {
  if (sender === undefined) return undefined;
  const domain = emailDomain(sender);
  return entries?.find((entry) => {
    const name = entry.trim();
    if (name.indexOf('@') > 0) return normaliseEmail(name) === sender;
    const listed = normaliseDomain(name.startsWith('@') ? name.slice(1) : name);
    return listed !== undefined && (domain === listed || domain.endsWith(`.${listed}`));
  });
}
