import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';
import { defineOperation, DestinationFailure, type CallContext, type Performed, type VendorRequest } from '../kit/index.ts';
import { Person, readOne } from './answers.ts';
import { stateOf } from '../kit/consent.ts';
import { consentNote, ConsentValue, statusFor } from './consent.ts';
import { CustomFields, listWithCustom, readFields, toCustomFields } from './fields.ts';
import { findPerson, readPerson } from './find-person.ts';
import { personMapping } from './mappings.ts';
import { companyOrigin, type Settings } from './settings.ts';
import { changesTo, differencesFrom, RecordId } from './values.ts';

const Payload = z.strictObject({
  email: z
    .email('Pipedrive persons are found by e-mail address, so one is needed. Map an e-mail field.')
    .max(320)
    .meta({ title: 'E-mail', field: 'email' }),
  name: z.string().trim().max(255).optional().meta({ title: 'Name', description: 'A new person without a name gets the e-mail address.' }),
  phone: z
    .string()
    .trim()
    .max(100)
    .optional()
    .meta({ title: 'Phone', field: 'phone', description: 'Added to the numbers that are there.' }),
  organizationId: RecordId.optional().meta({ title: 'Organisation', description: 'The id from an earlier "organisation" step.' }),
  ownerId: RecordId.optional().meta({ title: 'Owner', description: "A Pipedrive user's id." }),
  consent: ConsentValue,
  customFields: CustomFields,
});
type Payload = z.infer<typeof Payload>;

/** Creates a person or updates the one with this e-mail address. */
export const upsertPerson = defineOperation<Settings, Payload>({
  title: 'Create or update a person',
  description: 'Finds the person by e-mail address; fields that are not mapped stay as they are.',
  payload: Payload,
  scopes: ['contacts:full'],
  dedupe: 'ledger',
  updates: { record: 'person', key: ['/email'], recurring: true },
  perform: async (ctx, payload) => {
    const custom = await customOf(ctx, payload);
    const found = await findPerson(ctx, payload.email);
    const person = found === undefined ? undefined : await readPerson(ctx, found.id);
    const copies = person === undefined ? [] : copiesNote(found?.copies ?? 1);
    if (person === undefined) return write(ctx, payload, newPerson(payload, custom), { method: 'POST', path: '/api/v2/persons' }, copies);
    const changes = changesOf(person, payload, custom);
    if (Object.keys(changes).length === 0) return performed(ctx, person, 'unchanged', [...copies, ...noteOf(payload, person)]);
    return write(ctx, payload, changes, { method: 'PATCH', path: `/api/v2/persons/${person.id}` }, copies, person);
  },
  lookup: async (ctx, payload) => {
    const found = await findPerson(ctx, payload.email);
    const person = found === undefined ? undefined : await readPerson(ctx, found.id);
    if (person === undefined) return undefined;
    // A person who was there before says nothing of whether the change arrived; what they hold does.
    const changes = changesOf(person, payload, await customOf(ctx, payload));
    return Object.keys(changes).length === 0 ? performed(ctx, person, 'unchanged', noteOf(payload, person)) : undefined;
  },
  findMatch: async (ctx, payload) => {
    const found = await findPerson(ctx, payload.email);
    const person = found === undefined ? undefined : await readPerson(ctx, found.id);
    return person === undefined ? undefined : { id: String(person.id), label: person.name ?? payload.email, url: urlOf(ctx, person.id) };
  },
  listFields: (ctx) => listWithCustom(ctx, Payload, 'personFields'),
  defaultMapping: personMapping,
});

async function customOf(ctx: CallContext<Settings>, { customFields }: Payload): Promise<Record<string, unknown>> {
  if (customFields === undefined || Object.keys(customFields).length === 0) return {};
  return toCustomFields(await readFields(ctx, 'personFields'), customFields);
}

function newPerson(payload: Payload, custom: Record<string, unknown>): Record<string, unknown> {
  const status = statusFor(stateOf(payload.consent, 'email'), undefined);
  return {
    name: payload.name === undefined || payload.name === '' ? payload.email : payload.name,
    emails: [{ value: payload.email, primary: true, label: 'work' }],
    ...(blank(payload.phone) ? {} : { phones: [{ value: payload.phone, primary: true, label: 'work' }] }),
    ...(payload.organizationId === undefined ? {} : { org_id: payload.organizationId }),
    ...(payload.ownerId === undefined ? {} : { owner_id: payload.ownerId }),
    ...(status === undefined ? {} : { marketing_status: status }),
    ...(Object.keys(custom).length === 0 ? {} : { custom_fields: custom }),
  };
}

/** Only what differs, so that a repeat writes nothing. */
function changesOf(person: Person, payload: Payload, custom: Record<string, unknown>): Record<string, unknown> {
  const phones = person.phones ?? [];
  const digits = (text: string) => text.replaceAll(/\D/g, '');
  const hasPhone = blank(payload.phone) || phones.some(({ value }) => digits(value) === digits(payload.phone ?? ''));
  const status = statusFor(stateOf(payload.consent, 'email'), person.marketing_status);
  return {
    ...changesTo(person, {
      name: blank(payload.name) ? undefined : payload.name,
      org_id: payload.organizationId,
      owner_id: payload.ownerId,
      custom_fields: custom,
    }),
    ...(hasPhone ? {} : { phones: [...phones, { value: payload.phone, primary: phones.length === 0, label: 'work' }] }),
    ...(status === undefined ? {} : { marketing_status: status }),
  };
}

/**
 * Companies without the marketing add-on may not take a marketing status. Then the rest still arrives, and the owner hears of
 * it, above all where it was an opt-out.
 */
async function write(
  ctx: CallContext<Settings>,
  payload: Payload,
  json: Record<string, unknown>,
  target: Pick<VendorRequest, 'method'> & { path: string },
  notes: Problem[],
  before?: Person,
): Promise<Performed> {
  const effect = before === undefined ? 'created' : 'updated';
  try {
    const person = readOne(Person, await ctx.call({ ...target, json }));
    return performed(ctx, person, effect, [
      ...notes,
      ...differencesFrom(json, person, PATHS),
      ...noteOf(payload, { ...before, ...person }),
    ]);
  } catch (error) {
    if (!(error instanceof DestinationFailure) || json['marketing_status'] === undefined) throw error;
    if (error.classification.kind !== 'permanent' || !/marketing_status/.test(error.response?.text ?? '')) throw error;
    const { marketing_status: status, ...rest } = json;
    const words = status === 'unsubscribed' ? 'unsubscribed from marketing' : 'subscribed to marketing';
    const message = `Pipedrive did not take that the person is ${words}; the company may not have its marketing add-on. Note it in Pipedrive by hand.`;
    const more = [...notes, { path: '/consent', message }];
    if (before !== undefined && Object.keys(rest).length === 0) return performed(ctx, before, 'unchanged', more);
    return write(ctx, { ...payload, consent: undefined }, rest, target, more, before);
  }
}

const PATHS: Record<string, string> = { name: '/name', org_id: '/organizationId', owner_id: '/ownerId', marketing_status: '/consent' };

function noteOf(payload: Payload, person: Partial<Person>): Problem[] {
  return consentNote(stateOf(payload.consent, 'email'), person.marketing_status);
}

function copiesNote(copies: number): Problem[] {
  if (copies < 2) return [];
  return [
    { path: '/email', message: `Pipedrive has ${copies} persons with this address; the oldest one was used. Merge them in Pipedrive.` },
  ];
}

function performed(
  ctx: CallContext<Settings>,
  { id }: Person,
  effect: NonNullable<Performed['effect']>,
  differences: Problem[],
): Performed {
  return {
    id: String(id),
    url: urlOf(ctx, id),
    output: { id: String(id) },
    effect,
    ...(differences.length === 0 ? {} : { differences }),
  };
}

function urlOf(ctx: CallContext<Settings>, id: number): string {
  return `${companyOrigin(ctx.settings)}/person/${id}`;
}

function blank(text: string | undefined): boolean {
  return text === undefined || text === '';
}
