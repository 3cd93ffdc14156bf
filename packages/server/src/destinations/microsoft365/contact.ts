import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';
import { defineOperation, type CallContext, type Performed } from '../kit/index.ts';
import { deliveryKey, isSameText, OTHERWISE, parseAnswer, PREFER, quoted } from './api.ts';
import { contactMapping } from './default-mapping.ts';
import { phoneNote, withPhone } from './phones.ts';
import type { Settings } from './settings.ts';

const text = (title: string, max = 255) => z.string().trim().max(max).optional().meta({ title });

const Payload = z.strictObject({
  email: z.email({ error: 'A contact is found by its e-mail address, so one is needed. Map an e-mail field.' }).meta({ title: 'E-mail' }),
  givenName: text('First name'),
  surname: text('Last name'),
  companyName: text('Company'),
  jobTitle: text('Job title'),
  mobilePhone: text('Mobile phone'),
  businessPhone: text('Business phone').meta({
    title: 'Business phone',
    description: 'Added to the numbers that are there. Outlook keeps two.',
  }),
  personalNotes: z.string().max(30_000).optional().meta({ title: 'Notes', field: 'text' }),
  businessAddress: z
    .strictObject({
      street: text('Street'),
      city: text('Town'),
      state: text('State or region'),
      postalCode: text('Postal code'),
      countryOrRegion: text('Country'),
    })
    .optional()
    .meta({ title: 'Business address' }),
});
type Payload = z.infer<typeof Payload>;

const Contact = z.looseObject({
  id: z.string(),
  displayName: z.string().nullish(),
  emailAddresses: z.array(z.looseObject({ address: z.string().nullish() })).nullish(),
  businessPhones: z.array(z.string()).nullish(),
});
type Contact = z.infer<typeof Contact>;
const ContactList = z.looseObject({ value: z.array(Contact) });

const CONTACTS = '/v1.0/me/contacts';
/** A property of our own on the contact; the GUID is the one Microsoft gives for names that apps choose. */
const KEY_PROPERTY = 'String {00020329-0000-0000-C000-000000000046} Name HandoffDelivery';

export const upsertContact = defineOperation<Settings, Payload>({
  title: 'Create or update a contact',
  description: 'Finds the contact in your Outlook contacts by e-mail address; fields that are not mapped stay as they are.',
  payload: Payload,
  scopes: ['Contacts.ReadWrite', 'User.Read'],
  // Contacts have no key of their own: the delivery's is kept on the contact, to be found after an unknown outcome.
  dedupe: 'ledger',
  updates: { record: 'contact', key: ['/email'], recurring: true },
  perform: upsert,
  lookup: async (ctx, payload) => {
    const filter = `singleValueExtendedProperties/any(ep: ep/id eq ${quoted(KEY_PROPERTY)} and ep/value eq ${quoted(deliveryKey(ctx))})`;
    // The key says who was written to, not that this was written: a replay may come with a mended mapping.
    const done = (await find(ctx, filter)).find((contact) => differences(contact, payload).length === 0);
    return done === undefined ? undefined : told(done, payload, 'unchanged');
  },
  findMatch: async (ctx, { email }) => {
    const found = await findByEmail(ctx, email);
    return found === undefined ? undefined : { id: found.id, label: `${found.displayName ?? email} (${email})` };
  },
  defaultMapping: contactMapping,
});

async function upsert(ctx: CallContext<Settings>, payload: Payload): Promise<Performed> {
  const { email, businessPhone, ...fields } = payload;
  const found = await findByEmail(ctx, email);
  const json = {
    ...fields,
    ...withPhone(found?.businessPhones ?? [], businessPhone),
    singleValueExtendedProperties: [{ id: KEY_PROPERTY, value: deliveryKey(ctx) }],
  };
  const headers = { prefer: PREFER };
  if (found !== undefined) {
    const path = `${CONTACTS}/${encodeURIComponent(found.id)}`;
    return told(parseAnswer(Contact, await ctx.call({ method: 'PATCH', path, headers, json })), payload, 'updated');
  }
  const name = [payload.givenName, payload.surname].filter((part) => part !== undefined && part !== '').join(' ');
  const made = { ...json, emailAddresses: [{ address: email, ...(name === '' ? {} : { name }) }] };
  return told(parseAnswer(Contact, await ctx.call({ method: 'POST', path: CONTACTS, headers, json: made })), payload, 'created');
}

/** Of several contacts with one address, the first Microsoft names. */
export async function findByEmail(ctx: CallContext<Settings>, email: string): Promise<Contact | undefined> {
  return (await find(ctx, `emailAddresses/any(a:a/address eq ${quoted(email)})`))[0];
}

async function find(ctx: CallContext<Settings>, filter: string): Promise<Contact[]> {
  const query = { $filter: filter, $top: 5 };
  return parseAnswer(ContactList, await ctx.call({ method: 'GET', path: CONTACTS, query, headers: { prefer: PREFER } })).value;
}

function told(contact: Contact, payload: Payload, effect: NonNullable<Performed['effect']>): Performed {
  const changed = differences(contact, payload);
  return {
    id: contact.id,
    output: { id: contact.id, email: payload.email },
    effect,
    ...(changed.length === 0 ? {} : { differences: changed }),
  };
}

/** What Microsoft keeps otherwise than it was sent. */
function differences(contact: Contact, { email, businessPhone, businessAddress = {}, ...fields }: Payload): Problem[] {
  const kept: Record<string, unknown> = contact;
  const address = (kept['businessAddress'] ?? {}) as Record<string, unknown>;
  const pairs: [string, string | undefined, unknown][] = [
    ...Object.entries(fields).map(([name, sent]): [string, string | undefined, unknown] => [`/${name}`, sent, kept[name]]),
    ...Object.entries(businessAddress).map(([name, sent]): [string, string | undefined, unknown] => [
      `/businessAddress/${name}`,
      sent,
      address[name],
    ]),
    [
      '/email',
      email.toLowerCase(),
      contact.emailAddresses?.map(({ address: one }) => one?.toLowerCase()).find((one) => one === email.toLowerCase()),
    ],
  ];
  return [
    ...pairs
      .filter(([, sent, now]) => sent !== undefined && !isSameText(sent, typeof now === 'string' ? now : ''))
      .map(([path]) => ({ path, message: OTHERWISE })),
    ...phoneNote(contact.businessPhones ?? [], businessPhone),
  ];
}
