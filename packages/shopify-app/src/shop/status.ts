import { z } from 'zod';
import { SCOPES } from '../manifest/scopes.ts';
import type { Asker } from '../panel-api/call.ts';
import { jobView } from '../panel-api/job.ts';
import { ProtectedField, type ShopStatus } from '../panel-api/resources.ts';
import { iso, isoOrNull } from '../panel-api/times.ts';
import type { Parts } from '../parts.ts';
import { EVENT_TOPIC, pixelOf, themeEmbedOf } from '../storefront/index.ts';
import type { ShopRow } from './find.ts';
import { setupSteps } from './setup.ts';

type Status = z.input<typeof ShopStatus>;

/** Everything the panel's frame and Home need to know of a shop. */
export async function shopStatus(parts: Parts, { shop, person }: Asker): Promise<Status> {
  const [inbox, lastWebhookAt, importJob, reconcileJob, setup] = await Promise.all([
    countInbox(parts, shop.shop),
    lastWebhook(parts, shop.shop),
    lastJob(parts, shop.shop, 'import'),
    lastJob(parts, shop.shop, 'reconcile'),
    setupSteps(parts, shop, person.label),
  ]);
  return {
    shop: {
      domain: shop.shop,
      name: shop.name,
      currency: shop.currency,
      country: shop.country,
      timezone: shop.timezone,
      plan: shop.plan,
    },
    person: { name: person.name, email: person.email || (shop.email ?? '') },
    link: linkOf(parts, shop),
    mayOpenWorkspace: parts.ports.companion.openWorkspace !== undefined,
    access: {
      state: shop.access_problem === null && shop.tokens !== null ? 'ok' : 'reconnect',
      message: shop.access_problem,
      keptAliveAt: isoOrNull(shop.kept_alive_at),
    },
    sending: sendingOf(shop),
    scopes: scopesOf(shop),
    protectedData: protectedDataOf(shop),
    setup,
    ...inbox,
    lastWebhookAt,
    import: importJob,
    reconcile: reconcileJob,
    pixel: pixelOf(shop),
    themeEmbed: themeEmbedOf(parts, shop),
  };
}

function linkOf(parts: Parts, shop: ShopRow): Status['link'] {
  if (shop.source_id === null || shop.workspace_id === null) return null;
  return {
    origin: parts.ports.companion.origin(),
    sourceId: shop.source_id,
    workspaceId: shop.workspace_id,
    workspaceName: shop.workspace_name ?? '',
    fingerprint: shop.fingerprint ?? '',
    connectedAt: iso(shop.paired_at ?? shop.created_at),
  };
}

function sendingOf(shop: ShopRow): Status['sending'] {
  if (shop.source_id === null) {
    return {
      state: 'not_connected',
      message: 'This shop is not connected to a workspace yet. Everything is kept until it is.',
      until: null,
    };
  }
  if (shop.sending_problem === null) return { state: 'on', message: null, until: null };
  return { state: 'paused', message: shop.sending_problem, until: isoOrNull(shop.sending_paused_until) };
}

function scopesOf(shop: ShopRow): Status['scopes'] {
  const granted = new Set(shop.scopes.split(' '));
  // Shopify names the right to read only where the right to write, which holds it, was not granted.
  const has = (scope: string) => granted.has(scope) || granted.has(scope.replace(/^read_/, 'write_'));
  return SCOPES.map(({ scope, why, required }) => ({ scope, why, required, granted: has(scope) }));
}

const Found = z.partialRecord(ProtectedField.shape.field, ProtectedField.shape.state);

function protectedDataOf(shop: ShopRow): Status['protectedData'] {
  const found = Found.safeParse(JSON.parse(shop.protected_data)).data ?? {};
  return ProtectedField.shape.field.options.map((field) => ({ field, state: found[field] ?? 'unknown' }));
}

async function countInbox(parts: Parts, shop: string): Promise<Pick<Status, 'waiting' | 'failed'>> {
  const rows = await parts.ports.store.db
    .selectFrom('shopify_inbox')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .where('shop', '=', shop)
    .where('state', 'in', ['pending', 'failed'])
    .groupBy('state')
    .execute();
  const count = (state: string) => rows.find((row) => row.state === state)?.count ?? 0;
  return { waiting: count('pending'), failed: count('failed') };
}

async function lastWebhook(parts: Parts, shop: string): Promise<string | null> {
  const row = await parts.ports.store.db
    .selectFrom('shopify_topics')
    .select((eb) => eb.fn.max('last_at').as('at'))
    .where('shop', '=', shop)
    .where('deliveries', '>', 0)
    .where('topic', '<>', EVENT_TOPIC)
    .executeTakeFirst();
  return row?.at === null || row?.at === undefined ? null : iso(row.at);
}

async function lastJob(parts: Parts, shop: string, kind: 'import' | 'reconcile'): Promise<Status['import']> {
  const row = await parts.ports.store.db
    .selectFrom('shopify_jobs')
    .selectAll()
    .where('shop', '=', shop)
    .where('kind', '=', kind)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : jobView(row);
}
