import { createHash } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export const ISSUER = 'https://sign-in.test';
export const CLIENT = { id: 'handoff-console', secret: 'issuer-client-secret-0123' };

interface Code {
  nonce: string;
  challenge: string;
  redirectUri: string;
  used: boolean;
}

/** Who signs in there, and what the service gets wrong. */
export interface Person {
  email?: string;
  emailVerified?: boolean;
  /** Claims in place of the right ones. */
  claims?: Record<string, unknown>;
  /** Signs with a key the service does not publish. */
  forged?: boolean;
}

export interface Issuer {
  fetch: (request: Request) => Promise<Response>;
  /** What the person's browser does there: answers where it is sent back to. */
  visit: (address: string, person: Person) => string;
  violations: string[];
}

/** A sign-in service that keeps state and refuses what OpenID Connect does not allow. */
export async function createIssuer(): Promise<Issuer> {
  const right = await generateKeyPair('RS256');
  const wrong = await generateKeyPair('RS256');
  const codes = new Map<string, Code & { person: Person }>();
  const violations: string[] = [];
  const refuse = (why: string, status = 400) => {
    violations.push(why);
    return Response.json({ error: 'invalid_request', error_description: why }, { status });
  };

  const token = async (request: Request): Promise<Response> => {
    const basic = Buffer.from((request.headers.get('authorization') ?? '').replace('Basic ', ''), 'base64').toString();
    // Form-encoded before it is joined: RFC 6749, 2.3.1.
    if (basic.split(':').map(decodeURIComponent).join(':') !== `${CLIENT.id}:${CLIENT.secret}`)
      return refuse('the client did not prove who it is', 401);
    const body = new URLSearchParams(await request.text());
    const code = codes.get(body.get('code') ?? '');
    if (code === undefined || code.used) return Response.json({ error: 'invalid_grant' }, { status: 400 });
    code.used = true;
    const challenge = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url');
    if (challenge !== code.challenge) return refuse('the verifier is not that of the challenge');
    if (body.get('redirect_uri') !== code.redirectUri) return refuse('another redirect_uri');
    const { person } = code;
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: ISSUER,
      aud: CLIENT.id,
      sub: 'person-1',
      iat: now,
      exp: now + 300,
      nonce: code.nonce,
      ...(person.email === undefined ? {} : { email: person.email, email_verified: person.emailVerified ?? true }),
      ...person.claims,
    };
    const key = person.forged === true ? wrong.privateKey : right.privateKey;
    const idToken = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'key-1' }).sign(key);
    return Response.json({ access_token: 'at', token_type: 'Bearer', expires_in: 300, id_token: idToken });
  };

  return {
    violations,
    visit: (address, person) => {
      const { searchParams: asked, origin } = new URL(address);
      const get = (name: string) => asked.get(name) ?? '';
      if (origin !== ISSUER) throw new Error(`sent to ${origin}`);
      for (const name of ['state', 'nonce', 'code_challenge']) if (get(name).length < 32) violations.push(`${name} is missing or short`);
      if (get('code_challenge_method') !== 'S256' || get('response_type') !== 'code' || get('client_id') !== CLIENT.id)
        violations.push('the request is not one for a code with S256');
      if (!get('scope').split(' ').includes('openid')) violations.push('no openid scope');
      const code = `code-${codes.size + 1}`;
      codes.set(code, { nonce: get('nonce'), challenge: get('code_challenge'), redirectUri: get('redirect_uri'), used: false, person });
      const back = new URL(get('redirect_uri'));
      back.searchParams.set('code', code);
      back.searchParams.set('state', get('state'));
      return back.href;
    },
    fetch: async (request) => {
      const { pathname, origin } = new URL(request.url);
      if (origin !== ISSUER) throw new TypeError(`unexpected host ${origin}`);
      if (pathname === '/.well-known/openid-configuration')
        return Response.json({
          issuer: ISSUER,
          authorization_endpoint: `${ISSUER}/authorize`,
          token_endpoint: `${ISSUER}/token`,
          jwks_uri: `${ISSUER}/keys`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
        });
      if (pathname === '/keys')
        return Response.json({ keys: [{ ...(await exportJWK(right.publicKey)), kid: 'key-1', alg: 'RS256', use: 'sig' }] });
      if (pathname === '/token' && request.method === 'POST') return token(request);
      return refuse(`there is no ${pathname}`, 404);
    },
  };
}
