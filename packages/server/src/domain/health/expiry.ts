import { type ConnectionRow, ConnectionUnusable, openConnection } from '../../delivery/connections.ts';
import { usesTokens } from '../../delivery/credentials.ts';
import type { TokenSet } from '../../destinations/kit/tokens.ts';
import type { DestinationDefinition } from '../../destinations/kit/types.ts';
import { type Keyring, SealError } from '../../secrets/keyring.ts';

/**
 * When a connection's access ends for good unless somebody signs in again; epoch milliseconds. An access token that can be
 * renewed does not count. Undefined: it does not end, or nobody said when.
 */
export async function accessEnds(
  row: ConnectionRow,
  parts: { keyring: Keyring; destinations: Record<string, DestinationDefinition> },
): Promise<number | undefined> {
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
