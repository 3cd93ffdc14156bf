import { z } from 'zod';
import { readRetention, type RetentionConfig, retentionDays } from './retention.ts';
import { type Network, networkList } from './networks.ts';
import { otlpUrl } from './otlp.ts';
import { flag, list } from './values.ts';
import type { MailSettings } from '../mail/mailer.ts';

/** Every setting of the server, with its default. Names are those of the environment. */
export const ConfigSchema = z.object({
  HANDOFF_DATA_DIR: z.string().default('./handoff-data').describe('Where the SQLite file and the key file are kept.'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('PostgreSQL instead of SQLite; may be shared by several servers.'),
  HANDOFF_HOST: z.string().default('127.0.0.1').describe('Address to listen on. Put a TLS proxy in front before you open it.'),
  HANDOFF_PORT: z.coerce.number().int().min(0).max(65_535).default(8787).describe('Port to listen on; 0 picks a free one.'),
  HANDOFF_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'Write the whole address, such as https://handoff.example.com.' })
    .optional()
    .describe('How sources and browsers reach this server. Part of every connection code.'),
  HANDOFF_SECRET_KEYS: list.describe(
    'Keys that seal credentials (base64url, 32 bytes), newest first, comma separated. Default: a key file.',
  ),
  HANDOFF_ALLOW_PRIVATE_DESTINATIONS: flag.describe(
    'Let destinations be on private or loopback addresses, and plain http. For tests and intranets.',
  ),
  HANDOFF_ALLOW_BASE_URL_OVERRIDE: flag.describe('Let a connection replace its vendor’s address, for sandboxes and twins.'),
  HANDOFF_MAX_BODY_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(1_048_576)
    .describe('Largest request body in bytes; larger ones get 413.'),
  HANDOFF_SOURCE_EVENTS_PER_MINUTE: z.coerce
    .number()
    .int()
    .positive()
    .default(60_000)
    .describe('Per source; above it, 429 with Retry-After.'),
  HANDOFF_API_REQUESTS_PER_MINUTE: z.coerce
    .number()
    .int()
    .positive()
    .default(60_000)
    .describe('Per API token or site panel; above it, 429 with Retry-After.'),
  HANDOFF_PUBLIC_REQUESTS_PER_MINUTE: z.coerce
    .number()
    .int()
    .positive()
    .default(600)
    .describe('Per network address, on routes that need no token; above it, 429 with Retry-After.'),
  HANDOFF_TRUSTED_PROXIES: networkList('127.0.0.1, ::1').describe(
    'Proxies whose X-Forwarded-For is believed: addresses or networks, comma separated. Default: this machine; `none` believes nobody.',
  ),
  HANDOFF_WORKER: z.enum(['on', 'off']).default('on').describe('Whether this process also processes and delivers.'),
  HANDOFF_WAKE_SITES: z
    .enum(['on', 'off'])
    .default('on')
    .describe('Whether WordPress sites that were quiet for ten minutes are asked to send what waits in their outbox.'),
  HANDOFF_SHOPIFY_API_KEY: z.string().optional().describe('Client id of your Shopify app; with it the app is served under /shopify.'),
  HANDOFF_SHOPIFY_API_SECRET: z.string().optional().describe('Client secret of your Shopify app.'),
  HANDOFF_SHOPIFY_PREVIOUS_API_SECRET: z
    .string()
    .optional()
    .describe('While you rotate the client secret: the one before, still accepted.'),
  HANDOFF_SHOPIFY_WORKSPACES: z
    .enum(['open', 'join'])
    .default('join')
    .describe('`open`: any shop that installs the app may open a workspace of its own. `join`: it needs a connection code.'),
  HANDOFF_SHOPIFY_COMPANION: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('For `handoff shopify`: the Handoff server that shops hand over to.'),
  HANDOFF_SHOPIFY_BASE_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Where Shopify is reached in place of its own addresses, for the demo and for twins. Needs HANDOFF_ALLOW_BASE_URL_OVERRIDE.'),
  HANDOFF_CONCURRENCY: z.coerce
    .number()
    .int()
    .positive()
    .default(64)
    .describe('Calls at once to one connection, where the destination sets no lower limit.'),
  HANDOFF_LEASE_SECONDS: z.coerce
    .number()
    .int()
    .min(2)
    .max(600)
    .default(60)
    .describe('How long a server may work on a delivery before another takes it over. A call gets half of it, at most 30 seconds.'),
  HANDOFF_MAIL_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe('The mail server for the server’s own mails (sign-in links, alerts): smtp://user:password@host:port or smtps://….'),
  HANDOFF_MAIL_FROM: z
    .string()
    .max(320)
    .regex(/[^\s<@]@[^\s@>]/, 'Write the sender with an address: Handoff <handoff@example.com>.')
    .optional()
    .describe('Sender of these mails: Handoff <handoff@example.com>.'),
  HANDOFF_RETENTION_DAYS: retentionDays.describe(
    'For how many days workspaces keep what, unless they set it themselves: `bodies=90,audit=730`. The page on privacy has the kinds.',
  ),
  HANDOFF_RETENTION_MAX_DAYS: retentionDays.describe('The most a workspace may set, written alike; ten years where nothing is said.'),
  HANDOFF_OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Your sign-in service (OpenID Connect): members may sign in there instead of by a mailed link.'),
  HANDOFF_OIDC_CLIENT_ID: z.string().optional().describe('What this server is called there.'),
  HANDOFF_OIDC_CLIENT_SECRET: z.string().optional().describe('Its secret there.'),
  HANDOFF_DRAIN_SECONDS: z.coerce
    .number()
    .int()
    .min(0)
    .max(120)
    .optional()
    .describe(
      'How long a server told to stop says so at /ready and serves on before it stops listening. Default: 5 with PostgreSQL, else 0.',
    ),
  HANDOFF_MAX_UNDER_WAY: z.coerce
    .number()
    .int()
    .min(2)
    .default(2000)
    .describe('Requests that hand over events at once; above it, 503 with Retry-After. Panels are asked to wait at half of it.'),
  HANDOFF_MAX_LAG_MS: z.coerce
    .number()
    .int()
    .min(20)
    .default(1000)
    .describe(
      'How late the process may be with its work before requests get 503 with Retry-After. Panels are asked to wait at half of it.',
    ),
  HANDOFF_OTLP_URL: otlpUrl,
  HANDOFF_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info').describe('What is logged.'),
});

export interface Config {
  dataDir: string;
  databaseUrl: string | undefined;
  sqliteFile: string;
  secretKeyFile: string;
  secretKeys: string[];
  host: string;
  port: number;
  publicUrl: string | undefined;
  allowPrivateDestinations: boolean;
  allowBaseUrlOverride: boolean;
  maxBodyBytes: number;
  sourceEventsPerMinute: number;
  apiRequestsPerMinute: number;
  publicRequestsPerMinute: number;
  trustedProxies: Network[];
  worker: boolean;
  wakeSites: boolean;
  concurrency: number;
  leaseMs: number;
  drainMs: number;
  maxUnderWay: number;
  maxLagMs: number;
  /** Where the server's own mails go out; undefined: it sends none. */
  mail: MailSettings | undefined;
  /** A sign-in service; undefined: members sign in by mailed links only. */
  oidc: OidcSettings | undefined;
  otlpUrl: string | undefined;
  logLevel: string;
  /** Days by kind of data, and the most a workspace may set. */
  retention: RetentionConfig;
  /** The app registered at Shopify; undefined where there is none. */
  shopify: ShopifySettings | undefined;
  /** OAuth apps registered at vendors, by destination type. */
  oauthClients: Record<string, { clientId: string; clientSecret: string }>;
}

export interface OidcSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
}

export interface ShopifySettings {
  apiKey: string;
  apiSecret: string;
  previousApiSecret: string | undefined;
  openWorkspaces: boolean;
  /** Origin of the server elsewhere that shops hand over to; undefined where it is this one. */
  companion: string | undefined;
  /** Origin of a stand-in that is asked in place of every address of Shopify's; undefined: Shopify itself. */
  baseUrl: string | undefined;
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the configuration from an environment. Throws `ConfigError` naming every wrong setting. */
export function readConfig(env: Record<string, string | undefined>): Config {
  // An empty variable is how compose files and shells say "not set".
  const parsed = ConfigSchema.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`The configuration is not right:\n${lines.join('\n')}`);
  }
  const value = parsed.data;
  return {
    dataDir: value.HANDOFF_DATA_DIR,
    databaseUrl: value.DATABASE_URL,
    sqliteFile: `${value.HANDOFF_DATA_DIR}/handoff.sqlite`,
    secretKeyFile: `${value.HANDOFF_DATA_DIR}/secret.key`,
    secretKeys: value.HANDOFF_SECRET_KEYS,
    host: value.HANDOFF_HOST,
    port: value.HANDOFF_PORT,
    publicUrl: value.HANDOFF_PUBLIC_URL?.replace(/\/$/, ''),
    allowPrivateDestinations: value.HANDOFF_ALLOW_PRIVATE_DESTINATIONS,
    allowBaseUrlOverride: value.HANDOFF_ALLOW_BASE_URL_OVERRIDE,
    maxBodyBytes: value.HANDOFF_MAX_BODY_BYTES,
    sourceEventsPerMinute: value.HANDOFF_SOURCE_EVENTS_PER_MINUTE,
    apiRequestsPerMinute: value.HANDOFF_API_REQUESTS_PER_MINUTE,
    publicRequestsPerMinute: value.HANDOFF_PUBLIC_REQUESTS_PER_MINUTE,
    trustedProxies: value.HANDOFF_TRUSTED_PROXIES,
    worker: value.HANDOFF_WORKER === 'on',
    wakeSites: value.HANDOFF_WAKE_SITES === 'on',
    concurrency: value.HANDOFF_CONCURRENCY,
    leaseMs: value.HANDOFF_LEASE_SECONDS * 1000,
    // Alone, it only keeps people waiting: no other server takes over.
    drainMs: (value.HANDOFF_DRAIN_SECONDS ?? (value.DATABASE_URL === undefined ? 0 : 5)) * 1000,
    maxUnderWay: value.HANDOFF_MAX_UNDER_WAY,
    maxLagMs: value.HANDOFF_MAX_LAG_MS,
    mail: readMail(value),
    oidc: readOidc(value),
    otlpUrl: value.HANDOFF_OTLP_URL,
    logLevel: value.HANDOFF_LOG_LEVEL,
    retention: readRetention(value.HANDOFF_RETENTION_DAYS, value.HANDOFF_RETENTION_MAX_DAYS),
    shopify: readShopify(value),
    oauthClients: readOAuthClients(env),
  };
}

const OAUTH_PREFIX = 'HANDOFF_OAUTH_';

/** `HANDOFF_OAUTH_HUBSPOT=clientId:clientSecret`, one a destination whose accounts are connected by OAuth. */
function readOAuthClients(env: Record<string, string | undefined>): Config['oauthClients'] {
  const clients: Config['oauthClients'] = {};
  for (const [name, value] of Object.entries(env)) {
    if (!name.startsWith(OAUTH_PREFIX) || value === undefined || value === '') continue;
    const split = value.indexOf(':');
    if (split <= 0 || split === value.length - 1) throw new ConfigError(`${name} must look like clientId:clientSecret.`);
    const type = name.slice(OAUTH_PREFIX.length).toLowerCase().replaceAll('_', '-');
    clients[type] = { clientId: value.slice(0, split), clientSecret: value.slice(split + 1) };
  }
  return clients;
}

function readMail(value: z.output<typeof ConfigSchema>): MailSettings | undefined {
  const { HANDOFF_MAIL_URL: url, HANDOFF_MAIL_FROM: from } = value;
  if (url === undefined && from === undefined) return undefined;
  if (url === undefined || from === undefined) {
    const missing = url === undefined ? 'HANDOFF_MAIL_URL' : 'HANDOFF_MAIL_FROM';
    throw new ConfigError(`The configuration is not right:\n  ${missing}: Mails need both a mail server and a sender.`);
  }
  return { url, from, allowUnencrypted: value.HANDOFF_ALLOW_PRIVATE_DESTINATIONS };
}

function readOidc(value: z.output<typeof ConfigSchema>): OidcSettings | undefined {
  const { HANDOFF_OIDC_ISSUER: issuer, HANDOFF_OIDC_CLIENT_ID: clientId, HANDOFF_OIDC_CLIENT_SECRET: clientSecret } = value;
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return undefined;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) {
    throw new ConfigError(
      'The configuration is not right:\n  HANDOFF_OIDC_ISSUER, HANDOFF_OIDC_CLIENT_ID, HANDOFF_OIDC_CLIENT_SECRET: Set all three, or none.',
    );
  }
  return { issuer, clientId, clientSecret };
}

function readShopify(value: z.output<typeof ConfigSchema>): ShopifySettings | undefined {
  const { HANDOFF_SHOPIFY_API_KEY: apiKey, HANDOFF_SHOPIFY_API_SECRET: apiSecret } = value;
  if (apiKey === undefined && apiSecret === undefined) return undefined;
  if (apiKey === undefined || apiSecret === undefined) {
    const missing = apiKey === undefined ? 'HANDOFF_SHOPIFY_API_KEY' : 'HANDOFF_SHOPIFY_API_SECRET';
    throw new ConfigError(`The configuration is not right:\n  ${missing}: A Shopify app needs both its client id and its client secret.`);
  }
  if (value.HANDOFF_SHOPIFY_BASE_URL !== undefined && !value.HANDOFF_ALLOW_BASE_URL_OVERRIDE) {
    throw new ConfigError(
      'The configuration is not right:\n  HANDOFF_SHOPIFY_BASE_URL: Shopify is replaced only where HANDOFF_ALLOW_BASE_URL_OVERRIDE is true.',
    );
  }
  const originOf = (url: string | undefined) => (url === undefined ? undefined : new URL(url).origin);
  return {
    apiKey,
    apiSecret,
    previousApiSecret: value.HANDOFF_SHOPIFY_PREVIOUS_API_SECRET,
    openWorkspaces: value.HANDOFF_SHOPIFY_WORKSPACES === 'open',
    companion: originOf(value.HANDOFF_SHOPIFY_COMPANION),
    baseUrl: originOf(value.HANDOFF_SHOPIFY_BASE_URL),
  };
}
