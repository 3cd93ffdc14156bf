import type { Endpoint } from '@handoff/shared/api';
import { toProblems } from '@handoff/shared/event';
import type { Context, Hono } from 'hono';
import type { z } from 'zod';
import { InvalidError, ShopError } from '../errors.ts';
import type { Parts } from '../parts.ts';
import { readAsker } from './asker.ts';
import type { Call } from './call.ts';
import { readText } from './read-body.ts';

/**
 * Mounts one of `shopEndpoints` under `/api`: checks the session token, parses every part by the endpoint's schemas,
 * calls one verb, answers.
 */
export function bindShop<E extends Endpoint>(
  app: Hono,
  parts: Parts,
  endpoint: E,
  handler: (call: Call<E>) => Promise<z.input<E['answer']>>,
): void {
  app.on(endpoint.method, `/api${endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1')}`, async (c) => {
    const asker = await readAsker(parts, c);
    const params = endpoint.params && parsePart(endpoint.params, c.req.param(), '/params');
    const query = endpoint.query && parsePart(endpoint.query, c.req.query(), '/query');
    const body = endpoint.body && parsePart(endpoint.body, await readJson(c), '');
    const answer = await handler({ params, query, body, ...asker } as Call<E>);
    return c.json(answer as object, endpoint.status);
  });
}

function parsePart<Schema extends z.ZodType>(schema: Schema, value: unknown, prefix: string): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InvalidError(toProblems(parsed.error, prefix));
}

async function readJson(c: Context): Promise<unknown> {
  const text = await readText(c);
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new ShopError('not_json', 'The request is not JSON. Reload the page and try again.');
  }
}
