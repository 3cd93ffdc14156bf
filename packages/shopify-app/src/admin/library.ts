import { ApiVersion, LogSeverity, Session, shopifyApi, type Shopify } from '@shopify/shopify-api';
import type { ShopifyConfig } from '../config.ts';

/** The one version of the Admin API everything here is written for. */
export const API_VERSION = ApiVersion.October26;

/** The library, made once per app. It logs nothing: requests hold tokens. */
export function createLibrary(config: ShopifyConfig): Library {
  return shopifyApi({
    apiKey: config.apiKey,
    apiSecretKey: config.apiSecret,
    apiVersion: API_VERSION,
    hostName: new URL(config.appUrl()).host,
    isEmbeddedApp: true,
    logger: { level: LogSeverity.Error, httpRequests: false, log: () => {} },
    userAgentPrefix: 'Handoff',
  });
}

export type Library = Pick<Shopify, 'clients'>;

/** A session for one call. How long the token lives is ours to know (`auth/access`): the library takes one without an end for valid for ever. */
export function sessionOf(shop: string, accessToken: string): Session {
  return new Session({ id: `offline_${shop}`, shop, state: '', isOnline: false, accessToken });
}
