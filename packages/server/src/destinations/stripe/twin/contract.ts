import { createSchemaCheck, loadSchema } from '../../testing/spec.ts';
import type { ContractCheck } from '../../testing/twin.ts';
import { API_VERSION } from '../settings.ts';
import { unflatten } from './unflatten.ts';

export const SPEC = 'stripe/customerCreate.schema.json';

/** What belongs to the making of a customer only; the reference has the rest for an update too. */
const ONLY_NEW = ['payment_method', 'tax_id_data', 'test_clock'];

/** Stripe's published parameters of a customer; undefined where they are not at hand. Stripe refuses any it does not know. */
export function stripeContract(): ContractCheck | undefined {
  const check = createSchemaCheck(loadSchema(SPEC), '#/definitions/CustomerCreateParams');
  if (check === undefined) return undefined;
  return (request) => {
    const { method, path, query, headers, body } = request;
    const call = `${method} ${path}`;
    const wrong = headers.get('stripe-version') === API_VERSION ? [] : [`${call}: the API version is not pinned`];
    if (call === 'GET /v1/customers') {
      const unknown = [...query.keys()].filter((name) => !['email', 'limit', 'starting_after', 'ending_before'].includes(name));
      return [...wrong, ...unknown.map((name) => `${call}: query parameter "${name}" is not in the contract`)];
    }
    if (method === 'DELETE' && /^\/v1\/customers\/cus_\w+$/.test(path)) return wrong;
    if (method !== 'POST' || !/^\/v1\/customers(\/cus_\w+)?$/.test(path)) return [...wrong, `${call}: Stripe has no such call`];
    const type = headers.get('content-type') ?? '';
    if (!type.startsWith('application/x-www-form-urlencoded')) return [...wrong, `${call}: content type "${type}" is not in the contract`];
    const values = unflatten((body ?? {}) as Record<string, string>);
    const misplaced = path === '/v1/customers' ? [] : ONLY_NEW.filter((name) => name in values);
    return [
      ...wrong,
      ...check(values, request).map((line) => `${call}: ${line}`),
      ...misplaced.map((name) => `${call}: "${name}" is for new customers`),
    ];
  };
}
