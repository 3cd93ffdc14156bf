import { serverEnv } from '../../lib/seed.ts';

export const API_KEY = '0123456789abcdef0123456789abcdef';
export const API_SECRET = 'shpss_bench_0123456789abcdef';

/** Settings of a benchmarked server that has the Shopify app. */
export function shopifyEnv(dataDir: string): Record<string, string> {
  return {
    ...serverEnv({ dataDir }),
    HANDOFF_ALLOW_BASE_URL_OVERRIDE: 'true',
    HANDOFF_SHOPIFY_API_KEY: API_KEY,
    HANDOFF_SHOPIFY_API_SECRET: API_SECRET,
    HANDOFF_SHOPIFY_WORKSPACES: 'open',
    HANDOFF_LOG_LEVEL: 'error',
  };
}
