/** `problem`: something is not getting through. `warning`: it soon will not, or needs a look. `finding`: worth putting in order. */
export type Severity = 'problem' | 'warning' | 'finding';

interface KindOfAlert {
  title: string;
  severity: Severity;
  fix: string;
}

/** Each kind of alert: what it is called, how bad it is, and what to do where the alert itself does not say. */
export const ALERT_KINDS = {
  auth: {
    title: 'The access is refused',
    severity: 'problem',
    fix: 'Open the connection and sign in again, or enter a new key. What is meant for it waits, and goes out in order afterwards.',
  },
  scope: {
    title: 'A permission is missing',
    severity: 'problem',
    fix: 'Open the connection, press Reconnect and allow what it asks for. What is meant for it waits.',
  },
  breaker: {
    title: 'It does not answer',
    severity: 'problem',
    fix: 'Nothing is lost: it is tried again by itself every few minutes. If it lasts, look at the status page of the other system.',
  },
  disabled: {
    title: 'It was turned off after days of failures',
    severity: 'problem',
    fix: 'Open the connection, mend what it says, and turn it on again.',
  },
  dead_letter: {
    title: 'Something could not be delivered',
    severity: 'problem',
    fix: 'Open Activity, see why under “Failed”, mend it, and send them again.',
  },
  flow: {
    title: 'It cannot be run',
    severity: 'problem',
    fix: 'Open the flow, save and publish it, then send again what failed, with the current version.',
  },
  backlog: {
    title: 'What is to be sent waits too long',
    severity: 'problem',
    fix: 'Open the connection and see why it is slow or on hold. What waits is kept and goes out in order.',
  },
  silence: {
    title: 'Nothing arrives any more',
    severity: 'problem',
    fix: 'Send a test from the site. If it does not arrive, look at the plugin’s connection there.',
  },
  uncertain: {
    title: 'It is not known whether something arrived',
    severity: 'warning',
    fix: 'Look there whether it arrived. If it did, confirm it; if not, send it again.',
  },
  erasure: { title: 'Somebody could not be erased', severity: 'warning', fix: 'Erase them there by hand, then confirm it here.' },
  drift: { title: 'Fields of the destination have changed', severity: 'warning', fix: 'Open the flow and mend its mapping.' },
  screener: {
    title: 'A spam filter cannot be asked',
    severity: 'warning',
    fix: 'On the panel of this site open Quarantine, then Rules, and enter the key of the filter again, or turn it off.',
  },
  expiry: { title: 'The access runs out soon', severity: 'warning', fix: 'Open the connection and renew the access before it ends.' },
  version: { title: 'A version ends soon', severity: 'warning', fix: 'Update Handoff before that day.' },
  unowned: { title: 'Nobody owns it', severity: 'finding', fix: 'Name somebody who answers for it, so that alerts reach a person.' },
  unreviewed: { title: 'Nobody has reviewed it for long', severity: 'finding', fix: 'Look through it once, and mark it as reviewed.' },
  unused: {
    title: 'Nobody uses this access',
    severity: 'finding',
    fix: 'Open Permissions and take it away, unless you are about to need it.',
  },
  quarantine: { title: 'Messages were kept back', severity: 'finding', fix: 'Look through what was kept back, and let go what is real.' },
} as const satisfies Record<string, KindOfAlert>;

export type AlertKind = keyof typeof ALERT_KINDS;

/** What is known of a kind; one written by another version of the server counts as a problem. */
export function alertKind(kind: string): KindOfAlert {
  return (ALERT_KINDS as Record<string, KindOfAlert>)[kind] ?? { title: 'Something needs a look', severity: 'problem', fix: '' };
}
