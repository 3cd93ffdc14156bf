import { DEFAULT_SETTINGS, ShopSettings } from '../panel-api/resources.ts';
import type { Parts } from '../parts.ts';
import type { ShopRow } from './find.ts';

type Changes = { [Name in keyof ShopSettings]?: ShopSettings[Name] | undefined };

/** A shop's settings; what an older version did not know has its default. */
export function settingsOf(row: Pick<ShopRow, 'settings'>): ShopSettings {
  const kept = ShopSettings.partial().safeParse(JSON.parse(row.settings));
  return { ...DEFAULT_SETTINGS, ...(kept.success ? definedOf(kept.data) : {}) };
}

/**
 * Changes those that are given. Read and written in one transaction, so that nothing saved meanwhile is undone. Checkouts that
 * are no longer to be watched are forgotten at once.
 */
export async function saveSettings(parts: Parts, shop: string, changes: Changes): Promise<ShopSettings> {
  const settings = await parts.ports.store.transaction(async (trx) => {
    const row = await trx.selectFrom('shopify_shops').select('settings').where('shop', '=', shop).executeTakeFirstOrThrow();
    const changed = { ...settingsOf(row), ...definedOf(changes) };
    await trx
      .updateTable('shopify_shops')
      .set({ settings: JSON.stringify(changed), updated_at: parts.ports.clock.now() })
      .where('shop', '=', shop)
      .execute();
    if (changed.abandonedAfterMinutes === null) {
      await trx.deleteFrom('shopify_checkouts').where('shop', '=', shop).where('state', '=', 'open').execute();
    }
    return changed;
  });
  parts.wake();
  return settings;
}

const definedOf = (settings: Changes): Partial<ShopSettings> =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
