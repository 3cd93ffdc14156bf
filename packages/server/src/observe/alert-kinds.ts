/** `problem`: something is not getting through. `warning`: it soon will not, or needs a look. `finding`: worth putting in order. */
export type Severity = 'problem' | 'warning' | 'finding';

/** Each kind of alert: how bad it is, and what to do where the alert itself does not say. */
export const ALERT_KINDS = {
  auth: {
    severity: 'problem',
    fix: 'Open the connection and sign in again, or enter a new key. What is meant for it waits, and goes out in order afterwards.',
  },
  scope: { severity: 'problem', fix: 'Open the connection, press Reconnect and allow what it asks for. What is meant for it waits.' },
  breaker: {
    severity: 'problem',
    fix: 'Nothing is lost: it is tried again by itself every few minutes. If it lasts, look at the status page of the other system.',
  },
  disabled: { severity: 'problem', fix: 'Open the connection, mend what it says, and turn it on again.' },
  dead_letter: { severity: 'problem', fix: 'Open Activity, see why under “Failed”, mend it, and send them again.' },
  flow: { severity: 'problem', fix: 'Open the flow, save and publish it, then send again what failed, with the current version.' },
  backlog: { severity: 'problem', fix: 'Open the connection and see why it is slow or on hold. What waits is kept and goes out in order.' },
  silence: { severity: 'problem', fix: 'Send a test from the site. If it does not arrive, look at the plugin’s connection there.' },
  uncertain: { severity: 'warning', fix: 'Look there whether it arrived. If it did, confirm it; if not, send it again.' },
  erasure: { severity: 'warning', fix: 'Erase them there by hand, then confirm it here.' },
  drift: { severity: 'warning', fix: 'Open the flow and mend its mapping.' },
  expiry: { severity: 'warning', fix: 'Open the connection and renew the access before it ends.' },
  version: { severity: 'warning', fix: 'Update Handoff before that day.' },
  unowned: { severity: 'finding', fix: 'Name somebody who answers for it, so that alerts reach a person.' },
  unreviewed: { severity: 'finding', fix: 'Look through it once, and mark it as reviewed.' },
  quarantine: { severity: 'finding', fix: 'Look through what was kept back, and let go what is real.' },
} as const satisfies Record<string, { severity: Severity; fix: string }>;

export type AlertKind = keyof typeof ALERT_KINDS;

/** What is known of a kind; one written by another version of the server counts as a problem. */
export function alertKind(kind: string): { severity: Severity; fix: string } {
  return (ALERT_KINDS as Record<string, { severity: Severity; fix: string }>)[kind] ?? { severity: 'problem', fix: '' };
}
