import type { AuthSpec } from './types.ts';
import { signedInAs } from './userinfo.ts';

/** Signing in with Google, the same for all that is Google's. */
export const googleAuth: AuthSpec<{ account?: string | undefined }> = {
  kind: 'oauth2',
  authorizationUrl: () => 'https://accounts.google.com/o/oauth2/v2/auth',
  tokenUrl: () => 'https://oauth2.googleapis.com/token',
  revocationUrl: () => 'https://oauth2.googleapis.com/revoke',
  // Revoking any token ends everything the account ever granted to the app.
  grant: ({ account }) => account,
  clientAuth: 'post',
  pkce: true,
  sharedApp: 'google',
  // Without "consent" Google sends a refresh token at the first sign-in only.
  extraAuthorizationParams: { access_type: 'offline', prompt: 'consent', include_granted_scopes: 'true' },
  refreshBeforeMs: 60_000,
  apply: (_, request, accessToken) => {
    if (accessToken !== undefined) request.headers.set('authorization', `Bearer ${accessToken}`);
  },
  settingsFromToken: async (answer, fetch) => {
    const account = await signedInAs('https://openidconnect.googleapis.com/v1/userinfo', answer, fetch);
    return account === undefined ? {} : { account };
  },
};
