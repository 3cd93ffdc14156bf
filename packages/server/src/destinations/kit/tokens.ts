import type { DestinationDefinition } from './types.ts';

/** What an authorization gave us. `expiresAt` is epoch milliseconds; without it the access token does not expire. */
export interface TokenSet {
  accessToken: string;
  refreshToken?: string;
  expiresAt?: number;
  /** When the refresh token ends unless it is used before; without it the vendor did not say. */
  refreshExpiresAt?: number;
  scopes?: string[];
  /** When the vendor last refused the access token though it should have been good. */
  refusedAt?: number;
  /** Whatever else the vendor said with the tokens (its API host, the account's id). May hold secrets: seal it with them. */
  extra?: Record<string, unknown>;
}

/** Whether to refresh before the next call. The destination says how early; some vendors refuse a refresh that comes too soon. */
export function needsRefresh(tokens: TokenSet, definition: Pick<DestinationDefinition, 'auth'>, now: number): boolean {
  if (definition.auth.kind !== 'oauth2' || tokens.refreshToken === undefined || tokens.expiresAt === undefined) return false;
  return now >= tokens.expiresAt - definition.auth.refreshBeforeMs;
}
