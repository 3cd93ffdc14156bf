import { z } from 'zod';

const UserInfo = z.looseObject({ email: z.string().min(3).max(320) });

/**
 * The address of the account that signed in, from an OpenID Connect userinfo endpoint. Undefined where the vendor does
 * not tell it: a connection works without its name.
 */
export async function signedInAs(
  endpoint: string,
  answer: Record<string, unknown>,
  fetch: (request: Request) => Promise<Response>,
): Promise<string | undefined> {
  const headers = { authorization: `Bearer ${String(answer['access_token'])}`, accept: 'application/json' };
  try {
    const response = await fetch(new Request(endpoint, { headers }));
    const info = UserInfo.safeParse(await response.json());
    return response.ok && info.success ? info.data.email.toLowerCase() : undefined;
  } catch {
    return undefined;
  }
}
