import { z } from 'zod';
import { call } from '../companion/call.ts';
import { CompanionError } from '../companion/errors.ts';
import type { SetupStep } from '../panel-api/resources.ts';
import type { Parts } from '../parts.ts';
import type { ShopRow } from './find.ts';

const Connections = z.object({ items: z.array(z.object({ authorized: z.boolean() })) });
const Flows = z.object({ items: z.array(z.object({ published: z.unknown().nullable() })) });

/** The checklist of the first day, in the order a merchant goes through it. */
export async function setupSteps(parts: Parts, shop: ShopRow, person: string): Promise<z.input<typeof SetupStep>[]> {
  const [connections, flows, imported] = await Promise.all([
    ask(parts, shop, person, 'connections', Connections),
    ask(parts, shop, person, 'flows', Flows),
    hasImported(parts, shop),
  ]);
  return [
    { key: 'workspace', done: shop.source_id !== null, optional: false },
    { key: 'destination', done: connections?.items.some(({ authorized }) => authorized) === true, optional: false },
    { key: 'flow', done: flows?.items.some(({ published }) => published !== null) === true, optional: false },
    { key: 'test', done: shop.tested_at !== null, optional: false },
    { key: 'import', done: imported, optional: true },
    { key: 'theme_embed', done: shop.embed_seen_at !== null, optional: true },
    { key: 'pixel', done: shop.pixel_id !== null, optional: true },
  ];
}

/** Undefined where there is no workspace, or the companion does not say: then the step counts as open. */
async function ask<Schema extends z.ZodType>(
  parts: Parts,
  shop: ShopRow,
  person: string,
  what: 'connections' | 'flows',
  schema: Schema,
): Promise<z.output<Schema> | undefined> {
  if (shop.workspace_id === null) return undefined;
  try {
    const response = await call(parts, shop.shop, person, { method: 'GET', path: `/v1/workspaces/${shop.workspace_id}/${what}` });
    return schema.safeParse(await response.json().catch(() => undefined)).data;
  } catch (error) {
    if (error instanceof CompanionError) return undefined;
    throw error;
  }
}

/** Into this workspace: what another one was filled with does not count. */
async function hasImported(parts: Parts, { shop, paired_at: pairedAt }: ShopRow): Promise<boolean> {
  if (pairedAt === null) return false;
  const row = await parts.ports.store.db
    .selectFrom('shopify_jobs')
    .select('id')
    .where('shop', '=', shop)
    .where('kind', '=', 'import')
    .where('state', '=', 'done')
    .where('created_at', '>=', pairedAt)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
