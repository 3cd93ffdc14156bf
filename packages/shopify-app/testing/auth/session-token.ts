import { randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

/** Who sits in front of the admin. */
export interface Person {
  id: number;
  firstName: string;
  lastName: string;
  email: string;
  locale: string;
  accountOwner: boolean;
}

export interface SessionTokenInput {
  shop: string;
  personId: number;
  apiKey: string;
  secret: string;
  now: number;
  /** Members to put in the place of the right ones, for a token that must be refused. */
  claims?: Record<string, unknown>;
}

const LIFE_SECONDS = 60;

/** What App Bridge hands the panel: signed with the app's secret, good for a minute. */
export function sessionToken({ shop, personId, apiKey, secret, now, claims = {} }: SessionTokenInput): Promise<string> {
  const seconds = Math.floor(now / 1000);
  return new SignJWT({
    iss: `https://${shop}/admin`,
    dest: `https://${shop}`,
    aud: apiKey,
    sub: String(personId),
    exp: seconds + LIFE_SECONDS,
    nbf: seconds,
    iat: seconds,
    jti: randomUUID(),
    sid: randomUUID(),
    ...claims,
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .sign(new TextEncoder().encode(secret));
}

const Claims = z.object({ dest: z.string(), iss: z.string(), sub: z.string() });

/** Reads a session token as Shopify's token endpoint does; undefined where it is none of this shop and app, or too old. */
export async function readSessionToken(
  token: string,
  { shop, apiKey, secret, now }: Pick<SessionTokenInput, 'shop' | 'apiKey' | 'secret' | 'now'>,
): Promise<{ personId: number } | undefined> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ['HS256'],
      audience: apiKey,
      issuer: `https://${shop}/admin`,
      currentDate: new Date(now),
    });
    const { dest, sub } = Claims.parse(payload);
    return dest === `https://${shop}` ? { personId: Number(sub) } : undefined;
  } catch {
    return undefined;
  }
}
