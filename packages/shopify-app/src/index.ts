export type { ShopifyConfig } from './config.ts';
export type { AppLogger, Companion, Sealer, ShopifyPorts, ShopifyStore } from './ports.ts';
