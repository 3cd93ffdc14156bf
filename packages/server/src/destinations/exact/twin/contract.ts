import type { Schema } from '../../testing/normalize.ts';
import { createSchemaCheck, loadSchema } from '../../testing/spec.ts';
import type { ContractCheck } from '../../testing/twin.ts';

export const EXACT_SPEC = 'exact-online/entities.schema.json';

const REQUIRED: Record<string, string[]> = {
  Account: ['Name', 'Status'],
  SalesInvoice: ['Journal', 'OrderedBy', 'SalesInvoiceLines'],
  SalesInvoiceLine: ['Item'],
};

/** The members of Exact's entities, with what its documentation requires; undefined where the list is not there. */
export function exactContract(): ContractCheck | undefined {
  const schema = loadSchema(EXACT_SPEC);
  if (schema === undefined) return undefined;
  const defs = schema['$defs'] as Record<string, Schema>;
  for (const [name, required] of Object.entries(REQUIRED)) if (defs[name] !== undefined) defs[name].required = required;
  const lines = defs['SalesInvoice']?.properties?.['SalesInvoiceLines'];
  if (lines !== undefined) lines.items = { $ref: '#/$defs/SalesInvoiceLine' };
  const changes = structuredClone(schema);
  const changedAccount = (changes['$defs'] as Record<string, Schema>)['Account'];
  if (changedAccount !== undefined) delete changedAccount.required;
  const checks: Record<string, ReturnType<typeof createSchemaCheck>> = {
    'POST crm/Accounts': createSchemaCheck(schema, '#/$defs/Account'),
    'PUT crm/Accounts': createSchemaCheck(changes, '#/$defs/Account'),
    'POST salesinvoice/SalesInvoices': createSchemaCheck(schema, '#/$defs/SalesInvoice'),
  };
  return (request) => {
    const { method, path, query, body } = request;
    const resource = /^\/api\/v1\/\d+\/(\w+\/\w+)(\(guid'[^']+'\))?$/.exec(path)?.[1];
    if (path === '/api/v1/current/Me' || path.startsWith('/api/oauth2/')) return [];
    if (resource === undefined) return [`${method} ${path}: not a path of a company`];
    if (method === 'GET') return query.has('$select') ? [] : [`${method} ${path}: $select is missing`];
    if (method === 'DELETE') return body === undefined ? [] : [`${method} ${path}: a body was sent`];
    const check = checks[`${method} ${resource}`];
    if (check === undefined) return [`${method} ${path}: the vendor has no such call`];
    return check(body, request).map((line) => `${method} ${path}: ${line}`);
  };
}
