/**
 * Topics that a manifest cannot name: Shopify takes subscriptions to them by its API only, shop by shop.
 * Source: shopify.dev, webhook topics 2026-07.
 */
export const API_TOPICS = ['customer.joined_segment', 'customer.left_segment'] as const;
