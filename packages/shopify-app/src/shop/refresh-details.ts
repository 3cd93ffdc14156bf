import { adminClient } from '../admin/client.ts';
import { AdminError } from '../admin/errors.ts';
import { getShop } from '../admin/operations/shop.ts';
import type { Parts } from '../parts.ts';

/** Asks Shopify for the shop's name, currency and zone. Where it does not say, what was known stays. */
export async function refreshDetails(parts: Parts, shop: string): Promise<void> {
  try {
    const { shop: details, currentAppInstallation } = await adminClient(parts, shop).query(getShop, {});
    await parts.ports.store.db
      .updateTable('shopify_shops')
      .set({
        name: details.name,
        email: details.email,
        currency: details.currencyCode,
        country: details.billingAddress.countryCodeV2,
        timezone: details.ianaTimezone,
        plan: details.plan.publicDisplayName,
        scopes: currentAppInstallation.accessScopes.map(({ handle }) => handle).join(' '),
        updated_at: parts.ports.clock.now(),
      })
      .where('shop', '=', shop)
      .execute();
  } catch (error) {
    if (!(error instanceof AdminError)) throw error;
    parts.ports.logger.warn({ shop, error: error.message }, 'Shopify did not say who this shop is');
  }
}
