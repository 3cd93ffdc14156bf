import type { OpenApi, Parameter, PathItem } from '../../testing/normalize.ts';
import { createContractCheck, loadSpec } from '../../testing/spec.ts';

export const SPEC = 'salesforce/rest.v65.handwritten.json';

/** The hand-written contract of Salesforce's REST API; undefined where `../shared/specs` is not there. */
export function salesforceContract() {
  return createContractCheck(loadSpec(SPEC), { overlays: [addCalls, tighten] });
}

const inPath = (name: string, pattern: string): Parameter => ({ name, in: 'path', required: true, schema: { type: 'string', pattern } });
const version = inPath('version', '^v\\d{2}\\.0$');
const sobject = inPath('sobject', '^[A-Z][A-Za-z0-9_]*$');

/** What the contract leaves out and we call, from Salesforce's REST reference: reads, and deleting one record. */
function addCalls(spec: OpenApi): void {
  const calls: Record<string, PathItem> = {
    '/services/data/{version}/query': {
      get: { parameters: [version, { name: 'q', in: 'query', required: true, schema: { type: 'string', minLength: 1 } }] },
    },
    '/services/data/{version}/sobjects/{sobject}/describe': { get: { parameters: [version, sobject] } },
    '/services/data/{version}/sobjects/{sobject}/{id}': {
      delete: { parameters: [version, sobject, inPath('id', '^[A-Za-z0-9]{15,18}$')] },
    },
    '/services/data/{version}/composite/sobjects/{sobject}': {
      post: {
        parameters: [version, sobject],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['ids', 'fields'],
                properties: {
                  ids: { type: 'array', minItems: 1, maxItems: 2000, items: { type: 'string', pattern: '^[A-Za-z0-9]{15,18}$' } },
                  fields: { type: 'array', minItems: 1, items: { type: 'string' } },
                },
              },
            },
          },
        },
      },
    },
  };
  Object.assign(spec.paths, calls);
}

/** The reference: "Don't set the id field for any object." */
function tighten(spec: OpenApi): void {
  const upsert = spec.paths['/services/data/{version}/composite/sobjects/{sobject}/{externalIdField}']?.patch;
  const schema = upsert?.requestBody?.content?.['application/json']?.schema;
  const records = schema?.properties?.['records'];
  if (records?.items !== undefined) records.items['not'] = { anyOf: [{ required: ['Id'] }, { required: ['id'] }] };
  if (records !== undefined) records['minItems'] = 1;
}
