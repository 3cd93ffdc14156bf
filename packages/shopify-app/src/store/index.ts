export type { ShopifyTables } from './tables.ts';
