import { createSchemaCheck, loadSchema } from '../../testing/spec.ts';
import type { ContractCheck } from '../../testing/twin.ts';

export const SHEETS_SPEC = 'google/sheets-valuerange.schema.json';

/** Google's own type of what is written; undefined where `../shared/specs` is not there. */
export function sheetsContract(): ContractCheck | undefined {
  const check = createSchemaCheck(loadSchema(SHEETS_SPEC), '#/definitions/SheetsValueRange');
  if (check === undefined) return undefined;
  return (request) => {
    const { method, path, query, body } = request;
    if (!path.startsWith('/v4/')) return [];
    if (method === 'GET') return body === undefined ? [] : [`GET ${path}: a body was sent`];
    if (!/^\/v4\/spreadsheets\/[^/]+\/values\/[^/]+$/.test(path)) return [`${method} ${path}: nothing is written there`];
    const option = query.get('valueInputOption');
    const missing = option === 'RAW' || option === 'USER_ENTERED' ? [] : ['valueInputOption is required'];
    return [...missing, ...check(body, request)].map((line) => `${method} ${path}: ${line}`);
  };
}
