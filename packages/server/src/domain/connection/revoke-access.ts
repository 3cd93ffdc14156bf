import { openConnection } from '../../delivery/connections.ts';
import type { ConnectionRow } from '../../delivery/connections.ts';
import { originOverride } from '../../delivery/credentials.ts';
import { revoke } from '../../destinations/kit/oauth.ts';
import type { TokenSet } from '../../destinations/kit/tokens.ts';
import type { ConnectionParts } from './parts.ts';

/** Tells the vendor that the tokens in `row` are no longer needed. Never fails: the connection is gone here either way. */
export async function revokeAccess(parts: ConnectionParts, row: ConnectionRow): Promise<void> {
  const client = parts.config.oauthClients[row.destination];
  if (row.tokens === null || client === undefined) return;
  try {
    const { definition, settings } = await openConnection(row, parts);
    if (definition.auth.kind !== 'oauth2') return;
    const context = {
      definition,
      settings,
      client,
      fetch: parts.fetch,
      now: parts.clock.now,
      originOverride: originOverride(parts.config, row),
    };
    await revoke(context, JSON.parse(await parts.keyring.open(row.tokens)) as TokenSet);
  } catch (error) {
    parts.logger.warn(
      { connection: row.id, error: error instanceof Error ? error.name : 'unknown' },
      'the vendor could not be told to end the access',
    );
  }
}
