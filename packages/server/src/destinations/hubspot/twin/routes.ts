import type { Context, Hono } from 'hono';
import type { z } from 'zod';
import { property } from './catalog.ts';
import { errorOf, malformed, missingScopes, notFound, type TwinError } from './errors.ts';
import { CreateBody, EraseBody, PropertyBody, SearchBody, UpdateBody, UpsertBody } from './requests.ts';
import { type Account, isError } from './state.ts';
import { type BatchStyle, toAnswer, upsertBatch } from './upsert.ts';

/** HubSpot's own association types: what they lead from and to. */
const ASSOCIATION_TYPES: Record<number, [from: string, to: string]> = {
  3: ['deals', 'contacts'],
  202: ['notes', 'contacts'],
  214: ['notes', 'deals'],
};

export interface RouteOptions {
  batches: BatchStyle;
  /** Scopes the credentials lack. */
  withoutScopes: readonly string[];
  /** Notes listed with a record before the answer is cut into pages. */
  associationPage: number;
}

export function addCrmRoutes(app: Hono, account: Account, options: RouteOptions): void {
  const answer = (c: Context, status: number, body: object) => c.json(body, status as 200);
  const fail = (c: Context, error: TwinError) => answer(c, error.status, error.body);
  const objects = '/crm/objects/2026-09/:objectType{contacts|companies|deals|notes}';
  const properties = '/crm/properties/2026-09/:objectType{contacts|companies|deals|notes}';

  app.get(properties, (c) => c.json({ results: account.properties[c.req.param('objectType')] ?? [] }));

  app.get(`${properties}/:name`, (c) => {
    const found = account.properties[c.req.param('objectType')]?.find((candidate) => candidate.name === c.req.param('name'));
    return found === undefined ? fail(c, notFound()) : c.json(found);
  });

  app.post(properties, async (c) => {
    const objectType = c.req.param('objectType');
    const scope = `crm.schemas.${objectType}.write`;
    if (options.withoutScopes.includes(scope)) return fail(c, missingScopes([scope]));
    const body = await read(c, PropertyBody);
    if (!body.ok) return fail(c, body.error);
    const known = account.properties[objectType] ?? [];
    if (known.some((candidate) => candidate.name === body.data.name)) {
      return fail(c, errorOf(409, 'OBJECT_ALREADY_EXISTS', `A property named '${body.data.name}' already exists.`));
    }
    const {
      description = '',
      hasUniqueValue = false,
      hidden = false,
      options: choices = [],
      name,
      label,
      groupName,
      type,
      fieldType,
    } = body.data;
    const created = property({
      name,
      label,
      groupName,
      type,
      fieldType,
      description,
      hasUniqueValue,
      hidden,
      options: choices,
      hubspotDefined: false,
    });
    known.push(created);
    return answer(c, 201, created);
  });

  app.post(`${objects}/batch/upsert`, async (c) => {
    const body = await read(c, UpsertBody);
    if (!body.ok) return fail(c, body.error);
    const outcome = upsertBatch(account, c.req.param('objectType'), body.data.inputs, options.batches);
    return answer(c, outcome.status, outcome.body);
  });

  app.post(`${objects}/search`, async (c) => {
    const objectType = c.req.param('objectType');
    const body = await read(c, SearchBody);
    if (!body.ok) return fail(c, body.error);
    const filters = body.data.filterGroups.flatMap((group) => group.filters);
    const found = [...(account.records[objectType]?.values() ?? [])].filter(({ properties: values }) =>
      filters.every(({ propertyName, values: wanted }) => wanted.includes(values[propertyName] ?? '')),
    );
    return c.json({ total: found.length, results: found.slice(0, body.data.limit).map(toAnswer) });
  });

  app.post(`${objects}/gdpr-delete`, async (c) => {
    const objectType = c.req.param('objectType');
    const body = await read(c, EraseBody);
    if (!body.ok) return fail(c, body.error);
    const { objectId, idProperty } = body.data;
    const record = account.find(objectType, objectId, idProperty);
    if (record === undefined && idProperty === undefined) return fail(c, notFound());
    if (record !== undefined) account.erase(objectType, record.id);
    return c.body(null, 204);
  });

  app.post(objects, async (c) => {
    const objectType = c.req.param('objectType');
    const body = await read(c, CreateBody);
    if (!body.ok) return fail(c, body.error);
    const targets: string[] = [];
    for (const { to, types } of body.data.associations ?? []) {
      const [from, toType] = ASSOCIATION_TYPES[types[0]?.associationTypeId ?? 0] ?? [];
      if (from !== objectType || toType === undefined)
        return fail(c, errorOf(400, 'VALIDATION_ERROR', 'No association type with this id leads from this object.'));
      if (account.find(toType, to.id) === undefined) return fail(c, notFound());
      targets.push(`${toType}:${to.id}`);
    }
    if (objectType === 'notes' && body.data.properties['hs_timestamp'] === undefined) {
      return fail(
        c,
        errorOf(400, 'VALIDATION_ERROR', 'Error creating NOTE. Some required properties were not set.', {
          context: { properties: ['hs_timestamp'] },
        }),
      );
    }
    const record = account.create(objectType, body.data.properties);
    if (isError(record)) return fail(c, record);
    for (const target of targets) account.associate(`${objectType}:${record.id}`, target);
    return answer(c, 201, toAnswer(record));
  });

  app.get(`${objects}/:id`, (c) => {
    const objectType = c.req.param('objectType');
    const record = account.find(objectType, c.req.param('id'), c.req.query('idProperty'));
    if (record === undefined) return fail(c, notFound());
    const wanted = c.req.query('associations');
    if (wanted === undefined) return c.json(toAnswer(record));
    const ids = account.associated(objectType, record.id, wanted);
    const results = ids
      .slice(0, options.associationPage)
      .map((id) => ({ id, type: `${objectType.slice(0, -1)}_to_${wanted.slice(0, -1)}` }));
    const paging = ids.length > results.length ? { paging: { next: { after: String(results.length) } } } : {};
    return c.json({ ...toAnswer(record), ...(ids.length === 0 ? {} : { associations: { [wanted]: { results, ...paging } } }) });
  });

  app.patch(`${objects}/:id`, async (c) => {
    const objectType = c.req.param('objectType');
    const body = await read(c, UpdateBody);
    if (!body.ok) return fail(c, body.error);
    const record = account.find(objectType, c.req.param('id'), c.req.query('idProperty'));
    if (record === undefined) return fail(c, notFound());
    const updated = account.update(objectType, record, body.data.properties);
    return isError(updated) ? fail(c, updated) : c.json(toAnswer(updated));
  });

  app.put(`${objects}/:id/associations/default/:toType{contacts|companies|deals}/:toId`, (c) => {
    const { objectType, id, toType, toId } = c.req.param();
    if (account.find(objectType, id) === undefined || account.find(toType, toId) === undefined) return fail(c, notFound());
    account.associate(`${objectType}:${id}`, `${toType}:${toId}`);
    const at = new Date(account.now()).toISOString();
    return c.json({ status: 'COMPLETE', startedAt: at, completedAt: at, results: [] });
  });
}

export async function read<T>(c: Context, schema: z.ZodType<T>): Promise<{ ok: true; data: T } | { ok: false; error: TwinError }> {
  const json: unknown = await c.req.json().catch(() => undefined);
  const parsed = schema.safeParse(json);
  if (parsed.success) return { ok: true, data: parsed.data };
  const [issue] = parsed.error.issues;
  return { ok: false, error: malformed(`${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`) };
}
