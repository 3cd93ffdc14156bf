import { z } from 'zod';
import { cut } from '../kit/cut.ts';
import { defineOperation, DestinationFailure, type CallContext, type Performed } from '../kit/index.ts';
import type { Problem } from '@handoff/shared/event';
import { entityOf, isFault, MINOR_VERSION, pageOf, query, quoted, requestId, write } from './api.ts';
import { customerMapping } from './mappings.ts';
import { customerBody, displayNameOf, personFields, type Person } from './person.ts';
import type { Settings } from './settings.ts';

export const Customer = z.looseObject({
  Id: z.string(),
  SyncToken: z.string(),
  DisplayName: z.string().optional(),
  PrimaryEmailAddr: z.looseObject({ Address: z.string().optional() }).optional(),
});
export type Customer = z.infer<typeof Customer>;

const Payload = z
  .strictObject({ ...personFields, notes: z.string().trim().max(2000).optional().meta({ title: 'Notes', field: 'text' }) })
  .refine((person) => displayNameOf(person) !== undefined, {
    message: 'A customer needs a name, a company or an e-mail address.',
    path: ['displayName'],
  });
export type CustomerPayload = z.infer<typeof Payload>;

export const upsertCustomer = defineOperation<Settings, CustomerPayload>({
  title: 'Create or update a customer',
  description: 'Finds the customer by e-mail address, else by name, and fills in what is mapped.',
  payload: Payload,
  scopes: ['com.intuit.quickbooks.accounting'],
  dedupe: 'keyed-upsert',
  updates: { record: 'customer', key: ['/email', '/displayName'], recurring: true },
  perform: upsert,
  findMatch: async (ctx, payload) => {
    const found = await findCustomer(ctx, payload);
    return found === undefined
      ? undefined
      : { id: found.Id, label: found.DisplayName ?? found.Id, url: pageOf(ctx.settings, `customerdetail?nameId=${found.Id}`) };
  },
  defaultMapping: customerMapping,
});

/** By e-mail address where there is one, since names are shared; else by the name QuickBooks keeps unique. */
export async function findCustomer(ctx: CallContext<Settings>, person: Person): Promise<Customer | undefined> {
  const where =
    person.email === undefined ? `DisplayName = ${quoted(displayNameOf(person) ?? '')}` : `PrimaryEmailAddr = ${quoted(person.email)}`;
  const [found] = await query(ctx, 'Customer', where, Customer);
  return found;
}

async function upsert(ctx: CallContext<Settings>, payload: CustomerPayload): Promise<Performed> {
  const body = { ...customerBody(payload), ...(payload.notes === undefined || payload.notes === '' ? {} : { Notes: payload.notes }) };
  const found = await findCustomer(ctx, payload);
  if (found !== undefined) return update(ctx, found, body);
  const made = await create(ctx, payload, body);
  return 'known' in made ? update(ctx, made.known, body) : told(ctx, made.customer, 'created', differencesOf(body, made.customer));
}

/** The customer a document is for: the one there is, untouched, or a new one. */
export async function ensureCustomer(ctx: CallContext<Settings>, person: Person): Promise<string> {
  const found = await findCustomer(ctx, person);
  if (found !== undefined) return found.Id;
  const made = await create(ctx, person, customerBody(person));
  return 'known' in made ? made.known.Id : made.customer.Id;
}

/**
 * A name can be taken (6240): by a customer without or with the same address, who is the one; else by somebody else, a
 * supplier perhaps, and the address tells the two apart.
 */
async function create(
  ctx: CallContext<Settings>,
  person: Person,
  body: Record<string, unknown>,
): Promise<{ customer: Customer } | { known: Customer }> {
  const name = displayNameOf(person) ?? '';
  const make = async (displayName: string) => {
    const response = await write(
      ctx,
      'Customer',
      { DisplayName: displayName, ...body },
      { requestId: requestId(ctx.idempotencyKey, 'customer', displayName) },
    );
    return { customer: entityOf(response, 'Customer', Customer) };
  };
  try {
    return await make(name);
  } catch (error) {
    if (!isFault(error, '6240')) throw error;
    const [namesake] = await query(ctx, 'Customer', `DisplayName = ${quoted(name)}`, Customer);
    const address = namesake?.PrimaryEmailAddr?.Address?.toLowerCase();
    if (namesake !== undefined && (address === undefined || address === person.email?.toLowerCase())) return { known: namesake };
    if (person.email === undefined || name === person.email) throw error;
    return make(`${cut(name, 380)} (${person.email})`);
  }
}

/** Sends only what differs, so that a repeat changes nothing; on a stale token (5010) the record is read again, once. */
async function update(ctx: CallContext<Settings>, found: Customer, body: Record<string, unknown>): Promise<Performed> {
  const changesTo = (current: Customer) => Object.fromEntries(Object.entries(body).filter(([name, value]) => !holds(current[name], value)));
  if (Object.keys(changesTo(found)).length === 0) return told(ctx, found, 'unchanged', []);
  for (let attempt = 1; ; attempt++) {
    // The token of a list can be old; the record by its id has the right one.
    const current = entityOf(
      await ctx.call({ method: 'GET', path: `/customer/${encodeURIComponent(found.Id)}`, query: { minorversion: MINOR_VERSION } }),
      'Customer',
      Customer,
    );
    const changes = changesTo(current);
    if (Object.keys(changes).length === 0) return told(ctx, current, 'unchanged', []);
    try {
      const response = await write(ctx, 'Customer', { Id: current.Id, SyncToken: current.SyncToken, sparse: true, ...changes });
      const updated = entityOf(response, 'Customer', Customer);
      return told(ctx, updated, 'updated', differencesOf(body, updated));
    } catch (error) {
      if (!isFault(error, '5010')) throw error;
      if (attempt === 2)
        throw new DestinationFailure({
          kind: 'retry',
          code: 'qbo_5010',
          message: 'Somebody is changing this customer in QuickBooks at the same time. It will be tried again.',
        });
    }
  }
}

/** Whether what is there says what we would send: each member of a group, letter case of addresses aside. */
function holds(there: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return textOf(there) === textOf(wanted);
  return Object.entries(wanted).every(([name, value]) => {
    const part = (there as Record<string, unknown> | undefined)?.[name];
    return name === 'Address' ? textOf(part).toLowerCase() === textOf(value).toLowerCase() : holds(part, value);
  });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

const PATHS: Record<string, string> = {
  GivenName: '/givenName',
  FamilyName: '/familyName',
  CompanyName: '/companyName',
  PrimaryEmailAddr: '/email',
  PrimaryPhone: '/phone',
  BillAddr: '/billing',
  Notes: '/notes',
};

function differencesOf(body: Record<string, unknown>, stored: Customer): Problem[] {
  return Object.entries(body).flatMap(([name, value]) =>
    holds(stored[name], value)
      ? []
      : [{ path: PATHS[name] ?? '/displayName', message: 'QuickBooks did not keep this as it was sent. Look at the customer there.' }],
  );
}

function told(ctx: CallContext<Settings>, customer: Customer, effect: NonNullable<Performed['effect']>, differences: Problem[]): Performed {
  return {
    id: customer.Id,
    url: pageOf(ctx.settings, `customerdetail?nameId=${customer.Id}`),
    output: { id: customer.Id, ...(customer.DisplayName === undefined ? {} : { displayName: customer.DisplayName }) },
    effect,
    ...(differences.length === 0 ? {} : { differences }),
  };
}
