import { oauthVariable } from '../../delivery/credentials.ts';
import { clientOf, type OAuthClient } from '../../destinations/kit/oauth.ts';
import type { DestinationDefinition } from '../../destinations/kit/types.ts';
import { AppError } from '../../observe/app-error.ts';
import type { ConnectionParts } from './parts.ts';

/** Where vendors send people back to; to be registered there exactly so. */
export function redirectUri(publicUrl: string): string {
  return `${publicUrl}/oauth/callback`;
}

/** The server's registration at a vendor, or what to set so that there is one. */
export function oauthClientOf(parts: ConnectionParts & { publicUrl: () => string }, definition: DestinationDefinition): OAuthClient {
  const client = clientOf(definition, parts.config.oauthClients);
  if (client !== undefined) return client;
  const shared = definition.auth.kind === 'oauth2' ? definition.auth.sharedApp : undefined;
  const variables = [definition.type, ...(shared === undefined ? [] : [shared])].map(oauthVariable);
  throw new AppError(
    'conflict',
    `This server has no OAuth app for ${definition.title}. Register one there with the redirect address ${redirectUri(parts.publicUrl())}, ` +
      `set ${variables.join(' or ')}=clientId:clientSecret, and restart the server.`,
  );
}
