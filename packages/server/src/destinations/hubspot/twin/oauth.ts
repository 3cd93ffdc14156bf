import type { Hono, MiddlewareHandler } from 'hono';
import { errorOf, expired, unauthenticated } from './errors.ts';
import { TokenBody } from './requests.ts';

/** Half an hour, as HubSpot's answers say. */
const LIFETIME_S = 1800;

/** The token endpoint and the check of every other call's bearer token. */
export function addAuth(app: Hono, now: () => number): { expireTokens: () => void } {
  const expiries = new Map<string, number>();
  const ended = new Set<string>();
  const seen = new Set<string>();
  let issued = 0;

  app.post('/oauth/2026-09/token', async (c) => {
    const body = TokenBody.safeParse(await c.req.parseBody());
    if (!body.success) return c.json(errorOf(400, 'BAD_GRANT_TYPE', 'missing or unknown grant parameters').body, 400);
    const refreshToken = body.data.grant_type === 'refresh_token' ? body.data.refresh_token : 'na1-refresh-twin';
    if (refreshToken !== 'na1-refresh-twin') return c.json(errorOf(400, 'BAD_REFRESH_TOKEN', 'missing or invalid refresh token').body, 400);
    issued += 1;
    const accessToken = `twin-access-${issued}`;
    expiries.set(accessToken, now() + LIFETIME_S * 1000);
    return c.json({
      token_type: 'bearer',
      access_token: accessToken,
      refresh_token: refreshToken,
      expires_in: LIFETIME_S,
      hub_id: 62515,
      scopes: ['oauth', 'crm.objects.contacts.read', 'crm.objects.contacts.write'],
    });
  });

  const signedIn: MiddlewareHandler = async (c, next) => {
    const token = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1];
    if (token === undefined) return c.json(unauthenticated().body, 401);
    if (ended.has(token) || (expiries.get(token) ?? Infinity) <= now()) return c.json(expired().body, 401);
    seen.add(token);
    return next();
  };
  app.use('/crm/*', signedIn);
  app.use('/communication-preferences/*', signedIn);

  return {
    /** Ends every token in use, as when the owner removes the app. */
    expireTokens: () => [...seen, ...expiries.keys()].forEach((token) => ended.add(token)),
  };
}
