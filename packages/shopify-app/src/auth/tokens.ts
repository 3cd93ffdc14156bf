import { z } from 'zod';
import type { Parts } from '../parts.ts';
import type { Grant } from './oauth.ts';

const Pair = z.object({ access: z.string(), refresh: z.string() });
export type TokenPair = z.infer<typeof Pair>;

/** The columns of a shop's row that hold a grant. Both tokens in one sealed text: no half of a pair is ever stored. */
export async function sealGrant(parts: Parts, grant: Grant) {
  const pair: TokenPair = { access: grant.accessToken, refresh: grant.refreshToken };
  return {
    tokens: await parts.ports.seal.seal(JSON.stringify(pair)),
    access_expires_at: grant.accessExpiresAt,
    refresh_expires_at: grant.refreshExpiresAt,
    refresh_lease: null,
    refresh_lease_until: null,
    access_problem: null,
    scopes: grant.scopes,
    kept_alive_at: parts.ports.clock.now(),
    updated_at: parts.ports.clock.now(),
  };
}

export async function openTokens(parts: Parts, sealed: string): Promise<TokenPair> {
  return Pair.parse(JSON.parse(await parts.ports.seal.open(sealed)));
}
