import { DEFAULT_SETTINGS, ShopSettings } from '../panel-api/resources.ts';
import type { Parts } from '../parts.ts';
import { requireShop, type ShopRow } from './find.ts';

/** A shop's settings; what an older version did not know has its default. */
export function settingsOf(row: Pick<ShopRow, 'settings'>): ShopSettings {
  const kept = ShopSettings.partial().safeParse(JSON.parse(row.settings));
  return { ...DEFAULT_SETTINGS, ...(kept.success ? definedOf(kept.data) : {}) };
}

/** Changes those that are given. */
export async function saveSettings(parts: Parts, shop: string, changes: Partial<ShopSettings>): Promise<ShopSettings> {
  const row = await requireShop(parts, shop);
  const settings = { ...settingsOf(row), ...definedOf(changes) };
  await parts.ports.store.db
    .updateTable('shopify_shops')
    .set({ settings: JSON.stringify(settings), updated_at: parts.ports.clock.now() })
    .where('shop', '=', shop)
    .execute();
  parts.wake();
  return settings;
}

const definedOf = (settings: { [Name in keyof ShopSettings]?: ShopSettings[Name] | undefined }): Partial<ShopSettings> =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
