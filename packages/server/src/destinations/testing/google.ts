import type { Context, Hono } from 'hono';
import { z } from 'zod';
import type { VendorLimit } from './rate.ts';

/** What the twins of Google's services have in common: an account, its sign-in, and the words of a refusal. */

export const GOOGLE_ORIGINS = ['https://oauth2.googleapis.com', 'https://openidconnect.googleapis.com'];
export const GOOGLE_ACCOUNT = 'owner@shop.example';

const TokenBody = z.discriminatedUnion('grant_type', [
  z.strictObject({
    grant_type: z.literal('authorization_code'),
    code: z.string(),
    redirect_uri: z.string(),
    client_id: z.string(),
    client_secret: z.string(),
    code_verifier: z.string(),
  }),
  z.strictObject({ grant_type: z.literal('refresh_token'), refresh_token: z.string(), client_id: z.string(), client_secret: z.string() }),
]);

export interface GoogleSignIn {
  /** Whether a bearer token is (still) good. */
  accepts: (authorization: string | undefined) => boolean;
  revoked: string[];
}

/** The token, revocation and userinfo endpoints. A refresh brings no new refresh token; one revoked token ends them all. */
export function addGoogleSignIn(app: Hono, accessToken: string, scope: string): GoogleSignIn {
  const good = new Set([accessToken]);
  const refreshTokens = new Set<string>();
  const revoked: string[] = [];
  let issued = 0;
  app.post('/token', async (c) => {
    const body = TokenBody.safeParse(await c.req.parseBody());
    if (!body.success) return c.json({ error: 'invalid_request', error_description: 'Bad Request' }, 400);
    const isRefresh = body.data.grant_type === 'refresh_token';
    if (body.data.grant_type === 'refresh_token' && !refreshTokens.has(body.data.refresh_token))
      return c.json({ error: 'invalid_grant', error_description: 'Token has been expired or revoked.' }, 400);
    issued += 1;
    const access = `ya29.twin-${issued}`;
    good.add(access);
    if (!isRefresh) refreshTokens.add(`1//twin-${issued}`);
    const tokens = { access_token: access, expires_in: 3599, scope, token_type: 'Bearer' };
    return c.json(isRefresh ? tokens : { ...tokens, refresh_token: `1//twin-${issued}` });
  });
  app.post('/revoke', async (c) => {
    const { token } = await c.req.parseBody<{ token?: string }>();
    if (token === undefined || !(refreshTokens.has(token) || good.has(token))) return c.json({ error: 'invalid_token' }, 400);
    revoked.push(token);
    good.clear();
    refreshTokens.clear();
    return c.json({});
  });
  const accepts = (authorization: string | undefined) => good.has(authorization?.replace(/^Bearer /, '') ?? '');
  app.get('/v1/userinfo', (c) =>
    accepts(c.req.header('authorization'))
      ? c.json({ sub: '1077', email: GOOGLE_ACCOUNT, email_verified: true })
      : c.json({ error: 'invalid_request' }, 401),
  );
  return { accepts, revoked };
}

/** An error as the newer APIs word it. */
export function googleError(
  c: Context,
  code: 400 | 401 | 403 | 404 | 409 | 429,
  status: string,
  message: string,
  reason?: string,
): Response {
  const details =
    reason === undefined ? {} : { details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain: 'googleapis.com' }] };
  return c.json({ error: { code, message, status, ...details } }, code);
}

export const googleQuota = (scope: string, max: number): VendorLimit => ({
  scope,
  max,
  windowMs: 60_000,
  answer: () => ({
    status: 429,
    body: { error: { code: 429, message: `Quota exceeded for quota metric '${scope}'`, status: 'RESOURCE_EXHAUSTED' } },
  }),
});
