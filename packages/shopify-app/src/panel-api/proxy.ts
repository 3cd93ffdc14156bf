import { ApiErrorBody } from '@handoff/shared/api';
import type { Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { call } from '../companion/call.ts';
import { CompanionError } from '../companion/errors.ts';
import { linkOf } from '../companion/link.ts';
import { noteFailure } from '../companion/pause.ts';
import { ShopError } from '../errors.ts';
import type { Parts } from '../parts.ts';
import { readAsker } from './asker.ts';
import { allowedPath } from './proxy-path.ts';
import { readText } from './read-body.ts';

const PREFIX = '/api/server/';
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * The panel's way to the companion: the app adds a token that names the person for a minute, and passes the answer on as
 * it is. No credential of the companion reaches a browser.
 */
export function proxyRoutes(app: Hono, parts: Parts): void {
  app.on(METHODS, `${PREFIX}*`, async (c) => {
    const { shop, person, language } = await readAsker(parts, c);
    const link = await linkOf(parts, shop.shop);
    const { pathname, search } = new URL(c.req.url);
    const path = allowedPath(pathname.slice(pathname.indexOf(PREFIX) + PREFIX.length), link.workspaceId);
    if (path === undefined) throw new ShopError('not_found', 'The panel does not reach this part of the server.');
    const body = c.req.method === 'GET' ? '' : await readText(c);
    const answer = await call(parts, shop.shop, person.label, {
      method: c.req.method,
      path: path + search,
      body: body === '' ? undefined : body,
      language,
    });
    const text = await answer.text();
    // The server speaks JSON; what does not comes from something in its place.
    const json = readJson(text);
    if (json === undefined) {
      throw new ShopError(
        'unavailable',
        `Something that is not the Handoff server answered in its place (status ${answer.status}). Events are kept meanwhile.`,
      );
    }
    const error = ApiErrorBody.safeParse(json).data?.error;
    if (error?.code === 'source_revoked') await noteFailure(parts, shop.shop, link, new CompanionError('refused', error.message));
    return pass(c, answer, text);
  });
}

function pass(c: Context, answer: Response, text: string): Response {
  const retryAfter = answer.headers.get('retry-after');
  if (retryAfter !== null) c.header('retry-after', retryAfter);
  c.header('content-type', 'application/json; charset=utf-8');
  return c.body(text, answer.status as ContentfulStatusCode);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
