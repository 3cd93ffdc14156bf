import type { ThemeEmbed } from '../panel-api/resources.ts';
import type { z } from 'zod';
import type { Parts } from '../parts.ts';
import type { ShopRow } from '../shop/find.ts';

/** Often enough to say "seen today", seldom enough to cost nothing. */
const NOTED_EVERY_MS = 3_600_000;

/** The theme's app embed reported in from a visitor's page, or from the theme editor. */
export async function seeEmbed(parts: Parts, shop: string): Promise<void> {
  const now = parts.ports.clock.now();
  await parts.ports.store.db
    .updateTable('shopify_shops')
    .set({ embed_seen_at: now })
    .where('shop', '=', shop)
    .where((row) => row.or([row('embed_seen_at', 'is', null), row('embed_seen_at', '<', now - NOTED_EVERY_MS)]))
    .execute();
}

/** The block's file in `extensions/handoff-storefront/blocks`, by which the theme editor knows it. */
const EMBED_HANDLE = 'embed';

/** Whether the embed was seen, and where in the shop's admin it is switched on. */
export function themeEmbedOf(parts: Pick<Parts, 'config'>, row: Pick<ShopRow, 'shop' | 'embed_seen_at'>): z.infer<typeof ThemeEmbed> {
  const activate = encodeURIComponent(`${parts.config.apiKey}/${EMBED_HANDLE}`);
  return {
    seenAt: row.embed_seen_at === null ? null : new Date(row.embed_seen_at).toISOString(),
    editorUrl: `https://${row.shop}/admin/themes/current/editor?context=apps&activateAppId=${activate}`,
  };
}
