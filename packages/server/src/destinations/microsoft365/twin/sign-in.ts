import type { Hono } from 'hono';
import { TokenBody } from './requests.ts';

export const ACCOUNT = 'owner@contoso.example';
const SCOPE = 'Calendars.ReadWrite Contacts.ReadWrite Mail.Send User.Read';

/** The token endpoint: every refresh brings a new refresh token, and the old one is good no more. */
export function addSignIn(app: Hono, accessToken: string): { accepts: (authorization: string | undefined) => boolean } {
  const good = new Set([accessToken]);
  const refreshTokens = new Set<string>();
  let issued = 0;
  app.post('/:tenant/oauth2/v2.0/token', async (c) => {
    const body = TokenBody.safeParse(await c.req.parseBody());
    if (!body.success)
      return c.json({ error: 'invalid_request', error_description: 'AADSTS900144: The request body is not complete.' }, 400);
    if (body.data.grant_type === 'refresh_token' && !refreshTokens.delete(body.data.refresh_token))
      return c.json(
        { error: 'invalid_grant', error_description: 'AADSTS70008: The provided authorization code or refresh token has expired.' },
        400,
      );
    issued += 1;
    good.add(`EwB-twin-${issued}`);
    refreshTokens.add(`0.AX-twin-${issued}`);
    return c.json({
      token_type: 'Bearer',
      scope: SCOPE,
      expires_in: 3600,
      ext_expires_in: 3600,
      access_token: `EwB-twin-${issued}`,
      refresh_token: `0.AX-twin-${issued}`,
    });
  });
  return { accepts: (authorization) => good.has(authorization?.replace(/^Bearer /, '') ?? '') };
}
