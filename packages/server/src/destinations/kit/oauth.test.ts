import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { beginAuthorization, clientOf, completeAuthorization, refreshTokens, revoke, type OAuthContext } from './oauth.ts';
import { destinations } from '../registry.ts';
import { needsRefresh } from './tokens.ts';
import { DestinationFailure, type AuthSpec, type DestinationDefinition } from './types.ts';

const CLIENT = { clientId: 'handoff', clientSecret: 's3cret/+ü' };
const REDIRECT = 'https://handoff.test/oauth/callback';
const NOW = Date.UTC(2026, 10, 21);

/** A vendor's authorization server: PKCE, single-use codes and single-use refresh tokens. */
function vendor(options: { clientAuth: 'basic' | 'post'; pkce: boolean }) {
  const app = new Hono();
  const codes = new Map<string, { challenge: string | undefined; redirectUri: string }>();
  const live = new Set<string>();
  const revoked: string[] = [];
  let count = 0;
  let next: (() => Response) | undefined;

  const issue = () => {
    count += 1;
    live.add(`refresh-${count}`);
    return {
      access_token: `access-${count}`,
      refresh_token: `refresh-${count}`,
      expires_in: 1800,
      token_type: 'Bearer',
      scope: 'contacts deals',
      api_domain: 'https://eu.vendor.test',
    };
  };
  const refuse = (error: string, status = 400) => Response.json({ error }, { status });
  const knows = (header: string | undefined, form: Record<string, unknown>) => {
    if (options.clientAuth === 'post')
      return header === undefined && form['client_id'] === CLIENT.clientId && form['client_secret'] === CLIENT.clientSecret;
    const [id, secret] = atob(header?.replace(/^Basic /, '') ?? '').split(':');
    return (
      form['client_secret'] === undefined &&
      decodeURIComponent(id ?? '') === CLIENT.clientId &&
      decodeURIComponent((secret ?? '').replaceAll('+', ' ')) === CLIENT.clientSecret
    );
  };

  app.get('/authorize', (c) => {
    const ask = new URL(c.req.url).searchParams;
    count += 1;
    codes.set(`code-${count}`, { challenge: ask.get('code_challenge') ?? undefined, redirectUri: ask.get('redirect_uri') ?? '' });
    const back = new URL(ask.get('redirect_uri') ?? '');
    back.searchParams.set('code', `code-${count}`);
    back.searchParams.set('state', ask.get('state') ?? '');
    return c.redirect(back.href);
  });
  app.post('/token', async (c) => {
    if (next) return next();
    const form = await c.req.parseBody<Record<string, string>>();
    if (!knows(c.req.header('authorization'), form)) return refuse('invalid_client', 401);
    if (form['grant_type'] === 'refresh_token') return live.delete(form['refresh_token'] ?? '') ? c.json(issue()) : refuse('invalid_grant');
    const code = codes.get(form['code'] ?? '');
    codes.delete(form['code'] ?? '');
    if (code === undefined || code.redirectUri !== form['redirect_uri']) return refuse('invalid_grant');
    const proof =
      typeof form['code_verifier'] === 'string' ? createHash('sha256').update(form['code_verifier']).digest('base64url') : undefined;
    return proof === code.challenge && options.pkce === (proof !== undefined) ? c.json(issue()) : refuse('invalid_grant');
  });
  app.post('/revoke', async (c) => {
    revoked.push((await c.req.parseBody<Record<string, string>>())['token'] ?? '');
    return c.body(null, 200);
  });

  const auth: AuthSpec<unknown> = {
    kind: 'oauth2',
    authorizationUrl: () => 'https://vendor.test/authorize',
    tokenUrl: () => 'https://vendor.test/token',
    revocationUrl: () => 'https://vendor.test/revoke',
    clientAuth: options.clientAuth,
    pkce: options.pkce,
    extraAuthorizationParams: { access_type: 'offline' },
    refreshBeforeMs: 30_000,
    apply: () => undefined,
  };
  const definition = { type: 'vendor', title: 'Vendor', settings: z.object({}), auth } as unknown as DestinationDefinition;
  const context: OAuthContext = { definition, settings: {}, client: CLIENT, fetch: async (request) => app.fetch(request), now: () => NOW };
  /** What the person's browser does. */
  const agree = async (url: string) => new URL((await app.request(url)).headers.get('location') ?? '');
  const signIn = async () => {
    const begun = await beginAuthorization(context, REDIRECT, ['contacts', 'deals']);
    return { begun: { ...begun, redirectUri: REDIRECT }, callback: await agree(begun.url) };
  };
  return { context, definition, agree, signIn, revoked, answer: (make: () => Response) => (next = make) };
}

const failure = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => expect.unreachable('it should have failed'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof DestinationFailure)) throw error;
  expect(error.message).toContain('Vendor');
  expect(error.message).not.toMatch(/OAUTH|undefined|s3cret|code-\d|refresh-\d/);
  return error.classification as { kind: string; code: string; afterMs?: number };
};

const byBasic = Object.values(destinations).filter(({ auth }) => auth.kind === 'oauth2' && auth.clientAuth === 'basic');
describe.each(byBasic)('$title, where the client proves itself by Basic', (definition) => {
  it('knows it by an id and a secret as vendors give them, also without decoding what it gets', async () => {
    const client = { clientId: '5a1f0c9e-77b2-4d8e-9a51-2f4be0c3d1aa', clientSecret: 'Ab-9_x.Y~0' };
    let proof: string | null = null;
    const fetch = async (request: Request) => {
      proof = request.headers.get('authorization');
      return Response.json({ access_token: 'a', refresh_token: 'b', expires_in: 60, token_type: 'bearer' });
    };
    await refreshTokens({ definition, settings: {}, client, fetch, now: () => NOW }, { accessToken: 'x', refreshToken: 'y' });
    expect(proof).toBe(`Basic ${btoa(`${client.clientId}:${client.clientSecret}`)}`);
  });
});

describe.each([
  { clientAuth: 'basic', pkce: true },
  { clientAuth: 'post', pkce: true },
  { clientAuth: 'basic', pkce: false },
] as const)('a vendor with $clientAuth client authentication, PKCE $pkce', (options) => {
  it('signs in, refreshes with rotation, and gives access back', async () => {
    const { context, signIn, revoked } = vendor(options);
    const { begun, callback } = await signIn();
    const asked = new URL(begun.url).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      client_id: 'handoff',
      redirect_uri: REDIRECT,
      scope: 'contacts deals',
      access_type: 'offline',
    });
    expect(asked.get('code_challenge_method')).toBe(options.pkce ? 'S256' : null);
    expect(begun.url).not.toContain(begun.codeVerifier);

    const tokens = await completeAuthorization(context, begun, callback);
    expect(tokens).toEqual({
      accessToken: expect.stringMatching(/^access-/),
      refreshToken: expect.stringMatching(/^refresh-/),
      expiresAt: NOW + 1_800_000,
      scopes: ['contacts', 'deals'],
      extra: { api_domain: 'https://eu.vendor.test' },
    });
    const fresh = await refreshTokens(context, tokens);
    expect(fresh.accessToken).not.toBe(tokens.accessToken);
    expect(fresh.refreshToken).not.toBe(tokens.refreshToken);
    await revoke(context, fresh);
    expect(revoked).toEqual([fresh.refreshToken]);
  });

  it('asks for its scopes as the vendor writes lists, and trades the code at the data centre the person came back from', async () => {
    const { context, definition, agree } = vendor(options);
    Object.assign(definition.auth, {
      scopeSeparator: ',',
      tokenUrl: (_: unknown, from?: URLSearchParams) => `https://vendor.test/${from?.get('at') ?? 'nowhere'}`,
    });
    const begun = { ...(await beginAuthorization(context, REDIRECT, ['contacts', 'deals'])), redirectUri: REDIRECT };
    expect(new URL(begun.url).searchParams.get('scope')).toBe('contacts,deals');
    const callback = await agree(begun.url);
    callback.searchParams.set('at', 'token');
    expect(await completeAuthorization(context, begun, callback)).toMatchObject({ accessToken: expect.stringMatching(/^access-/) });
  });

  it('asks for a new sign-in when a refresh token is used a second time', async () => {
    const { context, signIn } = vendor(options);
    const { begun, callback } = await signIn();
    const tokens = await completeAuthorization(context, begun, callback);
    await refreshTokens(context, tokens);
    expect(await failure(refreshTokens(context, tokens))).toMatchObject({ kind: 'reauth', code: 'grant_ended' });
  });
});

describe('a sign-in that goes wrong', () => {
  const options = { clientAuth: 'post', pkce: true } as const;

  it('refuses an answer to another question', async () => {
    const { context, signIn } = vendor(options);
    const { begun, callback } = await signIn();
    callback.searchParams.set('state', 'forged');
    expect(await failure(completeAuthorization(context, begun, callback))).toMatchObject({ kind: 'reauth', code: 'state_mismatch' });
    callback.searchParams.delete('state');
    expect(await failure(completeAuthorization(context, begun, callback))).toMatchObject({ kind: 'reauth', code: 'state_mismatch' });
  });

  it('refuses a code stolen without its verifier, and a code used twice', async () => {
    const { context, signIn } = vendor(options);
    const first = await signIn();
    expect(await failure(completeAuthorization(context, { ...first.begun, codeVerifier: 'x'.repeat(43) }, first.callback))).toMatchObject({
      kind: 'reauth',
      code: 'code_refused',
    });
    const second = await signIn();
    await completeAuthorization(context, second.begun, second.callback);
    expect(await failure(completeAuthorization(context, second.begun, second.callback))).toMatchObject({
      kind: 'reauth',
      code: 'code_refused',
    });
  });

  it('says so when the person declines', async () => {
    const { context, signIn } = vendor(options);
    const { begun } = await signIn();
    const declined = new URL(`${REDIRECT}?error=access_denied&state=${begun.state}`);
    expect(await failure(completeAuthorization(context, begun, declined))).toMatchObject({ kind: 'reauth', code: 'access_denied' });
  });

  it('blames the registration, not the person, for a wrong client secret', async () => {
    const { context, signIn } = vendor(options);
    const { begun, callback } = await signIn();
    const wrong = { ...context, client: { ...CLIENT, clientSecret: 'wrong' } };
    expect(await failure(completeAuthorization(wrong, begun, callback))).toMatchObject({ kind: 'reauth', code: 'client_refused' });
  });
});

describe('a refresh that goes wrong', () => {
  const tokens = { accessToken: 'a', refreshToken: 'refresh-0' };
  const cases: [string, () => Response, { kind: string; code: string; afterMs?: number }][] = [
    [
      '503',
      () => new Response('<html>', { status: 503, headers: { 'retry-after': '60' } }),
      { kind: 'retry', code: 'unavailable', afterMs: 60_000 },
    ],
    ['429', () => Response.json({ error: 'slow' }, { status: 429 }), { kind: 'retry', code: 'rate_limited' }],
    ['a web page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } }), { kind: 'retry', code: 'not_oauth' }],
    [
      'a redirect',
      () => new Response(null, { status: 302, headers: { location: 'http://10.0.0.1/' } }),
      { kind: 'retry', code: 'not_oauth' },
    ],
    [
      'a connection that breaks',
      () => {
        throw new TypeError('fetch failed');
      },
      { kind: 'retry', code: 'unreachable' },
    ],
    [
      'Exact: too early',
      () => Response.json({ error: 'invalid_request', error_description: 'access_token not expired' }, { status: 400 }),
      { kind: 'retry', code: 'too_early' },
    ],
    [
      'Zoho: too often',
      () => Response.json({ error: 'Access Denied', error_description: 'You have made too many requests continuously.' }, { status: 400 }),
      { kind: 'retry', code: 'rate_limited' },
    ],
    ['Slack: a failure of its own', () => Response.json({ ok: false, error: 'internal_error' }), { kind: 'retry', code: 'unavailable' }],
    ['Slack: too often', () => Response.json({ ok: false, error: 'ratelimited' }), { kind: 'retry', code: 'unavailable' }],
    [
      'Exact: 401 with a challenge',
      () => new Response('Old refresh token used', { status: 401, headers: { 'www-authenticate': 'Bearer' } }),
      { kind: 'reauth', code: 'grant_ended' },
    ],
    [
      'Exact: a refresh token that was used before',
      () => Response.json({ error: 'unauthorized_client', error_description: 'Old refresh token used.' }, { status: 401 }),
      { kind: 'reauth', code: 'grant_ended' },
    ],
    [
      'a client that may not refresh',
      () => Response.json({ error: 'unauthorized_client', error_description: 'This client may not use refresh tokens.' }, { status: 400 }),
      { kind: 'reauth', code: 'client_refused' },
    ],
    [
      'HubSpot: an error of its own kind',
      () => Response.json({ status: 'BAD_REFRESH_TOKEN', message: 'missing' }, { status: 400 }),
      { kind: 'reauth', code: 'grant_ended' },
    ],
    [
      'Slack: 200 with ok false',
      () => Response.json({ ok: false, error: 'invalid_refresh_token' }),
      { kind: 'reauth', code: 'grant_ended' },
    ],
  ];
  it.each(cases)('%s', async (_, make, expected) => {
    const { context, answer } = vendor({ clientAuth: 'post', pkce: true });
    answer(make);
    expect(
      await failure(
        refreshTokens({ ...context, fetch: async (request) => (_.startsWith('a connection') ? make() : context.fetch(request)) }, tokens),
      ),
    ).toMatchObject(expected);
  });

  it.each<[string, object, object]>([
    ['Mailchimp', { access_token: 'mc', expires_in: 0, scope: null }, { accessToken: 'mc', refreshToken: 'refresh-0' }],
    [
      'Slack',
      { ok: true, access_token: 'xoxb', token_type: 'bot', scope: 'chat:write,channels:read', team: { id: 'T1' } },
      { accessToken: 'xoxb', refreshToken: 'refresh-0', scopes: ['chat:write', 'channels:read'], extra: { ok: true, team: { id: 'T1' } } },
    ],
    [
      'HubSpot, which lists its scopes',
      { access_token: 'h', token_type: 'bearer', expires_in: 600, hub_id: 7, scopes: ['oauth', 'crm.objects.contacts.write'] },
      {
        accessToken: 'h',
        refreshToken: 'refresh-0',
        expiresAt: NOW + 600_000,
        scopes: ['oauth', 'crm.objects.contacts.write'],
        extra: { hub_id: 7 },
      },
    ],
    [
      'a list under the usual name',
      { access_token: 'l', token_type: 'bearer', scope: ['a', 'b'], scopes: 'c' },
      { accessToken: 'l', refreshToken: 'refresh-0', scopes: ['a', 'b'] },
    ],
    [
      'lifetime as text, unasked id_token',
      { access_token: 'x', token_type: 'bearer', expires_in: '600', refresh_token: 'r2', id_token: 'a.b.c' },
      { accessToken: 'x', refreshToken: 'r2', expiresAt: NOW + 600_000 },
    ],
  ])('reads the tokens of %s', async (_, body, expected) => {
    const { context, answer } = vendor({ clientAuth: 'post', pkce: true });
    answer(() => Response.json(body));
    expect(await refreshTokens(context, tokens)).toEqual(expected);
  });

  it('goes to a stand-in where one is configured, also without TLS', async () => {
    const asked: string[] = [];
    const { context } = vendor({ clientAuth: 'post', pkce: true });
    const fetch = async (request: Request) => {
      asked.push(request.url);
      return Response.json({ access_token: 'x', token_type: 'bearer' });
    };
    await refreshTokens({ ...context, fetch, originOverride: 'http://127.0.0.1:4010' }, tokens);
    expect(asked).toEqual(['http://127.0.0.1:4010/token']);
  });
});

describe('needsRefresh', () => {
  const { definition } = vendor({ clientAuth: 'post', pkce: true });
  const tokens = { accessToken: 'a', refreshToken: 'r', expiresAt: NOW };
  it.each([
    ['early', tokens, NOW - 30_001, false],
    ['within the last 30 s', tokens, NOW - 30_000, true],
    ['afterwards', tokens, NOW + 1, true],
    ['without a refresh token', { accessToken: 'a', expiresAt: NOW }, NOW + 1, false],
    ['without an end', { accessToken: 'a', refreshToken: 'r' }, NOW + 1, false],
  ])('%s', (_, set, now, expected) => expect(needsRefresh(set, definition, now)).toBe(expected));

  it('is false for connections that use a key', () => {
    expect(needsRefresh(tokens, { auth: { kind: 'none' } }, NOW + 1)).toBe(false);
  });
});

describe('our registration at a vendor', () => {
  const { definition } = vendor({ clientAuth: 'post', pkce: true });
  const sharing = { ...definition, auth: { ...definition.auth, sharedApp: 'house' } } as DestinationDefinition;
  const own = { clientId: 'own', clientSecret: 'a' };
  const house = { clientId: 'house', clientSecret: 'b' };

  it('is its own, else the one it may share', () => {
    expect(clientOf(definition, { vendor: own, house })).toBe(own);
    expect(clientOf(sharing, { vendor: own, house })).toBe(own);
    expect(clientOf(sharing, { house })).toBe(house);
    expect(clientOf(definition, { house })).toBeUndefined();
  });

  it('asks for what every sign-in needs beside what the operations need', async () => {
    const auth = { ...definition.auth, signInScopes: ['offline_access'] };
    const asking = { definition: { ...definition, auth } as DestinationDefinition, settings: {}, client: own };
    const { url } = await beginAuthorization(asking, REDIRECT, ['contacts']);
    expect(new URL(url).searchParams.get('scope')).toBe('offline_access contacts');
  });
});
