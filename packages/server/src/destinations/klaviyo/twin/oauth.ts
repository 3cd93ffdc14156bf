import { createHash } from 'node:crypto';
import type { Hono } from 'hono';

const LIFETIME_S = 3600;

/** The sign-in of one app: codes are bound to their challenge, tokens to the account. */
export function addOAuth(app: Hono, tokens: Set<string>): { approve: (authorizationUrl: string) => string } {
  const codes = new Map<string, { challenge: string; redirectUri: string }>();
  let issued = 0;

  app.post('/oauth/token', async (c) => {
    if (!isClient(c.req.header('authorization'))) return c.json({ error: 'invalid_client' }, 401);
    const body = (await c.req.parseBody()) as Record<string, string>;
    if (body['grant_type'] === 'authorization_code') {
      const begun = codes.get(body['code'] ?? '');
      codes.delete(body['code'] ?? '');
      const proof = createHash('sha256')
        .update(body['code_verifier'] ?? '')
        .digest('base64url');
      if (begun === undefined || proof !== begun.challenge || body['redirect_uri'] !== begun.redirectUri)
        return c.json({ error: 'invalid_grant' }, 400);
    } else if (body['grant_type'] !== 'refresh_token' || body['refresh_token'] !== 'twin-refresh') {
      return c.json({ error: 'invalid_grant', error_description: 'The refresh token is expired or revoked.' }, 400);
    }
    issued += 1;
    tokens.add(`twin-access-${issued}`);
    return c.json({
      access_token: `twin-access-${issued}`,
      refresh_token: 'twin-refresh',
      token_type: 'bearer',
      expires_in: LIFETIME_S,
      scope: 'accounts:read profiles:write',
    });
  });
  app.post('/oauth/revoke', async (c) => {
    if (!isClient(c.req.header('authorization'))) return c.json({ error: 'invalid_client' }, 401);
    tokens.clear();
    return c.body(null, 200);
  });

  return {
    /** The person agrees on Klaviyo's page; answers with the address their browser is sent back to. */
    approve: (authorizationUrl) => {
      const asked = new URL(authorizationUrl).searchParams;
      const redirectUri = asked.get('redirect_uri') ?? '';
      if (asked.get('code_challenge_method') !== 'S256') throw new Error('Klaviyo signs nobody in without PKCE by S256.');
      codes.set('code-1', { challenge: asked.get('code_challenge') ?? '', redirectUri });
      return `${redirectUri}?code=code-1&state=${asked.get('state') ?? ''}`;
    },
  };
}

/** Compared as they come, as `curl -u` sends them: a vendor that reads RFC 6749's form encoding would take them as well. */
function isClient(header: string | undefined): boolean {
  const pair = /^Basic (\S+)$/.exec(header ?? '')?.[1];
  return pair !== undefined && atob(pair) === 'client-1:secret-1';
}
