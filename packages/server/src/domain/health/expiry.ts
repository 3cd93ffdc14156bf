import { type ConnectionRow, ConnectionUnusable, openConnection } from '../../delivery/connections.ts';
import { usesTokens } from '../../delivery/credentials.ts';
import type { TokenSet } from '../../destinations/kit/tokens.ts';
import type { DestinationDefinition } from '../../destinations/kit/types.ts';
import { type Keyring, SealError } from '../../secrets/keyring.ts';

/** When access ends, epoch milliseconds, and what has to be done by then: another key entered, or signed in again. */
export interface AccessEnd {
  at: number;
  of: 'key' | 'sign_in';
}

type Parts = { keyring: Keyring; destinations: Record<string, DestinationDefinition> };

/** When a connection's access ends for good unless somebody does something. Undefined: it does not end, or nobody said when. */
export async function accessEnds(row: ConnectionRow, parts: Parts): Promise<AccessEnd | undefined> {
  const signIn = await signInEnds(row, parts);
  const key = row.secret_ends_at;
  if (key !== null && (signIn === undefined || key < signIn)) return { at: key, of: 'key' };
  return signIn === undefined ? undefined : { at: signIn, of: 'sign_in' };
}

/** An access token that can be renewed does not count. */
async function signInEnds(row: ConnectionRow, parts: Parts): Promise<number | undefined> {
  if (row.tokens === null) return undefined;
  try {
    if (!usesTokens(await openConnection(row, parts))) return undefined;
    const tokens = JSON.parse(await parts.keyring.open(row.tokens)) as TokenSet;
    return tokens.refreshToken === undefined ? tokens.expiresAt : tokens.refreshExpiresAt;
  } catch (error) {
    // It cannot be used as it is; whoever delivers by it says so.
    if (error instanceof SealError || error instanceof ConnectionUnusable) return undefined;
    throw error;
  }
}
