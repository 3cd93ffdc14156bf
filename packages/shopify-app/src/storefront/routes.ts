import { toProblems } from '@handoff/shared/event';
import type { Context, Hono } from 'hono';
import type { z } from 'zod';
import { InvalidError, ShopError } from '../errors.ts';
import { bindShop } from '../panel-api/bind.ts';
import { shopEndpoints } from '../panel-api/endpoints.ts';
import { readText } from '../panel-api/read-body.ts';
import type { Parts } from '../parts.ts';
import type { Accept } from '../webhooks/accept.ts';
import { acceptForm } from './accept-form.ts';
import { acceptPixel } from './accept-pixel.ts';
import { createFloodgate } from './floodgate.ts';
import { setPixel } from './set-pixel.ts';
import { type ProxiedVisit, readProxiedVisit } from './signature.ts';
import { PixelEvent, Submission } from './submission.ts';
import { seeEmbed } from './theme-embed.ts';

/**
 * What the storefront posts: copies of forms and the embed's sign of life through Shopify's app proxy (`/proxy/…`), the
 * web pixel's events directly (`/pixel`); and the panel's switch for that pixel. A form is kept durably before it is
 * answered. Nobody on the storefront waits for an answer: what goes wrong here must never stop a visitor.
 */
export function storefrontRoutes(app: Hono, parts: Parts, accept: Accept): void {
  const gate = createFloodgate(parts.ports);

  app.post('/proxy/forms', async (c) => {
    const visit = requireVisit(parts, c);
    const sender = { ip: clientOf(c), userAgent: c.req.header('user-agent') };
    gate.form(visit.shop, sender.ip);
    const submission = parse(Submission, await readText(c));
    return c.json({ kept: await keep(parts, c, () => acceptForm(parts, accept, { submission, visit, sender })) });
  });

  app.post('/proxy/seen', async (c) => {
    const { shop } = requireVisit(parts, c);
    gate.form(shop, clientOf(c));
    await seeEmbed(parts, shop);
    return c.json({ seen: true });
  });

  app.post('/pixel', async (c) => {
    // The pixel runs in a sandbox without an origin of its own. Nothing here is told to whoever asks.
    c.header('access-control-allow-origin', '*');
    gate.visitor(parts.ports.addressOf(c));
    const event = parse(PixelEvent, await readText(c));
    gate.pixel(event.shop);
    return c.json({ kept: await keep(parts, c, () => acceptPixel(parts, accept, event)) });
  });

  bindShop(app, parts, shopEndpoints.setPixel, (call) => setPixel(parts, call.shop.shop, call.body.on));
}

/** @throws ShopError `signature_invalid` */
function requireVisit(parts: Parts, c: Context): ProxiedVisit {
  const visit = readProxiedVisit(parts.config, new URL(c.req.url).searchParams, parts.ports.clock.now());
  if (visit !== undefined) return visit;
  throw new ShopError(
    'signature_invalid',
    'Shopify did not sign this request, or signed it too long ago. Post to the shop’s own address, /apps/handoff/….',
  );
}

function parse<S extends z.ZodType>(schema: S, body: string): z.infer<S> {
  let json: unknown;
  try {
    // PostgreSQL's text takes no zero byte.
    json = JSON.parse(body.replaceAll('\\u0000', ''));
  } catch {
    throw new ShopError('not_json', 'This is not JSON, so nothing of it was kept.');
  }
  const read = schema.safeParse(json);
  if (read.success) return read.data;
  throw new InvalidError(toProblems(read.error));
}

async function keep(parts: Parts, c: Context, work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work();
  } catch (error) {
    parts.ports.logger.error({ path: c.req.path, error: String(error) }, 'what the storefront posted could not be kept');
    throw new ShopError('unavailable', 'This could not be kept right now. Send it again.', { cause: error });
  }
}

/** The visitor's address: Shopify's proxy puts it first. */
function clientOf(c: Context): string | undefined {
  const first = c.req.header('x-forwarded-for')?.split(',')[0]?.trim();
  return first === '' ? undefined : first;
}
