import type { Context } from 'hono';

/** Exact's access token in seconds, and how early it may be renewed. */
export const LIFETIME_S = 600;
const EARLIEST_S = 570;

/** Exact's token endpoint: each refresh token once, and none before its time. */
export function tokenEndpoint(now: () => number) {
  const grants = new Map<string, { at: number; isUsed: boolean }>([['refresh-0', { at: now(), isUsed: false }]]);
  let count = 0;
  return async (c: Context): Promise<Response> => {
    const form = await c.req.parseBody();
    if (form['client_id'] === undefined || form['client_secret'] === undefined) return c.json({ error: 'invalid_client' }, 401);
    const refreshToken = form['refresh_token'];
    const grant = typeof refreshToken === 'string' ? grants.get(refreshToken) : undefined;
    if (grant === undefined) return c.json({ error: 'invalid_grant', error_description: 'Unknown refresh token' }, 400);
    if (grant.isUsed) return c.json({ error: 'unauthorized_client', error_description: 'Old refresh token used' }, 401);
    if (now() < grant.at + EARLIEST_S * 1000)
      return c.json({ error: 'access_denied', error_description: 'Rate limit exceeded: access_token not expired' }, 400);
    grant.isUsed = true;
    count += 1;
    grants.set(`refresh-${count}`, { at: now(), isUsed: false });
    return c.json({
      access_token: `access-${count}`,
      token_type: 'bearer',
      expires_in: String(LIFETIME_S),
      refresh_token: `refresh-${count}`,
    });
  };
}
