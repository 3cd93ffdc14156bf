import type { OpenApi, Schema } from '../../testing/normalize.ts';
import { createContractCheck, loadSpec } from '../../testing/spec.ts';
import type { ContractCheck } from '../../testing/twin.ts';

export const KLAVIYO_SPECS = ['klaviyo/openapi.2026-07-15.json'];

/** Not in the published part that we keep. */
const SIGN_IN = /^\/oauth\//;

/** Klaviyo's published contract, tightened where it is loose; undefined where it is not at hand. */
export function klaviyoContract(): ContractCheck | undefined {
  const check = createContractCheck(
    KLAVIYO_SPECS.map((name) => loadSpec(name)),
    {
      overlays: [
        addErasing,
        (spec) => {
          for (const item of Object.values(spec.paths)) {
            for (const operation of [item.get, item.post, item.patch]) {
              const revision = operation?.parameters?.find(({ name }) => name === 'revision');
              if (revision !== undefined) revision.schema = { type: 'string', const: '2026-07-15' };
            }
          }
        },
      ],
    },
  );
  return check === undefined ? undefined : (request) => (SIGN_IN.test(request.path) ? [] : check(request));
}

/** Erasing, by Klaviyo's reference: the contract at hand was cut down. */
function addErasing({ paths }: OpenApi): void {
  const record = (type: string, attributes: Schema): Schema => ({
    type: 'object',
    required: ['type', 'attributes'],
    properties: { type: { const: type }, attributes },
  });
  const profile = record('profile', { type: 'object', properties: { email: { type: 'string' } } });
  Object.assign(profile.properties ?? {}, { id: { type: 'string' } });
  const holder = (name: string, schema: Schema): Schema => ({ type: 'object', required: [name], properties: { [name]: schema } });
  const job = record('data-privacy-deletion-job', holder('profile', holder('data', profile)));
  paths['/api/data-privacy-deletion-jobs'] = {
    post: {
      parameters: [{ name: 'revision', in: 'header', required: true, schema: {} }],
      requestBody: { required: true, content: { 'application/vnd.api+json': { schema: holder('data', job) } } },
    },
  };
}
