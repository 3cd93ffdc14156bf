export { createShopifyTables } from './migrations.ts';
export type { ShopifyTables } from './tables.ts';
