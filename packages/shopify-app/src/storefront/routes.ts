import type { ApiErrorBody, ErrorCode } from '@handoff/shared/api';
import { toProblems } from '@handoff/shared/event';
import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { z } from 'zod';
import { bindShop } from '../panel-api/bind.ts';
import { shopEndpoints } from '../panel-api/endpoints.ts';
import type { Parts } from '../parts.ts';
import type { Accept } from '../webhooks/accept.ts';
import { acceptForm } from './accept-form.ts';
import { acceptPixel } from './accept-pixel.ts';
import type { ProxiedVisit } from './signature.ts';
import { readProxiedVisit } from './signature.ts';
import { setPixel } from './set-pixel.ts';
import { PixelEvent, Submission } from './submission.ts';
import { seeEmbed } from './theme-embed.ts';

const MAX_BODY_BYTES = 256 * 1024;
/** The pixel runs in a sandbox without an origin of its own. Nothing here is told to whoever asks. */
const ANYWHERE = { 'access-control-allow-origin': '*' };

/**
 * What the storefront posts: copies of forms and the embed's sign of life through Shopify's app proxy (`/proxy/…`), the
 * web pixel's events directly (`/pixel`); and the panel's switch for that pixel. A form is kept durably before it is answered. Nobody on the storefront waits for an
 * answer: what goes wrong here must never stop a visitor.
 */
export function storefrontRoutes(app: Hono, parts: Parts, accept: Accept): void {
  const limit = bodyLimit({
    maxSize: MAX_BODY_BYTES,
    onError: (c) => refuse(c, 413, 'body_too_large', `The body is larger than ${MAX_BODY_BYTES} bytes, so nothing of it was kept.`),
  });
  const visitOf = (c: Context): ProxiedVisit | undefined =>
    readProxiedVisit(parts.config, new URL(c.req.url).searchParams, parts.ports.clock.now());

  app.post('/proxy/forms', limit, async (c) => {
    const visit = visitOf(c);
    if (visit === undefined) return refuse(c, 401, 'signature_invalid', NOT_PROXIED);
    const read = parse(Submission, await c.req.text());
    if ('problems' in read) return refuse(c, 422, 'invalid', NOT_READ, read.problems);
    const sender = { ip: clientOf(c), userAgent: c.req.header('user-agent') };
    return kept(c, parts, () => acceptForm(parts, accept, { submission: read.value, visit, sender }));
  });

  app.post('/proxy/seen', limit, async (c) => {
    const visit = visitOf(c);
    if (visit === undefined) return refuse(c, 401, 'signature_invalid', NOT_PROXIED);
    await seeEmbed(parts, visit.shop);
    return c.json({ seen: true });
  });

  bindShop(app, parts, shopEndpoints.setPixel, (call) => setPixel(parts, call.shop.shop, call.body.on));

  app.post('/pixel', limit, async (c) => {
    const read = parse(PixelEvent, await c.req.text());
    if ('problems' in read) return c.json({ kept: false }, 422, ANYWHERE);
    return kept(c, parts, () => acceptPixel(parts, accept, read.value), ANYWHERE);
  });
}

const NOT_PROXIED = 'Shopify did not sign this request, or signed it too long ago. Post to the shop’s own address, /apps/handoff/….';
const NOT_READ = 'This is not what Handoff’s storefront script posts, so nothing of it was kept.';

function parse<S extends z.ZodType>(schema: S, body: string): { value: z.infer<S> } | { problems: ReturnType<typeof toProblems> } {
  let json: unknown;
  try {
    // PostgreSQL's text takes no zero byte.
    json = JSON.parse(body.replaceAll('\\u0000', ''));
  } catch {
    return { problems: [{ path: '', message: 'This is not JSON.' }] };
  }
  const read = schema.safeParse(json);
  return read.success ? { value: read.data } : { problems: toProblems(read.error) };
}

async function kept(c: Context, parts: Parts, work: () => Promise<boolean>, headers: Record<string, string> = {}): Promise<Response> {
  try {
    return c.json({ kept: await work() }, 200, headers);
  } catch (error) {
    parts.ports.logger.error({ path: c.req.path, error: String(error) }, 'what the storefront posted could not be kept');
    return c.json(failure('unavailable', 'This could not be kept right now. Send it again.'), 503, headers);
  }
}

/** The visitor's address: Shopify's proxy puts it first. */
function clientOf(c: Context): string | undefined {
  const first = c.req.header('x-forwarded-for')?.split(',')[0]?.trim();
  return first === '' ? undefined : first;
}

function refuse(c: Context, status: 401 | 413 | 422, code: ErrorCode, message: string, problems?: { path: string; message: string }[]) {
  return c.json(failure(code, message, problems), status);
}

function failure(code: ErrorCode, message: string, problems?: { path: string; message: string }[]): ApiErrorBody {
  return { error: { code, message, ...(problems === undefined ? {} : { problems }) } };
}
