import { ApiError, type Client, createClient } from '@handoff/shared/api';
import { call } from '../companion/index.ts';
import { ShopError } from '../errors.ts';
import type { Parts } from '../parts.ts';

/** Who asks the companion when Shopify Flow does; named in its audit. */
const PERSON = 'Shopify Flow';

/** The companion's API for a shop, on behalf of its Shopify Flow. Throws `CompanionError` and `ApiError`. */
export function companionClient(parts: Parts, shop: string): Client {
  return createClient({
    baseUrl: parts.ports.companion.origin(),
    // `call` vouches for each request by itself.
    token: () => '',
    fetch: async (request) => {
      const { pathname, search } = new URL(request.url);
      const body = request.body === null ? undefined : await request.text();
      return call(parts, shop, PERSON, { method: request.method, path: pathname + search, body });
    },
  });
}

/** What Shopify Flow does about a refusal of the companion: with `unavailable` it asks again for a day and a half, with others it gives up. */
export function flowError(error: unknown): unknown {
  if (!(error instanceof ApiError)) return error;
  const passing = error.status >= 500 || error.status === 429;
  return new ShopError(passing ? 'unavailable' : 'conflict', error.message, { cause: error });
}
