import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { readSoql } from './soql.ts';
import { isError, type Org } from './state.ts';

export interface RouteOptions {
  accessToken: string;
}

const Collection = z.strictObject({
  allOrNone: z.boolean().optional(),
  records: z
    .array(z.looseObject({ attributes: z.strictObject({ type: z.string() }) }).refine((record) => !('Id' in record)))
    .min(1)
    .max(200),
});

const Retrieve = z.strictObject({ ids: z.array(z.string()).min(1).max(2000), fields: z.array(z.string()).min(1) });

/** Whole answers carry `errorCode`; records in a collection carry `statusCode`. */
const refuse = (c: Context, status: number, errorCode: string, message: string) => c.json([{ message, errorCode }], status as 400);

export function addRoutes(app: Hono, org: Org, { accessToken }: RouteOptions): void {
  app.use('/services/data/*', async (c, next) => {
    if (c.req.header('authorization') !== `Bearer ${accessToken}`)
      return refuse(c, 401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    return next();
  });

  app.get('/services/data/v65.0/query', (c) => {
    const query = readSoql(c.req.query('q') ?? '');
    if (query === undefined) return refuse(c, 400, 'MALFORMED_QUERY', 'unexpected token');
    const { select, object, field, values } = query;
    if (object === 'Organization') return c.json({ totalSize: 1, done: true, records: [{ Name: 'Analytical Engines', IsSandbox: false }] });
    const known = new Set(org.fields[object]?.map(({ name }) => name));
    const unknown = [...select, ...(field === undefined ? [] : [field])].find((name) => !known.has(name));
    if (unknown !== undefined) return refuse(c, 400, 'INVALID_FIELD', `\nNo such column '${unknown}' on entity '${object}'.`);
    const found = (values ?? []).flatMap((value) => org.matching(object, field ?? 'Id', value));
    const records = found.map((record) => Object.fromEntries(select.map((name) => [name, nameOf(record, name)])));
    return c.json({ totalSize: records.length, done: true, records });
  });

  app.get('/services/data/v65.0/sobjects/:object/describe', (c) => {
    const fields = org.fields[c.req.param('object')];
    return fields === undefined ? refuse(c, 404, 'NOT_FOUND', 'The requested resource does not exist') : c.json({ fields });
  });

  app.delete('/services/data/v65.0/sobjects/:object/:id', (c) => {
    const { object, id } = c.req.param();
    const outcome = org.remove(object, id);
    if (outcome === 'gone') return refuse(c, 404, 'ENTITY_IS_DELETED', 'entity is deleted');
    if (outcome === 'needed')
      return refuse(
        c,
        400,
        'DELETE_FAILED',
        'Your attempt to delete this record could not be completed because it is associated with cases.',
      );
    return c.body(null, 204);
  });

  app.post('/services/data/v65.0/composite/sobjects/:object', async (c) => {
    const object = c.req.param('object');
    const body = Retrieve.safeParse(await c.req.json());
    if (!body.success) return refuse(c, 400, 'JSON_PARSER_ERROR', 'The call could not be read');
    const unknown = body.data.fields.find((name) => !org.fields[object]?.some((field) => field.name === name));
    if (unknown !== undefined) return refuse(c, 400, 'INVALID_FIELD', `No such column '${unknown}' on entity '${object}'.`);
    return c.json(
      body.data.ids.map((id) => {
        const record = org.records[object]?.get(id);
        if (record === undefined) return null;
        return {
          attributes: { type: object },
          Id: id,
          ...Object.fromEntries(body.data.fields.map((name) => [name, record[name] ?? null])),
        };
      }),
    );
  });

  app.patch('/services/data/v65.0/composite/sobjects/:object/:keyField', async (c) => {
    const { object, keyField } = c.req.param();
    const fields = org.fields[object];
    if (fields === undefined) return refuse(c, 404, 'NOT_FOUND', 'The requested resource does not exist');
    if (fields.find(({ name }) => name === keyField)?.idLookup !== true)
      return refuse(c, 400, 'INVALID_FIELD', `Provided external ID field does not exist or is not accessible: ${keyField}`);
    const body = Collection.safeParse(await c.req.json());
    if (!body.success) return refuse(c, 400, 'JSON_PARSER_ERROR', 'The call could not be read');
    const { records } = body.data;
    if (records.some(({ attributes }) => attributes.type !== object)) return refuse(c, 400, 'INVALID_TYPE', 'mixed types');
    // A call Salesforce cannot read is refused as a whole.
    for (const { attributes: _, ...values } of records) {
      for (const [name, value] of Object.entries(values)) {
        const field = fields.find((candidate) => candidate.name === name);
        if (field === undefined) return refuse(c, 400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${object}`);
        if (!isReadable(field.type, value))
          return refuse(
            c,
            400,
            'JSON_PARSER_ERROR',
            `Cannot deserialize instance of ${field.type} from VALUE_STRING value ${String(value)}`,
          );
      }
    }
    const allowSave = c.req.header('sforce-duplicate-rule-header') === 'allowSave=true';
    const keys = records.map((record) => String(record[keyField]).toLowerCase());
    return c.json(
      records.map((record, index) => {
        const { attributes: _, ...values } = record;
        const repeated = keys.indexOf(keys[index]!) !== keys.lastIndexOf(keys[index]!);
        const outcome = repeated
          ? { statusCode: 'DUPLICATE_VALUE', message: `Duplicate external id specified: ${keys[index]}`, fields: [keyField] }
          : org.upsert(object, keyField, values, allowSave);
        if (isError(outcome)) return { success: false, errors: [outcome] };
        return { id: outcome.record.Id, success: true, errors: [], created: outcome.created };
      }),
    );
  });
}

function nameOf(record: Record<string, unknown>, name: string): unknown {
  if (name !== 'Name' || record['Name'] !== undefined) return record[name] ?? null;
  return [record['FirstName'], record['LastName']].filter((part) => typeof part === 'string').join(' ');
}

function isReadable(type: string, value: unknown): boolean {
  if (value === null) return true;
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'currency':
    case 'double':
      return typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value));
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
    default:
      return typeof value === 'string';
  }
}
