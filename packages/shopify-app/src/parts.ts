import type { ShopifyConfig } from './config.ts';
import type { ShopifyPorts } from './ports.ts';
import { createMemory, type Memory } from './memory.ts';

/** What every verb of the app works with. */
export interface Parts {
  ports: ShopifyPorts;
  config: ShopifyConfig;
  /** What this process remembers to be quick; never the truth. */
  memory: Memory;
  /** Tells the worker of this process that there may be work. Call it after the commit. */
  wake: () => void;
}

export function createParts(ports: ShopifyPorts, config: ShopifyConfig, wake: () => void = () => {}): Parts {
  return { ports, config, memory: createMemory(config), wake };
}
