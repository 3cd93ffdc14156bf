import * as oauth from 'oauth4webapi';
import { z } from 'zod';
import type { Config, OidcSettings } from '../../config/config.ts';
import type { Fetch } from '../../destinations/kit/http.ts';
import { AppError } from '../../observe/app-error.ts';
import type { Logger } from '../../observe/logger.ts';
import type { Keyring } from '../../secrets/keyring.ts';
import { said } from '../../words/said.ts';
import { membershipsOf } from '../member/find.ts';
import type { MemberParts } from '../member/parts.ts';
import { beginSession, type SignIn } from './begin.ts';

/** How long a person may take at the sign-in service. */
export const OIDC_MS = 600_000;
const CALL_MS = 15_000;

export interface OidcParts extends Pick<MemberParts, 'store' | 'clock' | 'publicUrl'> {
  config: Pick<Config, 'oidc' | 'allowPrivateDestinations'>;
  keyring: Keyring;
  fetch: Fetch;
  logger: Logger;
}

/** What is kept, sealed, in the browser that began: only that browser can end it. */
const Begun = z.object({ state: z.string(), nonce: z.string(), codeVerifier: z.string(), expiresAt: z.number() });
const Claims = z.object({ email: z.email().transform((email) => email.toLowerCase()), email_verified: z.literal(true) });

/** Where to send the browser, and what it must bring back besides, sealed. */
export async function beginOidc(parts: OidcParts): Promise<{ url: string; kept: string }> {
  const settings = settingsOf(parts);
  const server = await discover(parts, settings);
  const [state, nonce, codeVerifier] = [oauth.generateRandomState(), oauth.generateRandomNonce(), oauth.generateRandomCodeVerifier()];
  if (server.authorization_endpoint === undefined) throw failed();
  const url = new URL(server.authorization_endpoint);
  const asked = {
    response_type: 'code',
    client_id: settings.clientId,
    redirect_uri: callbackOf(parts),
    scope: 'openid email',
    state,
    nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  const begun: z.infer<typeof Begun> = { state, nonce, codeVerifier, expiresAt: parts.clock.now() + OIDC_MS };
  return { url: url.href, kept: await parts.keyring.seal(JSON.stringify(begun)) };
}

/** Checks what the sign-in service says and begins a session for a member of that address; answers its secret. */
export async function signInByOidc(
  parts: OidcParts,
  callback: URLSearchParams,
  kept: string | undefined,
  browser: Pick<SignIn, 'device' | 'language' | 'previous'>,
): Promise<string> {
  const email = await vouchedFor(parts, callback, await openKept(parts, kept));
  return parts.store.transaction(async (trx) => {
    if ((await membershipsOf(trx, email)).length === 0) throw new AppError('forbidden', said('signIn.notMember', { email }));
    return beginSession(trx, { email, method: 'oidc', ...browser }, parts.clock.now());
  });
}

async function openKept(parts: OidcParts, kept: string | undefined): Promise<z.infer<typeof Begun>> {
  const opened = kept === undefined ? undefined : await parts.keyring.open(kept).catch(() => undefined);
  const begun = opened === undefined ? undefined : Begun.parse(JSON.parse(opened));
  if (begun === undefined || begun.expiresAt <= parts.clock.now()) throw new AppError('code_invalid', said('signIn.otherBrowser'));
  return begun;
}

/** The address the service vouches for. */
async function vouchedFor(parts: OidcParts, callback: URLSearchParams, begun: z.infer<typeof Begun>): Promise<string> {
  const settings = settingsOf(parts);
  const client: oauth.Client = { client_id: settings.clientId };
  const options = callOptions(parts);
  const server = await discover(parts, settings);
  try {
    const answer = oauth.validateAuthResponse(server, client, callback, begun.state);
    const proof = proofFor(server)(settings.clientSecret);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      proof,
      answer,
      callbackOf(parts),
      begun.codeVerifier,
      options,
    );
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
      expectedNonce: begun.nonce,
      requireIdToken: true,
    });
    await oauth.validateApplicationLevelSignature(server, response, options);
    const claims = Claims.safeParse(oauth.getValidatedIdTokenClaims(tokens));
    if (!claims.success) throw new AppError('forbidden', said('signIn.notVerified'));
    return claims.data.email;
  } catch (error) {
    if (error instanceof AppError) throw error;
    parts.logger.warn(
      { error: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' },
      'a sign-in at the sign-in service failed',
    );
    throw failed(error);
  }
}

async function discover(parts: OidcParts, { issuer }: OidcSettings): Promise<oauth.AuthorizationServer> {
  const url = new URL(issuer);
  try {
    return await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, callOptions(parts)));
  } catch (error) {
    parts.logger.error(
      { error: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' },
      'the sign-in service cannot be used',
    );
    throw failed(error);
  }
}

function callOptions({ fetch, config }: OidcParts) {
  return {
    signal: () => AbortSignal.timeout(CALL_MS),
    [oauth.allowInsecureRequests]: config.allowPrivateDestinations,
    [oauth.customFetch]: (url: string, init: oauth.CustomFetchOptions<string, unknown>) => fetch(new Request(url, init as RequestInit)),
  };
}

/** In the body where the service takes it there: services differ in how they read a header's special characters. */
function proofFor({ token_endpoint_auth_methods_supported: methods = [] }: oauth.AuthorizationServer) {
  return methods.includes('client_secret_post') ? oauth.ClientSecretPost : oauth.ClientSecretBasic;
}

function settingsOf(parts: OidcParts): OidcSettings {
  if (parts.config.oidc === undefined) throw new AppError('not_found', said('signIn.noService'));
  return parts.config.oidc;
}

const callbackOf = ({ publicUrl }: OidcParts) => `${publicUrl()}/console/sign-in/callback`;

function failed(cause?: unknown): AppError {
  return new AppError('destination_failed', said('signIn.serviceFailed'), { cause });
}
