import { createHash } from 'node:crypto';
import type { Problem } from '@handoff/shared/event';
import { Customer, CustomerList, parseAnswer } from './answers.ts';
import { defaultMapping } from './default-mapping.ts';
import { pointerOf, toForm } from './form.ts';
import { Payload } from './payload.ts';
import { customerUrl, type Settings } from './settings.ts';
import { type CallContext, DestinationFailure, defineOperation, type Performed, type VendorResponse } from '../kit/index.ts';

const PATH = '/v1/customers';

/**
 * Stripe keeps any number of customers with one address, so the address is asked for first: the list is up to date, its
 * search is not. A new customer is made under a request key, so that neither a repeat nor a race makes a second one.
 */
export const saveCustomer = defineOperation<Settings, Payload>({
  title: 'Create or update a customer',
  description: 'Finds the customer by e-mail address; fields that are not mapped stay as they are. Charges nothing.',
  payload: Payload,
  scopes: [],
  dedupe: 'request-key',
  updates: { record: 'customer', key: ['/email'], recurring: true },
  perform: async (ctx, payload) => {
    const form = toForm(payload);
    const { customer: before, several } = await findByEmail(ctx, payload.email);
    const response =
      before === undefined
        ? await create(ctx, form)
        : await ctx.call({ method: 'POST', path: `${PATH}/${encodeURIComponent(before.id)}`, form });
    const customer = parseAnswer(Customer, response);
    const notes = [...(several ? [SEVERAL] : []), ...differences(form, customer)];
    return {
      id: customer.id,
      url: customerUrl(ctx.settings, customer.id),
      output: { id: customer.id, email: payload.email },
      effect: before === undefined ? 'created' : 'updated',
      ...(notes.length === 0 ? {} : { differences: notes }),
    } satisfies Performed;
  },
  findMatch: async (ctx, { email }) => {
    const { customer } = await findByEmail(ctx, email);
    if (customer === undefined) return undefined;
    return { id: customer.id, label: `${customer.name ?? email} (${customer.id})`, url: customerUrl(ctx.settings, customer.id) };
  },
  defaultMapping,
});

const SEVERAL: Problem = {
  path: '/email',
  message: 'Stripe has several customers with this address; the newest was updated. Stripe cannot merge them.',
};

/** The newest customer with exactly this address. */
async function findByEmail(ctx: CallContext<Settings>, email: string): Promise<{ customer: Customer | undefined; several: boolean }> {
  const response = await ctx.call({ method: 'GET', path: PATH, query: { email, limit: 2 } });
  const { data } = parseAnswer(CustomerList, response);
  return { customer: data[0], several: data.length > 1 };
}

/**
 * Stripe remembers the first answer to a key for a day, a 500 too. Who gets such an old failure back knows from the list
 * that nothing came of it, and asks under a second key.
 */
async function create(ctx: CallContext<Settings>, form: Record<string, string>): Promise<VendorResponse> {
  const send = (key: string) => ctx.call({ method: 'POST', path: PATH, form, headers: { 'idempotency-key': key } });
  const key = requestKey(ctx, form);
  try {
    return await send(key);
  } catch (error) {
    const isOldFailure =
      error instanceof DestinationFailure &&
      (error.response?.status ?? 0) >= 500 &&
      error.response?.headers['idempotent-replayed'] === 'true';
    if (!isOldFailure) throw error;
    return send(`${key}-2`);
  }
}

/** Other values need another key: Stripe refuses one that comes with a changed body, as after a corrected mapping. */
function requestKey(ctx: CallContext<Settings>, form: Record<string, string>): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([ctx.idempotencyKey, form]))
    .digest('hex')
    .slice(0, 32);
  return `handoff-${digest}`;
}

/** What Stripe keeps otherwise than it was sent; it answers with the whole customer. */
function differences(form: Record<string, string>, customer: Customer): Problem[] {
  return Object.entries(form).flatMap(([param, sent]) => {
    const path = pointerOf(param);
    const kept = valueAt(customer, path.split('/').slice(1));
    const now = kept === null || kept === undefined ? '' : String(kept);
    if (now === sent || (param === 'email' && now.toLowerCase() === sent.toLowerCase())) return [];
    return [{ path, message: `Stripe keeps "${now}" in "${path.slice(1)}" instead of "${sent}".` }];
  });
}

function valueAt(value: unknown, [name, ...rest]: string[]): string | number | boolean | null | undefined {
  if (name === undefined) return typeof value === 'object' ? undefined : (value as string | number | boolean | undefined);
  return typeof value === 'object' && value !== null ? valueAt((value as Record<string, unknown>)[name], rest) : undefined;
}
