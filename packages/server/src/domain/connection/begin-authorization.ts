import type { ConnectionRow } from '../../delivery/connections.ts';
import { originOverride } from '../../delivery/credentials.ts';
import { beginAuthorization as begin } from '../../destinations/kit/oauth.ts';
import type { DestinationDefinition } from '../../destinations/kit/types.ts';
import { AppError } from '../../observe/app-error.ts';
import { hashSecret } from '../../secrets/hash.ts';
import { SealError } from '../../secrets/keyring.ts';
import { definitionOf } from './definition.ts';
import { findConnection } from './find.ts';
import { oauthClientOf, redirectUri } from './oauth-client.ts';
import type { ConnectionParts } from './parts.ts';
import { checkSettings, openSettings } from './settings.ts';

const VALID_MS = 10 * 60_000;

/** The vendor's address where a person grants access. It comes back to `/oauth/callback` within ten minutes, once. */
export async function beginAuthorization(
  parts: ConnectionParts & { publicUrl: () => string },
  request: { workspaceId: string; connectionId: string; by: string },
): Promise<{ url: string }> {
  const { store, keyring, clock } = parts;
  const row = await findConnection(store.db, request.workspaceId, request.connectionId);
  const definition = definitionOf(parts.destinations, row);
  if (definition.auth.kind !== 'oauth2') {
    throw new AppError(
      'conflict',
      `${definition.title} is not connected by signing in: its credentials are entered in the connection's settings.`,
    );
  }
  const client = oauthClientOf(parts, definition);
  const entered = await enteredSettings(parts, row);
  checkSettings(definition, entered);
  const context = { definition, settings: definition.settings.parse(entered), client, originOverride: originOverride(parts.config, row) };
  const { url, state, codeVerifier } = await begin(context, redirectUri(parts.publicUrl()), requiredScopes(definition));
  const sealed = await keyring.seal(codeVerifier);
  const now = clock.now();
  await store.transaction(async (trx) => {
    await trx.deleteFrom('oauth_states').where('expires_at', '<=', now).execute();
    await trx
      .insertInto('oauth_states')
      .values({
        state_hash: hashSecret(state),
        workspace_id: row.workspace_id,
        connection_id: row.id,
        code_verifier: sealed,
        actor: request.by,
        expires_at: now + VALID_MS,
      })
      .execute();
  });
  return { url };
}

async function enteredSettings(parts: ConnectionParts, row: ConnectionRow): Promise<Record<string, unknown>> {
  try {
    return await openSettings(parts.keyring, row);
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    throw new AppError('conflict', error.message, { cause: error });
  }
}

/** What any operation may need: asking again for each new flow would send the owner to the vendor each time. */
export function requiredScopes(definition: DestinationDefinition): string[] {
  return [...new Set(Object.values(definition.operations).flatMap((operation) => operation.scopes))];
}
