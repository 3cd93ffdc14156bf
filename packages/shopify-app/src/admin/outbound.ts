import { AsyncLocalStorage } from 'node:async_hooks';
// oxlint-disable-next-line import/no-unassigned-import -- the library's adapter does its work by being imported
import '@shopify/shopify-api/adapters/web-api';
import { setAbstractFetchFunc } from '@shopify/shopify-api/runtime';
import type { ShopifyPorts } from '../ports.ts';

interface Outbound {
  shop: string;
  fetch: ShopifyPorts['fetch'];
}

const current = new AsyncLocalStorage<Outbound>();

/**
 * The library's way out is one for the whole process, so it is bound to the call under way: through the ports of the app
 * that makes it, and to the one shop it is for. Whatever else the library might want to reach is refused.
 */
setAbstractFetchFunc((input, init) => {
  const outbound = current.getStore();
  const request = new Request(input, { ...init, redirect: 'manual' });
  const { protocol, host } = new URL(request.url);
  if (outbound === undefined || protocol !== 'https:' || host !== outbound.shop) {
    return Promise.reject(new TypeError(`A call to ${host} was not expected.`));
  }
  return outbound.fetch(request);
});

/** Runs a call of the library to one shop. */
export function withOutbound<T>(outbound: Outbound, work: () => Promise<T>): Promise<T> {
  return current.run(outbound, work);
}
