import type { Schema } from '../../testing/normalize.ts';
import { createSchemaCheck, loadSchema } from '../../testing/spec.ts';
import type { ContractCheck } from '../../testing/twin.ts';

export const QUICKBOOKS_SPEC = 'quickbooks/qbo-v3.schema.json';

const KINDS: Record<string, string> = {
  customer: 'Customer',
  salesreceipt: 'SalesReceipt',
  invoice: 'Invoice',
  refundreceipt: 'RefundReceipt',
};

/** The bodies of Intuit's XSD, with what its documentation requires beyond it; undefined where the XSD is not there. */
export function quickbooksContract(): ContractCheck | undefined {
  const schema = loadSchema(QUICKBOOKS_SPEC);
  if (schema === undefined) return undefined;
  const defs = schema['$defs'] as Record<string, Schema>;
  const line = defs['Line'];
  if (line !== undefined) line.required = ['Amount', 'DetailType'];
  for (const name of Object.values(KINDS)) {
    const properties = defs[name]?.properties;
    // JSON has a boolean where the XSD has a text.
    if (properties !== undefined) properties['sparse'] = { type: ['boolean', 'string'] };
  }
  const checks = new Map(Object.entries(KINDS).map(([path, name]) => [path, createSchemaCheck(schema, `#/$defs/${name}`)]));
  return (request) => {
    const { method, path, query, body } = request;
    const problems = query.get('minorversion') === '75' ? [] : [`${method} ${path}: minorversion 75 is missing`];
    if (!/^\/v3\/company\/\d+\//.test(path)) problems.push(`${method} ${path}: not a path of a company`);
    if (method === 'GET') return problems;
    const check = checks.get(path.split('/').at(-1) ?? '');
    if (check === undefined) return [...problems, `${method} ${path}: the vendor has no such path`];
    return [...problems, ...check(body, request).map((line_) => `${method} ${path}: ${line_}`)];
  };
}
