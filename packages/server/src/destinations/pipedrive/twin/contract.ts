import type { OpenApi, Parameter } from '../../testing/normalize.ts';
import { createContractCheck, loadSpec } from '../../testing/spec.ts';
import type { ContractCheck } from '../../testing/twin.ts';

export const PIPEDRIVE_SPECS = ['pipedrive/openapi.v2.json', 'pipedrive/openapi.v1.json'];

/** Pipedrive's two contracts, as a company's own host serves them; undefined where they are not at hand. */
export function pipedriveContract(): ContractCheck | undefined {
  const v2 = createContractCheck(loadSpec('pipedrive/openapi.v2.json'), {
    prefix: '/api/v2',
    openPaths: ['custom_fields'],
    overlays: [tighten, addV2],
  });
  const v1 = createContractCheck(loadSpec('pipedrive/openapi.v1.json'), { prefix: '/api/v1', overlays: [closeNote, addV1] });
  if (v1 === undefined || v2 === undefined) return undefined;
  return (request) => {
    // Signing in is at another host.
    if (request.path.startsWith('/oauth/')) return [];
    return (request.path.startsWith('/api/v1/') ? v1 : v2)(request);
  };
}

const bodyOf = (spec: OpenApi, path: string) => spec.paths[path]?.post?.requestBody?.content?.['application/json']?.schema;

/** A new person needs a name though the contract does not say so; for an organisation it names the wrong member. */
function tighten(spec: OpenApi): void {
  for (const path of ['/persons', '/organizations']) {
    const body = bodyOf(spec, path);
    if (body !== undefined) body.required = ['name'];
  }
}

/** Open by mistake: a note has no members of its own making. */
function closeNote(spec: OpenApi): void {
  const body = bodyOf(spec, '/notes');
  for (const part of body?.allOf ?? []) delete part.additionalProperties;
}

const id: Parameter = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
const uuid: Parameter = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
const query = (...names: string[]): Parameter[] => names.map((name) => ({ name, in: 'query', schema: {} }));
const sorting = query('sort_by', 'sort_direction', 'limit', 'cursor');
const paging = query('sort', 'limit', 'start');

/** What the contract at hand was cut down from also has these, by the documentation. */
function addV2({ paths }: OpenApi): void {
  paths['/persons/{id}'] = {
    ...paths['/persons/{id}'],
    get: { parameters: [id, ...query('include_fields')] },
    delete: { parameters: [id] },
  };
  paths['/organizations'] = { ...paths['/organizations'], get: { parameters: sorting } };
  paths['/organizations/{id}'] = { ...paths['/organizations/{id}'], get: { parameters: [id] } };
  paths['/deals'] = { ...paths['/deals'], get: { parameters: [...sorting, ...query('person_id', 'org_id')] } };
  const fieldBody = {
    type: 'object',
    required: ['field_name', 'field_type'],
    properties: { field_name: { type: 'string' }, field_type: { type: 'string' } },
  };
  paths['/dealFields'] = {
    ...paths['/dealFields'],
    post: { requestBody: { required: true, content: { 'application/json': { schema: fieldBody } } } },
  };
}

function addV1({ paths }: OpenApi): void {
  paths['/leads'] = { ...paths['/leads'], get: { parameters: [...paging, ...query('person_id', 'organization_id')] } };
  paths['/leads/{id}'] = { ...paths['/leads/{id}'], delete: { parameters: [uuid] } };
  paths['/notes'] = { ...paths['/notes'], get: { parameters: [...paging, ...query('person_id', 'org_id', 'deal_id', 'lead_id')] } };
  paths['/notes/{id}'] = { delete: { parameters: [id] } };
}
