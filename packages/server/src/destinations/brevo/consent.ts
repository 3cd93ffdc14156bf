import type { Consent, Problem } from '@handoff/shared/event';
import { stateOf } from '../kit/consent.ts';
import type { Contact } from './contact.ts';
import { listsOf, type Payload, type Person } from './payload.ts';
import type { Settings } from './settings.ts';

type State = Consent['state'];

/** What the person said of e-mail and SMS; a single word is about e-mail. */
export function statedConsent(consent: Payload['consent']): { email: State; sms: State; whatsapp: State } {
  return { email: stateOf(consent, 'email'), sms: stateOf(consent, 'sms'), whatsapp: stateOf(consent, 'whatsapp') };
}

/** Only ever opt-outs: `false` would lift one. */
export interface OptOuts {
  emailBlacklisted?: true;
  smsBlacklisted?: true;
}

/** What is to be passed on whatever else becomes of the record; undefined where nobody opted out. */
export function optOutsOf(consent: Payload['consent']): OptOuts | undefined {
  const { email, sms } = statedConsent(consent);
  const flags: OptOuts = {
    ...(email === 'unsubscribed' ? { emailBlacklisted: true } : {}),
    ...(sms === 'unsubscribed' ? { smsBlacklisted: true } : {}),
  };
  return Object.keys(flags).length === 0 ? undefined : flags;
}

export interface ConsentPlan {
  listIds: number[];
  notes: Problem[];
}

/**
 * Decides which lists a contact joins: those are for people who agreed, and never for one who left them or opted out in
 * Brevo.
 */
export function planConsent(payload: Payload, before: Contact | undefined, settings: Settings): ConsentPlan {
  const { email, whatsapp } = statedConsent(payload.consent);
  const plan: ConsentPlan = { listIds: [], notes: [] };
  const note = (message: string) => plan.notes.push({ path: '/consent', message });
  if (whatsapp === 'unsubscribed')
    note('This person opted out of WhatsApp, which Brevo does not take through its API. Unsubscribe them from WhatsApp in Brevo.');
  if (email !== 'subscribed') return plan;
  const wanted = listsOf(payload, settings.list);
  if (before?.emailBlacklisted === true) {
    note(OPTED_OUT_BEFORE);
    return plan;
  }
  const left = new Set(before?.listUnsubscribed ?? []);
  const refused = wanted.filter((id) => left.has(id));
  if (refused.length > 0) note(`The person agreed on your site but left list ${refused.join(', ')} in Brevo before, and was not put back.`);
  const present = new Set(before?.listIds ?? []);
  const open = wanted.filter((id) => !left.has(id));
  if (payload.quiet === true) {
    if (open.some((id) => !present.has(id)))
      note(
        'Not put on a list, because this is from a quiet import and Brevo might write to the person. Import people who agreed in Brevo.',
      );
    return plan;
  }
  if (settings.doubleOptInTemplate === undefined) plan.listIds = open;
  else if (open.some((id) => !present.has(id)))
    note('Not put on a list: this connection asks people to confirm first. Add the step "Ask to confirm by e-mail" to the flow.');
  return plan;
}

export const OPTED_OUT_BEFORE =
  'The person agreed on your site but unsubscribed in Brevo before, and stays unsubscribed. Send them the link of your Brevo sign-up form.';

export type Asking = { ask: true; listIds: number[] } | { ask: false; note?: string };

/**
 * Decides whether to send a confirmation e-mail: to people who agreed, and to new ones of whom nothing is known.
 * Nobody gets one who said no, opted out in Brevo, or is on the lists already.
 */
export function planAsking(payload: Person, before: Contact | undefined, settings: Settings): Asking {
  const { email } = statedConsent(payload.consent);
  if (email === 'not_subscribed') return { ask: false };
  if (before?.emailBlacklisted === true) return email === 'unknown' ? { ask: false } : { ask: false, note: OPTED_OUT_BEFORE };
  if (email === 'unknown' && before !== undefined) return { ask: false };
  const present = new Set(before?.listIds ?? []);
  const listIds = listsOf(payload, settings.list).filter((id) => !present.has(id));
  return listIds.length === 0 ? { ask: false } : { ask: true, listIds };
}
