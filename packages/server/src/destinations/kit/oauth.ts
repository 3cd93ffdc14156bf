import * as oauth from 'oauth4webapi';
import { oauthFailure } from './oauthErrors.ts';
import { normalizeTokenAnswer } from './oauthQuirks.ts';
import type { Fetch } from './http.ts';
import type { TokenSet } from './tokens.ts';
import type { AuthSpec, DestinationDefinition } from './types.ts';

/** Handoff's registration at a vendor. */
export interface OAuthClient {
  clientId: string;
  clientSecret: string;
}

/** What every call to a vendor's authorization server needs. */
export interface OAuthContext<S = unknown> {
  definition: DestinationDefinition<S>;
  settings: S;
  client: OAuthClient;
  fetch: Fetch;
  /** Epoch milliseconds. */
  now: () => number;
  /** Stands in for the vendor's host, with `http:` allowed; only where the server's configuration allows it. */
  originOverride?: string | undefined;
  timeoutMs?: number;
}

/** A sign-in that has begun. Keep `state` and `codeVerifier` with the connection until the person comes back. */
export interface Authorization {
  url: string;
  state: string;
  codeVerifier: string;
}

/** Our registration at a destination's vendor: its own, else the one it may share with the vendor's other destinations. */
export function clientOf({ type, auth }: DestinationDefinition, clients: Record<string, OAuthClient>): OAuthClient | undefined {
  const shared = auth.kind === 'oauth2' ? auth.sharedApp : undefined;
  return clients[type] ?? (shared === undefined ? undefined : clients[shared]);
}

type OAuth2<S> = Extract<AuthSpec<S>, { kind: 'oauth2' }>;

/** Where to send the person's browser so that they grant access. */
export async function beginAuthorization<S>(
  context: Pick<OAuthContext<S>, 'definition' | 'settings' | 'originOverride'> & { client: Pick<OAuthClient, 'clientId'> },
  redirectUri: string,
  scopes: readonly string[],
): Promise<Authorization> {
  const auth = oauth2Of(context.definition);
  const state = oauth.generateRandomState();
  const codeVerifier = oauth.generateRandomCodeVerifier();
  const url = endpoint(auth.authorizationUrl(context.settings), context.originOverride);
  const asked = [...(auth.signInScopes ?? []), ...scopes];
  const parameters = {
    ...auth.extraAuthorizationParams,
    response_type: 'code',
    client_id: context.client.clientId,
    redirect_uri: redirectUri,
    state,
    ...(asked.length === 0 ? {} : { scope: asked.join(auth.scopeSeparator ?? ' ') }),
    ...(auth.pkce ? { code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier), code_challenge_method: 'S256' } : {}),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return { url: url.href, state, codeVerifier };
}

/**
 * Turns the address the vendor sent the person back to into tokens.
 * @param callback the whole callback address, or its query.
 * @throws DestinationFailure `reauth` (refused, wrong state, spent code) or `retry` (vendor not reachable).
 */
export async function completeAuthorization<S>(
  context: OAuthContext<S>,
  begun: Pick<Authorization, 'state' | 'codeVerifier'> & { redirectUri: string },
  callback: URL | URLSearchParams,
): Promise<TokenSet> {
  const parts = prepare(context, callback instanceof URL ? callback.searchParams : callback);
  try {
    const parameters = oauth.validateAuthResponse(parts.server, parts.client, callback, begun.state);
    const verifier = parts.auth.pkce ? begun.codeVerifier : oauth.nopkce;
    const answer = await oauth.authorizationCodeGrantRequest(
      parts.server,
      parts.client,
      parts.proof,
      parameters,
      begun.redirectUri,
      verifier,
      parts.tokenOptions,
    );
    return tokensFrom(await oauth.processAuthorizationCodeResponse(parts.server, parts.client, answer), context.now());
  } catch (error) {
    throw oauthFailure(error, context.definition.title, 'sign-in');
  }
}

/**
 * Trades the refresh token for new tokens. Many vendors take each refresh token once only: call it under a lease,
 * and store the result before using it. A vendor that sends no new refresh token lets the old one live on.
 * @throws DestinationFailure `reauth` when the person must sign in again, else `retry`.
 */
export async function refreshTokens<S>(context: OAuthContext<S>, tokens: TokenSet): Promise<TokenSet> {
  const parts = prepare(context);
  try {
    const answer = await oauth.refreshTokenGrantRequest(
      parts.server,
      parts.client,
      parts.proof,
      tokens.refreshToken ?? '',
      parts.tokenOptions,
    );
    const fresh = tokensFrom(await oauth.processRefreshTokenResponse(parts.server, parts.client, answer), context.now());
    return { ...tokens, ...fresh, ...(tokens.extra || fresh.extra ? { extra: { ...tokens.extra, ...fresh.extra } } : {}) };
  } catch (error) {
    throw oauthFailure(error, context.definition.title, 'refresh');
  }
}

/**
 * Tells the vendor that we no longer need access. Does nothing where the vendor has no such endpoint.
 * @throws DestinationFailure `retry` when it could not be told.
 */
export async function revoke<S>(context: OAuthContext<S>, tokens: TokenSet): Promise<void> {
  const parts = prepare(context);
  if (parts.auth.revocationUrl === undefined) return;
  try {
    const answer = await oauth.revocationRequest(
      parts.server,
      parts.client,
      parts.proof,
      tokens.refreshToken ?? tokens.accessToken,
      parts.options,
    );
    await oauth.processRevocationResponse(answer);
  } catch (error) {
    throw oauthFailure(error, context.definition.title, 'revocation');
  }
}

function prepare<S>(context: OAuthContext<S>, callback?: URLSearchParams) {
  const { definition, settings, client, fetch, originOverride } = context;
  const auth = oauth2Of(definition);
  const at = (url: string) => endpoint(url, originOverride).href;
  const server: oauth.AuthorizationServer = {
    issuer: new URL(at(auth.authorizationUrl(settings))).origin,
    token_endpoint: at(auth.tokenUrl(settings, callback)),
    ...(auth.revocationUrl === undefined ? {} : { revocation_endpoint: at(auth.revocationUrl(settings)) }),
  };
  const proof = auth.clientAuth === 'basic' ? clientSecretBasic(client.clientSecret) : oauth.ClientSecretPost(client.clientSecret);
  const options = {
    signal: () => AbortSignal.timeout(context.timeoutMs ?? 30_000),
    [oauth.allowInsecureRequests]: originOverride !== undefined,
    [oauth.customFetch]: async (url: string, init: oauth.CustomFetchOptions<string, unknown>) =>
      normalizeTokenAnswer(await fetch(new Request(url, init as RequestInit))),
  };
  const tokenOptions = { ...options, ...(auth.extraTokenParams === undefined ? {} : { additionalParameters: auth.extraTokenParams }) };
  return { auth, server, client: { client_id: client.clientId }, proof, options, tokenOptions };
}

/**
 * RFC 6749 has id and secret form-encoded before they are put together. The library encodes "-", "." and "_" too, which the form
 * encoding leaves as they are; a vendor that never decodes would then not know us (panva/oauth4webapi#148,
 * #199), and Klaviyo's ids are UUIDs. Sent so, both read it.
 */
function clientSecretBasic(secret: string): oauth.ClientAuth {
  const encode = (text: string) => encodeURIComponent(text).replaceAll('%20', '+');
  return (_server, client, _body, headers) => {
    headers.set('authorization', `Basic ${btoa(`${encode(client.client_id)}:${encode(secret)}`)}`);
  };
}

function oauth2Of<S>(definition: DestinationDefinition<S>): OAuth2<S> {
  if (definition.auth.kind !== 'oauth2') throw new Error(`${definition.title} does not sign in by OAuth.`);
  return definition.auth;
}

function endpoint(address: string, originOverride: string | undefined): URL {
  const url = new URL(address);
  return originOverride === undefined ? url : new URL(url.pathname + url.search, originOverride);
}

/** How long a refresh token lives is no part of OAuth; vendors say it under these names (Google, Intuit, Keycloak), in seconds. */
const REFRESH_LIVES = ['refresh_token_expires_in', 'x_refresh_token_expires_in', 'refresh_expires_in'];

function refreshExpiry(answer: oauth.TokenEndpointResponse, now: number): Pick<TokenSet, 'refreshExpiresAt'> {
  const lives = REFRESH_LIVES.map((name) => Number(answer[name])).find((seconds) => seconds > 0);
  return lives === undefined ? {} : { refreshExpiresAt: now + lives * 1000 };
}

const KNOWN = new Set(['access_token', 'refresh_token', 'id_token', 'token_type', 'expires_in', 'scope']);

function tokensFrom(answer: oauth.TokenEndpointResponse, now: number): TokenSet {
  const extra = Object.fromEntries(Object.entries(answer).filter(([name]) => !KNOWN.has(name)));
  const scopes = answer.scope?.split(/[\s,]+/).filter((scope) => scope !== '');
  return {
    accessToken: answer.access_token,
    ...(answer.refresh_token === undefined ? {} : { refreshToken: answer.refresh_token }),
    ...(answer.expires_in === undefined ? {} : { expiresAt: now + answer.expires_in * 1000 }),
    ...refreshExpiry(answer, now),
    ...(scopes === undefined || scopes.length === 0 ? {} : { scopes }),
    ...(Object.keys(extra).length === 0 ? {} : { extra }),
  };
}
