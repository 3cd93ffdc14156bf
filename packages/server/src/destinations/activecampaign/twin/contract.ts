import type { OpenApi, Parameter } from '../../testing/normalize.ts';
import { createContractCheck, loadSpec } from '../../testing/spec.ts';
import type { ContractCheck } from '../../testing/twin.ts';

export const ACTIVECAMPAIGN_SPEC = 'activecampaign/v3.handwritten.json';

/** The hand-written contract; undefined where it is not at hand. ActiveCampaign publishes none. */
export function activecampaignContract(): ContractCheck | undefined {
  return createContractCheck(loadSpec(ACTIVECAMPAIGN_SPEC), { prefix: '/api/3', overlays: [addReads] });
}

const id: Parameter = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
const query = (...names: string[]): Parameter[] => names.map((name) => ({ name, in: 'query', schema: {} }));
const body = (name: string, required: string[]) => ({
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: {
          type: 'object',
          required: [name],
          properties: {
            [name]: { type: 'object', required, properties: Object.fromEntries(required.map((member) => [member, { type: 'string' }])) },
          },
        },
      },
    },
  },
});

/** What it leaves out, by ActiveCampaign's reference. */
function addReads({ paths }: OpenApi): void {
  const paged = { get: { parameters: query('limit', 'offset') } };
  paths['/users/me'] = { get: {} };
  paths['/contacts'] = { get: { parameters: query('email') } };
  paths['/contacts/{id}'] = { delete: { parameters: [id] } };
  for (const what of ['contactTags', 'contactLists', 'contactAutomations']) paths[`/contacts/{id}/${what}`] = { get: { parameters: [id] } };
  paths['/tags'] = { get: { parameters: query('search', 'limit') }, post: body('tag', ['tag', 'tagType', 'description']) };
  paths['/lists'] = paged;
  paths['/automations'] = paged;
  paths['/fields'] = paged;
  paths['/contactAutomations'] = { post: body('contactAutomation', ['contact', 'automation']) };
}
