import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { CallContext } from '../kit/index.ts';
import type { Line } from './commerce.ts';
import type { Settings } from './settings.ts';
import { isMissing, isThereAlready, storePath } from './store.ts';

const Product = z.looseObject({ id: z.string(), variants: z.array(z.looseObject({ id: z.string() })).default([]) });

/** A line with the ids Mailchimp needs. Something sold without a product in the shop is known by its name. */
export function identify(line: Line): Line & { productId: string; variantId: string } {
  const named = line.sku ?? line.title ?? 'item';
  const productId = line.productId ?? `h-${createHash('sha256').update(named).digest('hex').slice(0, 20)}`;
  return { ...line, productId, variantId: line.variantId ?? productId };
}

/** Makes what the lines name and the store does not have: Mailchimp refuses an order of products it does not know. */
export async function ensureProducts(ctx: CallContext<Settings>, lines: ReturnType<typeof identify>[]): Promise<void> {
  for (const productId of new Set(lines.map((line) => line.productId))) {
    const sold = lines.filter((line) => line.productId === productId);
    const known = await readVariants(ctx, productId);
    if (known === undefined) await makeProduct(ctx, productId, sold);
    else for (const line of sold.filter(({ variantId }) => !known.has(variantId))) await addVariant(ctx, line);
  }
}

async function readVariants(ctx: CallContext<Settings>, productId: string): Promise<Set<string> | undefined> {
  try {
    const response = await ctx.call({ method: 'GET', path: productPath(ctx, productId), query: { fields: 'id,variants.id' } });
    return new Set(Product.parse(response.json).variants.map(({ id }) => id));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function makeProduct(ctx: CallContext<Settings>, id: string, sold: ReturnType<typeof identify>[]): Promise<void> {
  const variants = [...new Map(sold.map((line) => [line.variantId, variantOf(line)])).values()];
  const title = sold[0]?.title ?? sold[0]?.sku ?? id;
  try {
    await ctx.call({ method: 'POST', path: `${storePath(ctx.settings)}/products`, json: { id, title, variants } });
  } catch (error) {
    if (!isThereAlready(error)) throw error;
    // Another worker made it between our two calls, perhaps for another variant.
    for (const line of sold) await addVariant(ctx, line);
  }
}

async function addVariant(ctx: CallContext<Settings>, line: ReturnType<typeof identify>): Promise<void> {
  const path = `${productPath(ctx, line.productId)}/variants/${encodeURIComponent(line.variantId)}`;
  await ctx.call({ method: 'PUT', path, json: variantOf(line) });
}

function variantOf(line: ReturnType<typeof identify>) {
  return {
    id: line.variantId,
    title: line.variantTitle ?? line.title ?? line.sku ?? line.variantId,
    price: Number(line.unitPrice),
    ...(line.sku === undefined || line.sku === null || line.sku === '' ? {} : { sku: line.sku }),
  };
}

function productPath(ctx: CallContext<Settings>, id: string): string {
  return `${storePath(ctx.settings)}/products/${encodeURIComponent(id)}`;
}
