import type { Hono } from 'hono';
import { z } from 'zod';

export const CLIENT = { clientId: 'handoff-engines', clientSecret: 'twin-client-secret' };
export const CODE = 'twin-code';
export const ACCESS_TOKEN = 'twin-access-token-0001';
export const API_TOKEN = 'twin-api-token-0123456789';
export const AGENT = 'agent@engines.example';

const TokenBody = z.strictObject({
  grant_type: z.enum(['authorization_code', 'refresh_token']),
  client_id: z.literal(CLIENT.clientId),
  client_secret: z.literal(CLIENT.clientSecret),
  code: z.literal(CODE).optional(),
  code_verifier: z.string().min(43).optional(),
  redirect_uri: z.url().optional(),
  refresh_token: z.string().optional(),
  expires_in: z.coerce.number().min(300).max(172_800).optional(),
  refresh_token_expires_in: z.coerce.number().min(604_800).max(7_776_000).optional(),
});

/** The token endpoint, and the check of every other call. A refresh ends the pair before it. */
export function addAuth(app: Hono, now: () => number): void {
  const access = new Map<string, number>([[ACCESS_TOKEN, Number.POSITIVE_INFINITY]]);
  const pairs = new Map<string, string>();
  let issued = 0;

  app.post('/oauth/tokens', async (c) => {
    const body = TokenBody.safeParse(await c.req.parseBody());
    if (!body.success) return c.json({ error: 'invalid_request', error_description: 'The request is malformed.' }, 400);
    const { grant_type: grant, refresh_token: refresh, code_verifier: verifier, expires_in: lifetime } = body.data;
    const before = refresh === undefined ? undefined : pairs.get(refresh);
    if (grant === 'authorization_code' ? verifier === undefined : before === undefined) {
      return c.json({ error: 'invalid_grant', error_description: 'The provided grant is invalid, expired, or revoked.' }, 400);
    }
    if (before !== undefined) access.delete(before);
    if (refresh !== undefined) pairs.delete(refresh);
    issued += 1;
    const fresh = { access_token: `twin-access-${issued}`, refresh_token: `twin-refresh-${issued}` };
    pairs.set(fresh.refresh_token, fresh.access_token);
    access.set(fresh.access_token, lifetime === undefined ? Number.POSITIVE_INFINITY : now() + lifetime * 1000);
    return c.json({
      ...fresh,
      token_type: 'bearer',
      scope: 'read tickets:write users:write',
      ...(lifetime === undefined ? {} : { expires_in: lifetime }),
    });
  });

  app.use('/api/*', async (c, next) => {
    const header = c.req.header('authorization') ?? '';
    const bearer = /^Bearer (\S+)$/.exec(header)?.[1];
    const basic = Buffer.from(/^Basic (\S+)$/.exec(header)?.[1] ?? '', 'base64').toString();
    const isLive = bearer !== undefined && (access.get(bearer) ?? 0) > now();
    if (isLive || basic === `${AGENT}/token:${API_TOKEN}`) return next();
    if (bearer === undefined) return c.json({ error: "Couldn't authenticate you" }, 401);
    const said = 'The access token provided is expired, revoked, malformed or invalid for other reasons.';
    return c.json({ error: 'invalid_token', error_description: said }, 401);
  });
}
