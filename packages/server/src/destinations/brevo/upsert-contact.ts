import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';
import { defineOperation, DestinationFailure, fieldsOf, type CallContext, type Performed } from '../kit/index.ts';
import { checkAttributes, type Sent } from './attribute-values.ts';
import { readAttributes, toFieldSpecs } from './attributes.ts';
import { optOutsOf, planConsent, type OptOuts } from './consent.ts';
import { contactUrl, findContact, stateOf, type Contact } from './contact.ts';
import { defaultMapping } from './default-mapping.ts';
import { differencesFrom } from './differences.ts';
import { Payload } from './payload.ts';
import { sparingPhones } from './phones.ts';
import type { Settings } from './settings.ts';

/** What is written of a contact. Nothing here can lift an opt-out. */
export interface ContactBody extends OptOuts {
  email: string;
  attributes?: Record<string, Sent>;
  listIds?: number[];
}

export const upsertContact = defineOperation<Settings, Payload>({
  title: 'Add or update a contact',
  description: 'Adds a person to Brevo or updates the one with this e-mail address, with attributes, lists and opt-outs.',
  payload: Payload,
  scopes: [],
  dedupe: 'keyed-upsert',
  quietly: true,
  updates: { record: 'contact', key: ['/email'], recurring: true, apart: ['/lists', '/quiet'] },
  perform,
  listFields,
  findMatch: async (ctx, { email }) => {
    const contact = await findContact(ctx, email);
    if (contact === undefined) return undefined;
    const state = contact.emailBlacklisted ? 'unsubscribed' : `on ${contact.listIds?.length ?? 0} lists`;
    return { id: String(contact.id), label: `${contact.email ?? email} (${state})`, url: contactUrl(contact.id) };
  },
  defaultMapping,
});

export async function listFields(ctx: CallContext<Settings>) {
  return [...fieldsOf(Payload).filter(({ path }) => path !== '/attributes'), ...toFieldSpecs(await readAttributes(ctx))];
}

async function perform(ctx: CallContext<Settings>, payload: Payload): Promise<Performed> {
  const attributes = await readAttributes(ctx);
  const checked = checkAttributes(attributes, payload);
  const optOuts = optOutsOf(payload.consent);
  if (checked.problems.length > 0) {
    // A wrong mapping must not keep somebody on the mailing list who left it.
    if (optOuts !== undefined) await writeContact(ctx, { email: payload.email, ...optOuts });
    throw invalidAttributes(checked.problems, optOuts);
  }
  const before = await findContact(ctx, payload.email);
  const plan = planConsent(payload, before, ctx.settings);
  const bodyWith = (values: Record<string, Sent>): ContactBody => ({
    email: payload.email,
    ...(Object.keys(values).length === 0 ? {} : { attributes: values }),
    ...optOuts,
    ...(plan.listIds.length === 0 ? {} : { listIds: plan.listIds }),
  });
  const written = await sparingPhones(checked.values, (values) => writeContact(ctx, bodyWith(values)));
  const after = await readBack(ctx, payload.email);
  const id = after.contact?.id ?? before?.id ?? written.result;
  const differences = [
    ...checked.notes,
    ...plan.notes,
    ...written.notes,
    ...after.notes,
    ...(after.contact === undefined ? [] : differencesFrom(bodyWith(written.values), after.contact, attributes)),
  ];
  return {
    ...(id === undefined ? {} : { id: String(id), url: contactUrl(id) }),
    output: { ...(id === undefined ? {} : { id: String(id) }), email: payload.email, lists: after.contact?.listIds ?? [] },
    effect: before === undefined ? 'created' : after.contact && stateOf(after.contact) === stateOf(before) ? 'unchanged' : 'updated',
    ...(differences.length === 0 ? {} : { differences }),
  };
}

export function invalidAttributes(problems: Problem[], optOuts?: OptOuts): DestinationFailure {
  const sent = optOuts === undefined ? 'nothing was sent' : 'only the opt-out was passed on';
  const message = `Some values do not fit the Brevo account's attributes, so ${sent}. Correct them as described and replay the event.`;
  return new DestinationFailure({ kind: 'permanent', code: 'invalid_fields', message, problems });
}

const Created = z.looseObject({ id: z.number() });

/** Creates the contact or updates the one with this address. Brevo tells the id of a new one only. */
export async function writeContact(ctx: CallContext<Settings>, body: ContactBody): Promise<number | undefined> {
  const answer = await ctx.call({ method: 'POST', path: '/v3/contacts', json: { ...body, updateEnabled: true } });
  return Created.safeParse(answer.json).data?.id;
}

/** The contact as Brevo kept it. It is written already, so a failure here fails nothing. */
async function readBack(ctx: CallContext<Settings>, email: string): Promise<{ contact?: Contact; notes: Problem[] }> {
  const contact = await findContact(ctx, email).catch((error: unknown) => {
    if (error instanceof DestinationFailure) return undefined;
    throw error;
  });
  if (contact !== undefined) return { contact, notes: [] };
  return { notes: [{ path: '', message: 'Brevo took the contact, but could not be asked what it kept of it.' }] };
}
