import { createSchemaCheck, loadSchema } from '../../testing/spec.ts';
import type { ContractCheck } from '../../testing/twin.ts';

export const BREVO_SPECS = ['brevo/createContact.schema.json', 'brevo/createDoiContact.schema.json'];

const BODIES: Record<string, string> = {
  'POST /v3/contacts': 'brevo/createContact.schema.json',
  'POST /v3/contacts/doubleOptinConfirmation': 'brevo/createDoiContact.schema.json',
};

/** Brevo's published bodies; undefined where they are not at hand. Only these two calls have one; the twin judges the rest. */
export function brevoContract(): ContractCheck | undefined {
  const checks = Object.entries(BODIES).map(([call, name]) => [call, createSchemaCheck(loadSchema(name))] as const);
  if (checks.some(([, check]) => check === undefined)) return undefined;
  const byCall = new Map(checks);
  return (request) => {
    const { method, path, body, headers } = request;
    const check = byCall.get(`${method} ${path}`);
    if (check === undefined) return body === undefined ? [] : [`${method} ${path}: a body was sent where the contract has none`];
    const type = headers.get('content-type') ?? '';
    return [
      ...(type.startsWith('application/json') ? [] : [`${method} ${path}: content type "${type}" is not in the contract`]),
      ...check(body, request).map((line) => `${method} ${path}: ${line}`),
    ];
  };
}
