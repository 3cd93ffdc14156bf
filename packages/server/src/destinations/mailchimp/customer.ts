import type { Problem } from '@handoff/shared/event';
import { z } from 'zod';
import { quiet } from '../kit/quiet.ts';
import { defineOperation, DestinationFailure, type CallContext, type Performed } from '../kit/index.ts';
import { memberHash } from './classify.ts';
import { present, StreetAddress, toAddress } from './commerce.ts';
import { customerMapping } from './commerce-mapping.ts';
import { decideOptIn } from './opt-in.ts';
import { passingOptOut } from './opt-out.ts';
import { Payload as MemberPayload } from './payload.ts';
import type { Settings } from './settings.ts';
import { ensureStore, isMissing, storePath } from './store.ts';

/** Who bought, as an order and a customer step both take it. */
export const customerFields = {
  email: MemberPayload.shape.email,
  firstName: z.string().trim().max(255).optional().meta({ title: 'First name' }),
  lastName: z.string().trim().max(255).optional().meta({ title: 'Last name' }),
  company: z.string().trim().max(255).optional().meta({ title: 'Company' }),
  consent: MemberPayload.shape.consent,
  quiet,
};

const Payload = z.strictObject({
  ...customerFields,
  address: StreetAddress.optional().meta({ title: 'Address' }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'A currency is written like EUR.')
    .optional()
    .meta({ title: 'Currency', description: 'Only needed where the store is not there yet.' }),
});
type Payload = z.infer<typeof Payload>;

const Customer = z.looseObject({
  id: z.string(),
  email_address: z.string().optional(),
  first_name: z.string().nullish(),
  last_name: z.string().nullish(),
  company: z.string().nullish(),
});
export type Customer = z.infer<typeof Customer>;

/** Adds a customer of the store or updates the one with this e-mail address. */
export const upsertCustomer = defineOperation<Settings, Payload>({
  title: 'Add or update a customer',
  description: "Adds a customer to the Mailchimp store or updates the one with this e-mail address, also in the store's audience.",
  payload: Payload,
  scopes: [],
  dedupe: 'keyed-upsert',
  quietly: true,
  updates: { record: 'customer', key: ['/email'], recurring: true, apart: ['/quiet'] },
  perform: (ctx, payload) => passingOptOut(ctx, payload, () => upsert(ctx, payload)),
  findMatch: async (ctx, { email }) => {
    const id = customerId(email);
    try {
      await ctx.call({ method: 'GET', path: `${storePath(ctx.settings)}/customers/${id}` });
      return { id, label: email };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  },
  defaultMapping: customerMapping,
});

async function upsert(ctx: CallContext<Settings>, payload: Payload): Promise<Performed> {
  await ensureStore(ctx, payload.currency);
  const { optIn, notes } = await decideOptIn(ctx, payload);
  const id = customerId(payload.email);
  const json = { id, email_address: payload.email, opt_in_status: optIn, ...namesOf(payload), ...addressOf(payload) };
  const kept = read(await ctx.call({ method: 'PUT', path: `${storePath(ctx.settings)}/customers/${id}`, json }));
  const differences = [...notes, ...differencesFrom(json, kept)];
  return { id, output: { id, email: payload.email }, effect: 'updated', ...(differences.length === 0 ? {} : { differences }) };
}

/** One customer for one address, whether they bought as a guest or not: Mailchimp takes no second one with the same. */
export function customerId(email: string): string {
  return memberHash(email);
}

export function namesOf(given: { firstName?: string | undefined; lastName?: string | undefined; company?: string | undefined }) {
  return present({ first_name: given.firstName, last_name: given.lastName, company: given.company });
}

function addressOf({ address }: Payload): object {
  const parts = toAddress(address);
  return parts === undefined ? {} : { address: parts };
}

function read(response: { json: unknown }): Customer {
  const customer = Customer.safeParse(response.json);
  if (customer.success) return customer.data;
  throw new DestinationFailure({
    kind: 'retry',
    code: 'unreadable_answer',
    message: 'Mailchimp answered with something that is not a customer. It will be tried again.',
  });
}

const PATHS = [
  ['first_name', '/firstName'],
  ['last_name', '/lastName'],
  ['company', '/company'],
] as const;

/** What Mailchimp kept otherwise than it was sent, as far as its answer shows it. */
export function differencesFrom(sent: object, kept: Partial<Customer>): Problem[] {
  const values = new Map<string, unknown>(Object.entries(sent));
  return PATHS.flatMap(([member, path]) => {
    const value = values.get(member);
    const stored = kept[member];
    if (typeof value !== 'string' || stored === undefined || stored === null || stored === value) return [];
    return [{ path, message: `Mailchimp kept "${stored}" instead of "${value}".` }];
  });
}
