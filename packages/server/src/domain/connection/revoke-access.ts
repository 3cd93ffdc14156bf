import { openConnection } from '../../delivery/connections.ts';
import type { ConnectionRow } from '../../delivery/connections.ts';
import { originOverride } from '../../delivery/credentials.ts';
import { clientOf, revoke } from '../../destinations/kit/oauth.ts';
import type { TokenSet } from '../../destinations/kit/tokens.ts';
import type { ConnectionParts } from './parts.ts';

/** Tells the vendor that the tokens in `row` are no longer needed. Never fails: the connection is gone here either way. */
export async function revokeAccess(parts: ConnectionParts, row: ConnectionRow): Promise<void> {
  if (row.tokens === null) return;
  try {
    const { definition, settings } = await openConnection(row, parts);
    const client = clientOf(definition, parts.config.oauthClients);
    if (definition.auth.kind !== 'oauth2' || client === undefined || (await isGrantInUse(parts, row))) return;
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

/** Whether another connection, in whichever workspace, lives on the same grant: it would lose its access with this one. */
async function isGrantInUse(parts: ConnectionParts, row: ConnectionRow): Promise<boolean> {
  const own = grantOf(parts, row);
  if (own === undefined) return false;
  const others = await parts.store.db
    .selectFrom('connections')
    .select(['destination', 'settings'])
    .where('id', '!=', row.id)
    .where('tokens', 'is not', null)
    .where('removed_at', 'is', null)
    .execute();
  return others.some((other) => grantOf(parts, other) === own);
}

/** The app and the account, where the vendor ties all access of one to the other. */
function grantOf(parts: ConnectionParts, row: Pick<ConnectionRow, 'destination' | 'settings'>): string | undefined {
  const definition = parts.destinations[row.destination];
  if (definition?.auth.kind !== 'oauth2') return undefined;
  const account = definition.auth.grant?.(JSON.parse(row.settings) as Record<string, unknown>);
  const client = clientOf(definition, parts.config.oauthClients);
  return account === undefined || client === undefined ? undefined : `${client.clientId} ${account}`;
}
