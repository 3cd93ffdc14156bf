import { defineOperation, DestinationFailure, repeatable, type CallContext, type Performed } from '../kit/index.ts';
import { checkAttributes, type Sent } from './attribute-values.ts';
import { readAttributes } from './attributes.ts';
import { EMAIL_TAKEN } from './classify.ts';
import { optOutsOf, planAsking, type OptOuts } from './consent.ts';
import { contactUrl, findContact, type Contact } from './contact.ts';
import { defaultMapping } from './default-mapping.ts';
import { Person } from './payload.ts';
import { isPhoneRefused, sparingPhones } from './phones.ts';
import type { Settings } from './settings.ts';
import { invalidAttributes, listFields, writeContact } from './upsert-contact.ts';

export const doubleOptIn = defineOperation<Settings, Person>({
  title: 'Ask to confirm by e-mail',
  description: 'Brevo sends a confirmation e-mail; who clicks its link joins the list (double opt-in).',
  payload: Person,
  scopes: [],
  // Each call sends an e-mail, and Brevo does not tell whether one went out: a call in doubt is shown, not repeated.
  dedupe: 'ledger',
  updates: { record: 'contact', key: ['/email'], recurring: true, apart: ['/lists'] },
  messages: true,
  perform,
  listFields,
  defaultMapping,
});

async function perform(ctx: CallContext<Settings>, payload: Person): Promise<Performed> {
  const { email } = payload;
  const optOuts = optOutsOf(payload.consent);
  if (optOuts?.emailBlacklisted) {
    await passOn(ctx, email, optOuts);
    return { output: { email, status: 'unsubscribed' }, effect: 'updated' };
  }
  const { doubleOptInTemplate: templateId, redirectUrl } = ctx.settings;
  if (templateId === undefined || redirectUrl === undefined) {
    if (optOuts !== undefined) await passOn(ctx, email, optOuts);
    throw notConfigured();
  }
  const before = await findContact(ctx, email);
  if (optOuts !== undefined) await passOn(ctx, email, optOuts);
  const plan = planAsking(payload, before, ctx.settings);
  if (!plan.ask) return notAsked(email, before, plan.note);
  const checked = checkAttributes(await readAttributes(ctx), payload);
  if (checked.problems.length > 0) throw invalidAttributes(checked.problems, optOuts);
  const send = (values: Record<string, Sent>) =>
    ctx.call({
      method: 'POST',
      path: '/v3/contacts/doubleOptinConfirmation',
      json: {
        email,
        includeListIds: plan.listIds,
        templateId,
        redirectionUrl: redirectUrl,
        ...(Object.keys(values).length === 0 ? {} : { attributes: values }),
      },
    });
  const notes = [...checked.notes];
  try {
    notes.push(...(await sparingPhones(checked.values, send)).notes);
  } catch (error) {
    if (!isTaken(error)) throw error;
    return notAsked(email, before, 'Brevo sent no confirmation e-mail, because it has this person already.');
  }
  return {
    ...(before === undefined ? {} : { id: String(before.id), url: contactUrl(before.id) }),
    output: { ...(before === undefined ? {} : { id: String(before.id) }), email, status: 'asked' },
    effect: 'sent',
    ...(notes.length === 0 ? {} : { differences: notes }),
  };
}

/** Unlike the confirmation e-mail, an opt-out may be written twice. */
async function passOn(ctx: CallContext<Settings>, email: string, optOuts: OptOuts): Promise<void> {
  const lost = 'Brevo did not say whether it took the opt-out. No confirmation e-mail was asked for; it will be tried again.';
  await repeatable(lost, () => writeContact(ctx, { email, ...optOuts }));
}

/** Brevo words it as if a number or the address were another's; where no number was sent, it is the address. */
function isTaken(error: unknown): boolean {
  if (isPhoneRefused(error)) return true;
  if (!(error instanceof DestinationFailure)) return false;
  const { classification } = error;
  return classification.kind === 'retry' && classification.code === EMAIL_TAKEN;
}

function notAsked(email: string, contact: Contact | undefined, note: string | undefined): Performed {
  return {
    ...(contact === undefined ? {} : { id: String(contact.id), url: contactUrl(contact.id) }),
    output: { ...(contact === undefined ? {} : { id: String(contact.id) }), email, status: 'not_asked' },
    effect: 'unchanged',
    ...(note === undefined ? {} : { differences: [{ path: '/consent', message: note }] }),
  };
}

function notConfigured(): DestinationFailure {
  const message =
    'This Brevo connection has no confirmation template yet. Enter the template, the list and the page after confirming in the connection, then replay the event.';
  return new DestinationFailure({ kind: 'permanent', code: 'double_opt_in_not_configured', message, problems: [] });
}
