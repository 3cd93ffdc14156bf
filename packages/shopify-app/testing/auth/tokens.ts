import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Person, readSessionToken } from './session-token.ts';

const OFFLINE = 'urn:shopify:params:oauth:token-type:offline-access-token';
const ONLINE = 'urn:shopify:params:oauth:token-type:online-access-token';
const ID_TOKEN = 'urn:ietf:params:oauth:token-type:id_token';
const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';

const SECOND = 1000;
const DAY = 86_400 * SECOND;
const ACCESS_SECONDS = 3600;
const REFRESH_SECONDS = 90 * 86_400;
/** How long a refresh token that was used may be used again while its replacement was not. */
const RETRY_MS = 30 * DAY;

const Ask = z.discriminatedUnion('grant_type', [
  z.object({
    grant_type: z.literal(EXCHANGE),
    client_id: z.string(),
    client_secret: z.string(),
    subject_token: z.string(),
    subject_token_type: z.literal(ID_TOKEN),
    requested_token_type: z.enum([OFFLINE, ONLINE]),
    expiring: z.enum(['0', '1']).optional(),
  }),
  z.object({ grant_type: z.literal('refresh_token'), client_id: z.string(), client_secret: z.string(), refresh_token: z.string() }),
]);

interface Access {
  shop: string;
  expiresAt: number;
  personId: number | undefined;
}

interface Refresh {
  shop: string;
  expiresAt: number;
  usedAt: number | undefined;
  /** The refresh token this one replaced; it is retired once this one is used. */
  replaces: string | undefined;
}

export interface TokenOffice {
  /** Answers `POST /admin/oauth/access_token` of a shop. */
  answer: (shop: TokenShop, body: unknown) => Promise<Response>;
  /** Who an access token is; undefined where it is unknown, expired or revoked. */
  check: (shop: string, token: string) => { personId: number | undefined } | undefined;
  /** Voids every token of a shop: an uninstall, or a merchant who was away for too long. */
  revoke: (shop: string) => void;
  /** Every secret handed out, so that a test can look for them where they must not be. */
  issued: readonly string[];
  counts: { exchanged: number; refreshed: number };
}

export interface TokenShop {
  domain: string;
  /** Undefined while the app is not installed. */
  scopes: () => ReadonlySet<string> | undefined;
  person: (id: number) => Person | undefined;
}

/** Shopify's token endpoint: exchange for a session token, and refresh with rotation. */
export function createTokenOffice(options: {
  clock: { now: () => number };
  apiKey: string;
  secrets: () => readonly string[];
}): TokenOffice {
  const { clock, apiKey, secrets } = options;
  const access = new Map<string, Access>();
  const refresh = new Map<string, Refresh>();
  const issued: string[] = [];
  const counts = { exchanged: 0, refreshed: 0 };
  const mint = (prefix: string) => {
    const token = `${prefix}_${randomBytes(16).toString('hex')}`;
    issued.push(token);
    return token;
  };
  const pair = (shop: TokenShop, replaces: string | undefined) => {
    const now = clock.now();
    const tokens = { access_token: mint('shpat'), refresh_token: mint('shprt') };
    access.set(tokens.access_token, { shop: shop.domain, expiresAt: now + ACCESS_SECONDS * SECOND, personId: undefined });
    refresh.set(tokens.refresh_token, { shop: shop.domain, expiresAt: now + REFRESH_SECONDS * SECOND, usedAt: undefined, replaces });
    return Response.json({
      ...tokens,
      scope: [...(shop.scopes() ?? [])].join(','),
      expires_in: ACCESS_SECONDS,
      refresh_token_expires_in: REFRESH_SECONDS,
    });
  };

  const exchange = async (shop: TokenShop, ask: z.infer<typeof Ask> & { grant_type: typeof EXCHANGE }) => {
    const known = { shop: shop.domain, apiKey, now: clock.now() };
    const reads = await Promise.all(secrets().map((secret) => readSessionToken(ask.subject_token, { ...known, secret })));
    const who = reads.find((read) => read !== undefined);
    const person = who === undefined ? undefined : shop.person(who.personId);
    if (person === undefined) return refuse('invalid_subject_token', 'The session token is not valid for this shop and app.');
    counts.exchanged += 1;
    if (ask.requested_token_type === OFFLINE) {
      if (ask.expiring === '1') return pair(shop, undefined);
      return refuse('invalid_request', 'Apps created after 2026-04-01 must ask for expiring offline tokens (expiring=1).');
    }
    const token = mint('shpua');
    const scope = [...(shop.scopes() ?? [])].join(',');
    access.set(token, { shop: shop.domain, expiresAt: clock.now() + DAY, personId: person.id });
    return Response.json({
      access_token: token,
      scope,
      expires_in: DAY / SECOND - 1,
      associated_user_scope: scope,
      associated_user: {
        id: person.id,
        first_name: person.firstName,
        last_name: person.lastName,
        email: person.email,
        email_verified: true,
        account_owner: person.accountOwner,
        locale: person.locale,
        collaborator: false,
      },
    });
  };

  const renew = (shop: TokenShop, token: string) => {
    const now = clock.now();
    const row = refresh.get(token);
    const tooLate = row?.usedAt !== undefined && now > row.usedAt + RETRY_MS;
    if (row === undefined || row.shop !== shop.domain || now >= row.expiresAt || tooLate) {
      return refuse('invalid_grant', 'The refresh token is unknown, expired or was replaced.');
    }
    if (row.replaces !== undefined) refresh.delete(row.replaces);
    row.usedAt ??= now;
    counts.refreshed += 1;
    return pair(shop, token);
  };

  return {
    answer: async (shop, body) => {
      const ask = Ask.safeParse(body);
      if (!ask.success)
        return refuse('invalid_request', ask.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
      if (ask.data.client_id !== apiKey || !secrets().includes(ask.data.client_secret))
        return refuse('invalid_client', 'Unknown app or secret.');
      if (shop.scopes() === undefined) return refuse('app_not_installed', 'The application is not installed on this shop.');
      return ask.data.grant_type === EXCHANGE ? exchange(shop, ask.data) : renew(shop, ask.data.refresh_token);
    },
    check: (shop, token) => {
      const row = access.get(token);
      if (row === undefined || row.shop !== shop || clock.now() >= row.expiresAt) return undefined;
      return { personId: row.personId };
    },
    revoke: (shop) => {
      for (const tokens of [access, refresh]) for (const [token, row] of tokens) if (row.shop === shop) tokens.delete(token);
    },
    issued,
    counts,
  };
}

function refuse(error: string, description: string): Response {
  return Response.json({ error, error_description: description }, { status: 400 });
}
