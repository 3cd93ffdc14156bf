import type { Config } from '../config/config.ts';
import { createGuardedFetch, type GuardedFetch } from '../destinations/kit/guard.ts';

/**
 * The way to Shopify: guarded as all calls are, but with answers handed over as they come, because the file of a bulk
 * operation holds a shop's whole history. A stand-in in place of Shopify gets its host as `x-forwarded-host`.
 */
export function createShopifyFetch({ shopify, allowPrivateDestinations }: Config): GuardedFetch {
  const guarded = createGuardedFetch({ allowPrivate: allowPrivateDestinations, longAnswers: 'stream' });
  const origin = shopify?.baseUrl;
  if (origin === undefined) return guarded;
  const fetch = async (request: Request): Promise<Response> => {
    const { host, pathname, search } = new URL(request.url);
    const redirected = new Request(origin + pathname + search, request);
    redirected.headers.set('x-forwarded-host', host);
    return guarded(redirected);
  };
  return Object.assign(fetch, { close: guarded.close });
}
