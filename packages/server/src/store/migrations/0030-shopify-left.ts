import { addShopifyLeft } from '@handoff/shopify-app/store';

/** Pairings of shops that ended: people may ask for what was handed over under them. The Shopify app owns the table. */
export const shopifyLeft = addShopifyLeft;
