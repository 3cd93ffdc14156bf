import { toProblems } from '@handoff/shared/event';
import type { Context } from 'hono';
import { z } from 'zod';
import { isShopDomain } from '../auth/shop-domain.ts';
import { InvalidError, ShopError } from '../errors.ts';
import { bareId } from '../normalize/ids.ts';
import type { Parts } from '../parts.ts';
import { readText } from '../panel-api/read-body.ts';
import { signatureOf } from '../webhooks/headers.ts';
import { isSignedByShopify } from '../webhooks/verify.ts';

const Words = z.string().trim().min(1, 'Say which destination, by its name in Handoff.').max(200);

/** What the merchant filled in, by the keys of `extensions/<action>/shopify.extension.toml`. */
export const SendCustomer = z.object({
  customer_id: z.union([z.string().min(1).max(100), z.number().int().positive()]).transform(bareId),
  destination: Words,
});
export const PauseDestination = z.object({
  destination: Words,
  reason: z
    .string()
    .trim()
    .max(400)
    .nullish()
    .transform((text) => (text === '' ? undefined : (text ?? undefined))),
});

/** One run of an action in a merchant's workflow. `id` is the same when Shopify Flow asks again. */
export interface ActionRun<Properties> {
  shop: string;
  id: string;
  properties: Properties;
}

/**
 * Reads a request of Shopify Flow, which signs its body like a webhook's.
 * Source: shopify.dev, "Create Flow action endpoints".
 * @throws ShopError `signature_invalid`, `not_json`, `invalid`.
 */
export async function readAction<S extends z.ZodType>(parts: Parts, c: Context, properties: S): Promise<ActionRun<z.infer<S>>> {
  const body = await readText(c);
  if (!isSignedByShopify(parts.config, new TextEncoder().encode(body), signatureOf(c.req.raw.headers))) {
    throw new ShopError('signature_invalid', 'Shopify’s signature does not match this body, so nothing was done.');
  }
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    throw new ShopError('not_json', 'Shopify Flow sent no JSON, so nothing was done.');
  }
  const run = Run.safeParse(json);
  if (!run.success) throw new InvalidError(toProblems(run.error));
  const filled = properties.safeParse(run.data.properties);
  if (!filled.success) throw new InvalidError(toProblems(filled.error, '/properties'));
  return { shop: run.data.shopify_domain, id: run.data.action_run_id, properties: filled.data };
}

const Run = z.object({
  shopify_domain: z.string().refine(isShopDomain, 'This is no shop’s domain.'),
  action_run_id: z.string().min(1).max(100),
  properties: z.unknown(),
});
