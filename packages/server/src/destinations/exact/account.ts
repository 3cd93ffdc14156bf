import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';
import { defineOperation, type CallContext, type Performed } from '../kit/index.ts';
import { companyPath, made, oneOf, quoted, read } from './api.ts';
import { accountMapping } from './mappings.ts';
import { dayLimit, hostOf, type Settings } from './settings.ts';

const text = (max: number, title: string) => z.string().trim().max(max).optional().meta({ title });

export const accountFields = {
  name: text(150, 'Name').describe('The company, else the person. By default the e-mail address.'),
  email: z
    .string()
    .trim()
    .max(128)
    .regex(/^[^\s@]+@[^\s@]+$/, 'This is not an e-mail address.')
    .optional()
    .meta({ title: 'E-mail', field: 'email' }),
  phone: text(50, 'Phone'),
  line1: text(100, 'Street'),
  line2: text(100, 'Street, second line'),
  city: text(50, 'City'),
  postalCode: text(20, 'Postal code'),
  vatNumber: text(20, 'VAT number'),
  country: z.string().trim().length(2, 'A country is written with two letters, such as NL.').optional().meta({ title: 'Country' }),
};
const Person = z.object(accountFields);
export type Person = z.infer<typeof Person>;

const Payload = z
  .strictObject({
    ...accountFields,
    remarks: z.string().trim().max(2000).optional().meta({ title: 'Remarks', field: 'text' }),
  })
  .refine((account) => nameOf(account) !== undefined, { message: 'An account needs a name or an e-mail address.', path: ['name'] });
type Payload = z.infer<typeof Payload>;

/** What is read of an account, which is what may be written; `$select` is made of it. */
export const Account = z.looseObject({
  ID: z.string(),
  Name: z.string().nullish(),
  Email: z.string().nullish(),
  Phone: z.string().nullish(),
  AddressLine1: z.string().nullish(),
  AddressLine2: z.string().nullish(),
  City: z.string().nullish(),
  Postcode: z.string().nullish(),
  Country: z.string().nullish(),
  VATNumber: z.string().nullish(),
  Remarks: z.string().nullish(),
});
export type Account = z.infer<typeof Account>;

export const upsertAccount = defineOperation<Settings, Payload>({
  title: 'Create or update an account',
  description: 'Finds the customer by e-mail address, else by name, and fills in what is mapped.',
  payload: Payload,
  scopes: [],
  // Exact has no upsert and remembers no key: what an earlier try did is looked up.
  dedupe: 'ledger',
  updates: { record: 'account', key: ['/email'], recurring: true },
  perform: upsert,
  lookup: async (ctx, payload) => {
    const found = await findAccount(ctx, payload);
    const isDone = found !== undefined && Object.keys(changesTo(found, bodyOf(payload))).length === 0;
    return isDone ? told(ctx, found, 'unchanged', []) : undefined;
  },
  findMatch: async (ctx, payload) => {
    const found = await findAccount(ctx, payload);
    return found === undefined ? undefined : { id: found.ID, label: found.Name ?? found.ID, url: pageOf(ctx, found.ID) };
  },
  defaultMapping: accountMapping,
  // Looking for it, and writing it.
  limits: (settings) => dayLimit(settings, 2),
});

export function nameOf({ name, email }: Person): string | undefined {
  return [name, email].find((part) => part !== undefined && part !== '');
}

export async function findAccount(ctx: CallContext<Settings>, person: Person): Promise<Account | undefined> {
  const filter =
    person.email === undefined || person.email === '' ? `Name eq ${quoted(nameOf(person) ?? '')}` : `Email eq ${quoted(person.email)}`;
  const [found] = await read(ctx, 'crm/Accounts', filter, Account);
  return found;
}

/** The account an invoice is for: the one there is, untouched, or a new one. */
export async function ensureAccount(ctx: CallContext<Settings>, person: Person): Promise<string> {
  const found = await findAccount(ctx, person);
  return found?.ID ?? (await create(ctx, bodyOf(person))).ID;
}

async function upsert(ctx: CallContext<Settings>, payload: Payload): Promise<Performed> {
  const body = bodyOf(payload);
  const found = await findAccount(ctx, payload);
  if (found === undefined) {
    const account = await create(ctx, body);
    return told(ctx, account, 'created', differencesOf(body, account));
  }
  // The name it has in the books stays; everything else follows what is mapped.
  const changes = changesTo(found, body);
  if (Object.keys(changes).length === 0) return told(ctx, found, 'unchanged', []);
  await ctx.call({ method: 'PUT', path: companyPath(ctx, oneOf('crm/Accounts', found.ID)), json: changes });
  return told(ctx, found, 'updated', []);
}

async function create(ctx: CallContext<Settings>, body: Record<string, string>): Promise<Account> {
  // C: a customer, not a lead or a supplier.
  return made(await ctx.call({ method: 'POST', path: companyPath(ctx, 'crm/Accounts'), json: { ...body, Status: 'C' } }), Account);
}

function bodyOf(person: Person & Partial<Payload>): Record<string, string> {
  const members = {
    Name: nameOf(person),
    Email: person.email,
    Phone: person.phone,
    AddressLine1: person.line1,
    AddressLine2: person.line2,
    City: person.city,
    Postcode: person.postalCode,
    Country: person.country?.toUpperCase(),
    VATNumber: person.vatNumber,
    Remarks: person.remarks,
  };
  return Object.fromEntries(
    Object.entries(members).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  );
}

function changesTo(account: Account, body: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(body).filter(([name, value]) => name !== 'Name' && !isSame(account, name, value)));
}

/** Letter case of an address says nothing, and Exact pads some texts. */
function isSame(account: Account, name: string, value: string): boolean {
  const stored = account[name];
  return typeof stored === 'string' && stored.trim().toLowerCase() === value.toLowerCase();
}

const PATHS: Record<string, string> = {
  Name: '/name',
  Email: '/email',
  Phone: '/phone',
  AddressLine1: '/line1',
  AddressLine2: '/line2',
  City: '/city',
  Postcode: '/postalCode',
  Country: '/country',
  VATNumber: '/vatNumber',
  Remarks: '/remarks',
};

/** What Exact answers a creation with is compared as far as it tells it. */
function differencesOf(body: Record<string, string>, stored: Account): Problem[] {
  return Object.entries(body).flatMap(([name, value]) =>
    stored[name] === undefined || isSame(stored, name, value)
      ? []
      : [{ path: PATHS[name] ?? '/name', message: 'Exact Online did not keep this as it was sent. Look at the account there.' }],
  );
}

function pageOf(ctx: CallContext<Settings>, id: string): string {
  return `${hostOf(ctx.settings)}/docs/CRMAccountCard.aspx?AccountID={${id}}&_Division_=${ctx.settings.division ?? ''}`;
}

function told(ctx: CallContext<Settings>, account: Account, effect: NonNullable<Performed['effect']>, differences: Problem[]): Performed {
  return {
    id: account.ID,
    url: pageOf(ctx, account.ID),
    output: { id: account.ID },
    effect,
    ...(differences.length === 0 ? {} : { differences }),
  };
}
