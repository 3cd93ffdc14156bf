import { createHash } from 'node:crypto';
import { z } from 'zod';
import { classifyHttp } from '../../src/destinations/kit/classify.ts';
import { defineDestination, defineOperation, type FieldSpec } from '../../src/destinations/kit/types.ts';
import { createTwin, type Twin } from '../../src/destinations/testing/twin.ts';

const ORIGIN = 'https://vault.test';
const LIFETIME_S = 1800;

const Settings = z.object({
  folder: z.string().optional().meta({ title: 'Folder' }),
  region: z.string().optional().meta({ title: 'Region', description: 'Filled in when you sign in.' }),
  apiKey: z.string().min(8, 'A Vault key has at least eight characters.').optional().meta({ title: 'API key', secret: true }),
});
type Settings = z.infer<typeof Settings>;

const FIELDS: FieldSpec[] = [{ path: '/email', label: 'E-mail of the account', type: 'email', required: true }];

const save = defineOperation<Settings, { email: string }>({
  title: 'Save a record',
  description: 'For tests',
  payload: z.object({ email: z.email() }),
  scopes: ['records.write'],
  dedupe: 'keyed-upsert',
  perform: async (ctx, payload) => {
    await ctx.call({ method: 'POST', path: '/records', json: payload });
    return { id: payload.email };
  },
  listFields: async (ctx) => z.array(z.custom<FieldSpec>()).parse((await ctx.call({ method: 'GET', path: '/fields' })).json),
  defaultMapping: (type, sample) => ({
    fields: { '/email': { do: 'path', path: sample?.subject?.email === undefined ? `/data/${type}` : '/subject/email' } },
  }),
});

const note = defineOperation<Settings, { text: string }>({
  title: 'Write a note',
  description: 'For tests',
  payload: z.object({ text: z.string() }),
  scopes: ['records.write', 'notes.write'],
  dedupe: 'ledger',
  perform: async () => ({}),
  defaultMapping: () => ({ fields: {} }),
});

/** A destination whose accounts sign in, with refresh tokens that work once, as the strictest vendors have them. */
export const vault = defineDestination<Settings>({
  type: 'vault',
  title: 'Vault',
  description: 'For tests',
  apiVersion: '1',
  settings: Settings,
  auth: {
    kind: 'oauth2',
    authorizationUrl: () => `${ORIGIN}/authorize`,
    tokenUrl: () => `${ORIGIN}/token`,
    revocationUrl: () => `${ORIGIN}/revoke`,
    clientAuth: 'basic',
    pkce: true,
    refreshBeforeMs: 60_000,
    keyInstead: (settings) => settings.apiKey !== undefined,
    apply: (settings, request, token) => request.headers.set('authorization', `Bearer ${settings.apiKey ?? token ?? ''}`),
    settingsFromToken: (answer, _, { settings, callback }) =>
      Promise.resolve({
        region: callback.get('region') ?? z.string().parse(answer['region']),
        ...(settings.folder === undefined ? { folder: 'inbox' } : {}),
      }),
  },
  baseUrl: () => ORIGIN,
  limits: () => [],
  testConnection: async (ctx) => {
    const { json } = await ctx.call({ method: 'GET', path: '/me' });
    return z.object({ account: z.string() }).parse(json);
  },
  classify: (response, now) => classifyHttp(response, { service: 'Vault', now }),
  leaving: { stays: 'Records stay there.', export: 'Nothing.', revoke: 'Remove the connection.' },
  operations: { save, note },
});

export const VAULT_ENV = { HANDOFF_OAUTH_VAULT: 'vault-client:vault-client-secret' };

export interface Vault extends Twin {
  records: string[];
  /** What a person does at the vendor: grants access at this address. Answers where their browser is sent. */
  grant: (url: string) => string;
  /** Keys that work without signing in. */
  keys: Set<string>;
  /** Tokens that were given back. */
  revoked: string[];
  /** Ends all that was granted, as when the owner removes the app. */
  endAccess: () => void;
  /** Ends the access tokens before their time, as when a session is closed; refresh tokens stay. */
  endSessions: () => void;
  /** Awaited within every token call. */
  duringTokenCall: () => Promise<void>;
  /** How often a refresh token was traded, or tried. */
  refreshes: () => number;
}

const TokenBody = z.object({
  grant_type: z.string(),
  code: z.string().optional(),
  redirect_uri: z.string().optional(),
  code_verifier: z.string().optional(),
  refresh_token: z.string().optional(),
});

export function createVault(now: () => number): Vault {
  const codes = new Map<string, { challenge: string; redirectUri: string }>();
  const access = new Map<string, number>();
  const refreshable = new Set<string>();
  const records: string[] = [];
  const keys = new Set<string>();
  const revoked: string[] = [];
  let issued = 0;
  let tried = 0;

  const twin = createTwin({
    origins: [ORIGIN],
    snapshot: () => ({ records }),
    routes: (app) => {
      app.post('/token', async (c) => {
        await parts.duringTokenCall();
        // RFC 6749, 2.3.1: id and secret are form-encoded before they are joined.
        const client = atob(c.req.header('authorization')?.replace('Basic ', '') ?? '')
          .split(':')
          .map(decodeURIComponent);
        if (client.join(':') !== VAULT_ENV.HANDOFF_OAUTH_VAULT) return c.json({ error: 'invalid_client' }, 401);
        const body = TokenBody.parse(await c.req.parseBody());
        if (body.grant_type === 'refresh_token') {
          tried += 1;
          if (!refreshable.delete(body.refresh_token ?? '')) return c.json({ error: 'invalid_grant' }, 400);
        } else {
          const code = codes.get(body.code ?? '');
          codes.delete(body.code ?? '');
          const challenge = createHash('sha256')
            .update(body.code_verifier ?? '')
            .digest('base64url');
          if (code === undefined || code.challenge !== challenge || code.redirectUri !== body.redirect_uri)
            return c.json({ error: 'invalid_grant' }, 400);
        }
        issued += 1;
        const tokens = { access_token: `vault-access-${issued}-secret`, refresh_token: `vault-refresh-${issued}-secret` };
        access.set(tokens.access_token, now() + LIFETIME_S * 1000);
        refreshable.add(tokens.refresh_token);
        return c.json({ ...tokens, token_type: 'bearer', expires_in: LIFETIME_S, scope: 'records.write', region: 'eu7' });
      });
      app.post('/revoke', async (c) => {
        const { token } = await c.req.parseBody();
        if (typeof token === 'string') revoked.push(token);
        return c.body(null, 200);
      });
      app.use('*', async (c, next) => {
        const token = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
        if (!keys.has(token) && (access.get(token) ?? 0) <= now()) return c.json({ error: 'unauthorized' }, 401);
        return next();
      });
      app.get('/me', (c) => c.json({ account: 'Ada’s vault' }));
      app.get('/fields', (c) => c.json(FIELDS));
      app.post('/records', async (c) => {
        records.push((await c.req.json<{ email: string }>()).email);
        return c.json({}, 201);
      });
    },
  });

  const parts: Vault = {
    ...twin,
    records,
    keys,
    revoked,
    duringTokenCall: () => Promise.resolve(),
    refreshes: () => tried,
    endSessions: () => access.clear(),
    endAccess: () => {
      access.clear();
      refreshable.clear();
    },
    grant: (url) => {
      const { origin, pathname, searchParams } = new URL(url);
      if (origin + pathname !== `${ORIGIN}/authorize` || searchParams.get('code_challenge_method') !== 'S256')
        throw new Error(`not our authorization address: ${url}`);
      const redirectUri = searchParams.get('redirect_uri') ?? '';
      const code = `code-${codes.size + 1}-${issued}`;
      codes.set(code, { challenge: searchParams.get('code_challenge') ?? '', redirectUri });
      return `${redirectUri}?${new URLSearchParams({ code, state: searchParams.get('state') ?? '' }).toString()}`;
    },
  };
  return parts;
}
