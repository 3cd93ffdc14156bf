import { errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { ShopError } from '../errors.ts';
import type { Parts } from '../parts.ts';
import { isShopDomain } from './shop-domain.ts';

/** Who asks, as Shopify's session token says: a member of a shop's staff in Shopify's admin. */
export interface Session {
  shop: string;
  /** The staff member's id at Shopify. */
  userId: string;
  /** The token itself, to be exchanged for access; valid for a minute. Never logged. */
  token: string;
}

const Claims = z.object({ iss: z.string(), dest: z.string(), aud: z.string(), sub: z.string().regex(/^\d{1,30}$/), exp: z.number() });
const TOLERANCE_SECONDS = 10;

/**
 * Checks Shopify's session token fully. We check it ourselves: `@shopify/shopify-api` 15 takes tokens whose `iss` is
 * another shop or whose `dest` is no shop, goes by the process's clock, knows one secret only, and puts the whole
 * token into its error.
 * @throws ShopError `token_missing` or `token_invalid`, without a word of the token.
 */
export async function readSessionToken(parts: Parts, header: string | undefined): Promise<Session> {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header ?? '')?.[1];
  if (token === undefined)
    throw new ShopError('token_missing', 'Open Handoff from your Shopify admin: this request does not say who asks.');
  const claims = await claimsOf(parts, token);
  const shop = /^https:\/\/([^/]+)$/.exec(claims.dest)?.[1];
  if (!isShopDomain(shop)) throw invalid('The session was made for something that is not a Shopify shop.');
  if (claims.iss !== `https://${shop}/admin`) throw invalid('The session was made by another shop than the one it is for.');
  return { shop, userId: claims.sub, token };
}

async function claimsOf(parts: Parts, token: string): Promise<z.infer<typeof Claims>> {
  const { apiKey, apiSecret, previousApiSecret } = parts.config;
  const secrets = previousApiSecret === undefined ? [apiSecret] : [apiSecret, previousApiSecret];
  for (const secret of secrets) {
    try {
      const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
        algorithms: ['HS256'],
        audience: apiKey,
        requiredClaims: ['exp', 'nbf'],
        clockTolerance: TOLERANCE_SECONDS,
        currentDate: new Date(parts.ports.clock.now()),
      });
      const claims = Claims.safeParse(payload);
      if (claims.success) return claims.data;
      throw invalid('The session lacks something Shopify’s sessions have.');
    } catch (error) {
      if (error instanceof ShopError) throw error;
      if (error instanceof errors.JWTExpired) throw invalid('The session has expired. Reload the page.');
      if (error instanceof errors.JWTClaimValidationFailed) throw invalid('The session is not for this app, or not for this time.');
      // Otherwise it may be signed with the other secret. The library's error is left behind: it could hold the token.
    }
  }
  throw invalid('The session is not signed by Shopify for this app.');
}

function invalid(what: string): ShopError {
  return new ShopError('token_invalid', `${what} Open Handoff again from your Shopify admin.`);
}
