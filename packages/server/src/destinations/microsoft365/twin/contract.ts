import { createSchemaCheck, loadSchema } from '../../testing/spec.ts';
import type { ContractCheck } from '../../testing/twin.ts';

export const GRAPH_SPECS = ['event', 'contact', 'sendMail'].map((name) => `microsoft-graph/${name}.schema.json`);

/** Microsoft's own types of what is written; undefined where `../shared/specs` is not there. */
export function graphContract(): ContractCheck | undefined {
  const [event, contact, mail] = GRAPH_SPECS.map(loadSchema);
  const checks: [RegExp, ReturnType<typeof createSchemaCheck>][] = [
    [/^POST \/v1\.0\/me\/(calendars\/[^/]+\/)?events$/, createSchemaCheck(event, '#/definitions/GraphEvent')],
    [/^(POST \/v1\.0\/me\/contacts|PATCH \/v1\.0\/me\/contacts\/[^/]+)$/, createSchemaCheck(contact, '#/definitions/GraphContact')],
    [/^POST \/v1\.0\/me\/sendMail$/, createSchemaCheck(mail, '#/definitions/SendMailBody')],
  ];
  if (checks.some(([, check]) => check === undefined)) return undefined;
  return (request) => {
    const { method, path, body } = request;
    if (!path.startsWith('/v1.0/')) return [];
    if (method === 'GET' || method === 'DELETE') return body === undefined ? [] : [`${method} ${path}: a body was sent`];
    const check = checks.find(([pattern]) => pattern.test(`${method} ${path}`))?.[1];
    if (check === undefined) return [`${method} ${path}: nothing is written there`];
    return check(body, request).map((line) => `${method} ${path}: ${line}`);
  };
}
