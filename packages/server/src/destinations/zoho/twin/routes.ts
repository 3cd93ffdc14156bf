import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { SYSTEM_KEYS } from './catalog.ts';
import type { Organization } from './state.ts';

const Upsert = z.strictObject({
  data: z.array(z.looseObject({})).min(1).max(100),
  duplicate_check_fields: z.array(z.string()).optional(),
  trigger: z.array(z.string()).optional(),
});

const refuse = (c: Context, status: number, code: string, message: string, details: object = {}) =>
  c.json({ code, details, message, status: 'error' }, status as 400);

export function addRoutes(app: Hono, org: Organization, { accessToken }: { accessToken: string }): void {
  const shown = (module: string, fields: string) => {
    const known = new Set(org.fields[module]?.map(({ api_name }) => api_name));
    return fields.split(',').filter((name) => known.has(name));
  };

  app.use('/crm/v8/*', async (c, next) => {
    if (c.req.header('authorization') !== `Zoho-oauthtoken ${accessToken}`) return refuse(c, 401, 'INVALID_TOKEN', 'invalid oauth token');
    return next();
  });

  app.get('/crm/v8/org', (c) => c.json({ org: [{ company_name: 'Analytical Engines', zgid: '60001234567', id: '1' }] }));

  app.get('/crm/v8/settings/fields', (c) => {
    const fields = org.fields[c.req.query('module') ?? ''];
    return fields === undefined ? refuse(c, 400, 'INVALID_MODULE', 'The module name given seems to be invalid') : c.json({ fields });
  });

  app.post('/crm/v8/:module/upsert', async (c) => {
    const module = c.req.param('module');
    const fields = org.fields[module];
    if (fields === undefined) return refuse(c, 400, 'INVALID_MODULE', 'The module name given seems to be invalid');
    const body = Upsert.safeParse(await c.req.json());
    if (!body.success) return refuse(c, 400, 'INVALID_DATA', 'body');
    const keys = body.data.duplicate_check_fields ?? [SYSTEM_KEYS[module] ?? ''];
    const isKey = (name: string) =>
      name === SYSTEM_KEYS[module] || fields.some((field) => field.api_name === name && 'casesensitive' in field.unique);
    const wrong = keys.findIndex((name) => !isKey(name));
    if (wrong !== -1) return refuse(c, 400, 'INVALID_DATA', 'invalid data', { json_path: `$.duplicate_check_fields[${wrong}]` });
    const data = body.data.data.map((values, index) => org.upsert(module, keys, values, index));
    const failed = data.filter(({ status }) => status === 'error').length;
    // Zoho answers 200 where all went well, 202 where none did, and 207 where some did.
    return c.json({ data }, failed === 0 ? 200 : failed === data.length ? 202 : (207 as 200));
  });

  app.get('/crm/v8/:module/search', (c) => {
    const module = c.req.param('module');
    const { email, criteria, fields = '' } = c.req.query();
    const [, name = 'Email', value = ''] =
      criteria === undefined ? ['', 'Email', email] : (/^\((\w+):equals:(.*)\)$/s.exec(criteria) ?? []);
    return answer(c, org.matching(module, name, value.replaceAll(/\\(.)/gs, '$1')), shown(module, fields));
  });

  app.delete('/crm/v8/:module', (c) => {
    const records = org.records[c.req.param('module')];
    const ids = (c.req.query('ids') ?? '').split(',');
    if (ids.length > 100 || ids.some((id) => records?.has(id) !== true))
      return refuse(c, 400, 'INVALID_DATA', 'the id given seems to be invalid');
    for (const id of ids) records?.delete(id);
    return c.json({ data: ids.map((id) => ({ code: 'SUCCESS', details: { id }, message: 'record deleted', status: 'success' })) });
  });

  app.get('/crm/v8/:module', (c) => {
    const { ids = '', fields } = c.req.query();
    if (fields === undefined) return refuse(c, 400, 'REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing');
    if (fields.split(',').length > 50) return refuse(c, 400, 'LIMIT_EXCEEDED', 'Max field limit exceeded');
    const found = ids.split(',').flatMap((id) => org.records[c.req.param('module')]?.get(id) ?? []);
    return answer(c, found, shown(c.req.param('module'), fields));
  });
}

function answer(c: Context, found: ({ id: string } & Record<string, unknown>)[], names: string[]): Response {
  if (found.length === 0) return c.body(null, 204);
  const data = found.map((record) => ({ id: record.id, ...Object.fromEntries(names.map((name) => [name, valueOf(record, name)])) }));
  return c.json({ data, info: { per_page: 200, count: data.length, page: 1, more_records: false } });
}

function valueOf(record: Record<string, unknown>, name: string): unknown {
  if (name !== 'Full_Name') return record[name] ?? null;
  return [record['First_Name'], record['Last_Name']].filter((part) => typeof part === 'string').join(' ');
}
