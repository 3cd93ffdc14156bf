import type { OpenApi, Parameter } from '../../testing/normalize.ts';
import { createContractCheck, loadSpec } from '../../testing/spec.ts';
import type { ContractCheck } from '../../testing/twin.ts';

export const MAILCHIMP_SPECS = [
  'mailchimp/members.json',
  'mailchimp/merge-fields.json',
  'mailchimp/lists.json',
  'mailchimp/ecommerce.json',
];

/** Mailchimp's published contract, tightened where it is loose; undefined where it is not at hand. */
export function mailchimpContract(): ContractCheck | undefined {
  return createContractCheck(
    MAILCHIMP_SPECS.map((name) => loadSpec(name)),
    {
      openPaths: ['merge_fields'],
      overlays: [
        addDocumented,
        (spec) => {
          for (const item of Object.values(spec.paths)) {
            for (const operation of [item.get, item.put, item.post, item.delete]) {
              const hash = operation?.parameters?.find(({ name }) => name === 'subscriber_hash');
              if (hash !== undefined) hash.schema = { type: 'string', pattern: '^[0-9a-f]{32}$' };
            }
          }
        },
      ],
    },
  );
}

const inPath = (...names: string[]): Parameter[] => names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
const fields: Parameter = { name: 'fields', in: 'query', schema: { type: 'string' } };

/** What the contract at hand was cut down from also has these, by Mailchimp's reference. */
function addDocumented({ paths }: OpenApi): void {
  if (paths['/ecommerce/stores'] !== undefined) addCommerce(paths);
  if (paths['/lists/{list_id}/members/{subscriber_hash}'] === undefined) return;
  paths['/lists/{list_id}/members/{subscriber_hash}/actions/delete-permanent'] = {
    post: { parameters: inPath('list_id', 'subscriber_hash') },
  };
}

function addCommerce(paths: OpenApi['paths']): void {
  const store = '/ecommerce/stores/{store_id}';
  paths[store] = { get: { parameters: [...inPath('store_id'), fields] } };
  const customer = `${store}/customers/{customer_id}`;
  const parameters = inPath('store_id', 'customer_id');
  paths[customer] = { ...paths[customer], get: { parameters }, delete: { parameters } };
  const order = `${store}/orders/{order_id}`;
  paths[order] = { ...paths[order], delete: { parameters: inPath('store_id', 'order_id') } };
  const product = `${store}/products/{product_id}`;
  paths[product] = { ...paths[product], get: { parameters: [...inPath('store_id', 'product_id'), fields] } };
  const variants = paths[`${store}/products`]?.post?.requestBody?.content?.['application/json']?.schema?.properties?.['variants'];
  paths[`${product}/variants/{variant_id}`] = {
    put: {
      parameters: inPath('store_id', 'product_id', 'variant_id'),
      requestBody: { required: true, content: { 'application/json': { schema: structuredClone(variants?.items ?? {}) } } },
    },
  };
}
