export { eraseOurData } from '../compliance/our-data.ts';
export { addShopifyLeft, createShopifyTables } from './migrations.ts';
export type { ShopifyTables } from './tables.ts';
