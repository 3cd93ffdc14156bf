import type { OpenApi, Parameter, PathItem } from '../../testing/normalize.ts';
import { createContractCheck, loadSpec } from '../../testing/spec.ts';

export const SPECS = ['record', 'fields'].map((name) => `zoho/${name}.v8.json`);

/** Zoho's published contract; undefined where `../shared/specs` is not there. */
export function zohoContract() {
  return createContractCheck(
    SPECS.map((name) => loadSpec(name)),
    { overlays: [addCalls, tighten] },
  );
}

/** What the trimmed contract leaves out and we call, from Zoho's reference: records by their ids, deleting them, and the organization. */
function addCalls(spec: OpenApi): void {
  const query = (name: string): Parameter => ({ name, in: 'query', required: true, schema: { type: 'string', minLength: 1 } });
  const module: Parameter = {
    name: 'module_api_name',
    in: 'path',
    required: true,
    schema: { type: 'string', pattern: '^[A-Z][A-Za-z_]*$' },
  };
  const calls: Record<string, PathItem> = {
    '/crm/v8/{module_api_name}': {
      get: { parameters: [module, query('ids'), query('fields')] },
      delete: { parameters: [module, query('ids')] },
    },
    '/crm/v8/org': { get: {} },
  };
  for (const [path, item] of Object.entries(calls)) spec.paths[path] = { ...spec.paths[path], ...item };
}

/** The contract names no limit of records and lets the body go without any. */
function tighten(spec: OpenApi): void {
  const body = spec.components?.schemas?.['Body_Wrapper'];
  if (body === undefined) return;
  body.required = ['data'];
  Object.assign(body.properties?.['data'] ?? {}, { minItems: 1, maxItems: 100 });
}
