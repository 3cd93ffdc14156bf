export { eraseOurData } from '../compliance/our-data.ts';
export { createShopifyTables } from './migrations.ts';
export type { ShopifyTables } from './tables.ts';
