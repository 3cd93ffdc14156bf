import { AuthorizationResponseError, OperationProcessingError, ResponseBodyError, WWWAuthenticateChallengeError } from 'oauth4webapi';
import { retryHint } from './classify.ts';
import { DestinationFailure } from './types.ts';

/** What was being done: signing in, trading a refresh token, or giving access back. */
export type OAuthAction = 'sign-in' | 'refresh' | 'revocation';

/** Gives an authorization server's refusal, or its silence, the meaning it has for the owner. */
export function oauthFailure(error: unknown, service: string, action: OAuthAction): DestinationFailure {
  if (error instanceof DestinationFailure) return error;
  if (error instanceof AuthorizationResponseError) return refusedByPerson(error, service);
  if (error instanceof ResponseBodyError) {
    return byStatus(error.response, service) ?? byCode(error.error, error.error_description ?? '', service, action);
  }
  const response = responseOf(error);
  if (response !== undefined)
    return (
      byStatus(response, service) ?? (response.status >= 400 && response.status < 500 ? signInAgain(service, action) : unreadable(service))
    );
  // The answer to our own question was not one: another state, an implicit-flow answer, no code.
  if (error instanceof OperationProcessingError && action === 'sign-in' && !isAnswerError(error)) {
    return reauth(
      'state_mismatch',
      `This sign-in at ${service} was not begun here, or it was begun again in another window. Press "Connect" once more.`,
    );
  }
  if (error instanceof OperationProcessingError) return unreadable(service);
  return retry('unreachable', `${service} could not be reached to renew its sign-in. It will be tried again.`);
}

function refusedByPerson({ error }: AuthorizationResponseError, service: string): DestinationFailure {
  if (error === 'access_denied')
    return reauth('access_denied', `${service} was not connected, because access was not granted there. Press "Connect" again and agree.`);
  if (error === 'invalid_scope')
    return reauth(
      'invalid_scope',
      `${service} does not offer this account the permissions Handoff asks for. Connect with an account (or a plan) that has them.`,
    );
  if (error === 'temporarily_unavailable' || error === 'server_error')
    return retry('unavailable', `${service} cannot sign anyone in at the moment. Try again in a few minutes.`);
  return reauth(
    'sign_in_refused',
    `${service} refused the sign-in (${error}). Press "Connect" again; if it keeps happening, the person who runs this server should check its registration at ${service}.`,
  );
}

function byStatus(response: Response, service: string): DestinationFailure | undefined {
  const { status } = response;
  if (status !== 408 && status !== 429 && status < 500) return undefined;
  const headers = Object.fromEntries(response.headers);
  const message = `${service} cannot renew its sign-in at the moment (${status}). It will be tried again.`;
  return new DestinationFailure({
    kind: 'retry',
    code: status === 429 ? 'rate_limited' : 'unavailable',
    message,
    ...retryHint({ status, headers, text: '', json: undefined }, Date.now()),
  });
}

/** Those of RFC 6749 and 8628, then Slack's, which come with status 200. */
const PASSING = new Set([
  'temporarily_unavailable',
  'server_error',
  'slow_down',
  'service_unavailable',
  'internal_error',
  'fatal_error',
  'request_timeout',
  'ratelimited',
]);

function byCode(code: string, description: string, service: string, action: OAuthAction): DestinationFailure {
  if (/not expired/i.test(description))
    return retry('too_early', `${service} renews a sign-in only when the old one has run out. It will be tried again.`);
  if (/too many requests/i.test(description))
    return retry('rate_limited', `${service} asks to renew its sign-in less often. It will be tried again.`);
  if (PASSING.has(code)) {
    return retry('unavailable', `${service} cannot renew its sign-in at the moment. It will be tried again.`);
  }
  // Exact blames the client for a refresh token that was used before; only a new sign-in gives another.
  if (/old refresh token/i.test(description)) return signInAgain(service, action);
  if (code === 'invalid_client' || code === 'unauthorized_client') {
    return reauth(
      'client_refused',
      `${service} does not accept Handoff's own registration (client id and secret). The person who runs this server must correct them; reconnecting alone does not help.`,
    );
  }
  return signInAgain(service, action);
}

function signInAgain(service: string, action: OAuthAction): DestinationFailure {
  return action === 'sign-in'
    ? reauth('code_refused', `The sign-in at ${service} took too long or was used already. Press "Connect" again.`)
    : reauth(
        'grant_ended',
        `${service} no longer honours this connection: it was disconnected there, a password changed, or it lay unused too long. Reconnect it; what is waiting goes out afterwards.`,
      );
}

function unreadable(service: string): DestinationFailure {
  return retry(
    'not_oauth',
    `${service} answered the sign-in with something unreadable, usually a maintenance page. It will be tried again.`,
  );
}

/** The library hangs the answer it could not use onto the error. */
function responseOf(error: unknown): Response | undefined {
  if (error instanceof WWWAuthenticateChallengeError) return error.response;
  if (!(error instanceof Error)) return undefined;
  return error.cause instanceof Response ? error.cause : undefined;
}

/** Whether it is about the token endpoint's answer and not about the callback address. */
function isAnswerError(error: OperationProcessingError): boolean {
  const { cause } = error;
  return !(typeof cause === 'object' && cause !== null && 'parameters' in cause);
}

function reauth(code: string, message: string): DestinationFailure {
  return new DestinationFailure({ kind: 'reauth', code, message });
}

function retry(code: string, message: string): DestinationFailure {
  return new DestinationFailure({ kind: 'retry', code, message });
}
