import type { ShopifyConfig } from './config.ts';
import type { ShopifyPorts } from './ports.ts';

/** What every verb of the app works with. */
export interface Parts {
  ports: ShopifyPorts;
  config: ShopifyConfig;
}
