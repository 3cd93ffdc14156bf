import { createHash } from 'node:crypto';
import { z } from 'zod';
import { DestinationFailure, type CallSeen, type LimitSpec } from '../kit/index.ts';

const DOMAIN = /^[a-z0-9][a-z0-9-]{0,62}$/;

export const Settings = z.object({
  companyDomain: z
    .string()
    .trim()
    .toLowerCase()
    .transform((text) => text.replace(/^https?:\/\//, '').replace(/\.pipedrive\.com\/?$/, ''))
    .pipe(z.string().regex(DOMAIN, 'The company domain is the part before ".pipedrive.com" in your browser\'s address bar.'))
    .optional()
    .meta({
      title: 'Company domain',
      description: 'The part before ".pipedrive.com" in your browser\'s address bar. Filled in when you sign in with Pipedrive.',
    }),
  apiToken: z.string().trim().min(20, 'A Pipedrive API token has 40 letters and digits. Copy the whole token.').optional().meta({
    title: 'API token',
    description: 'Only if you do not connect with "Sign in with Pipedrive". In Pipedrive: your name → Personal preferences → API.',
    secret: true,
  }),
  tokensPerDay: z.int().min(1000).max(100_000_000).default(30_000).meta({
    title: 'API tokens a day',
    description:
      "How much of the company's daily API budget Handoff may use. Pipedrive gives 30,000 for each seat, times 1 (Lite), 2 (Growth), 5 (Premium) or 7 (Ultimate).",
  }),
  callsPer2Seconds: z.int().min(4).max(1000).optional().meta({
    title: 'Calls in 2 seconds',
    description: 'Pipedrive allows an API token 20 on Lite, 40 on Growth, 100 on Premium; a sign-in four times as many.',
  }),
});
export type Settings = z.infer<typeof Settings>;

/** `https://acme.pipedrive.com`, where this company's API and pages live. */
export function companyOrigin({ companyDomain }: Pick<Settings, 'companyDomain'>): string {
  if (companyDomain !== undefined) return `https://${companyDomain}.pipedrive.com`;
  throw new DestinationFailure({
    kind: 'reauth',
    code: 'no_company_domain',
    message: 'It is not known which Pipedrive company this is. Sign in with Pipedrive again, or enter the company domain.',
  });
}

const ApiDomain = z.url().transform((text) => new URL(text).hostname);

/** Pipedrive tells the company's own host with the tokens; anything but a Pipedrive host is not taken for one. */
export function settingsFromToken(answer: Record<string, unknown>): Promise<Partial<Settings>> {
  const host = ApiDomain.safeParse(answer['api_domain']).data ?? '';
  const domain = /^([a-z0-9-]+)\.pipedrive\.com$/.exec(host)?.[1];
  return Promise.resolve(domain === undefined ? {} : { companyDomain: domain });
}

const TWO_SECONDS = 2000;
const DAY = 24 * 60 * 60 * 1000;
/** Search, list of the newest, fields and a write on the old API: the most a delivery can cost. */
const MOST = 80;

/**
 * Calls are counted for each user (token), searches apart and more strictly; and the whole company shares one budget a day, in
 * which each kind of call has its price.
 */
export function limits(settings: Settings): LimitSpec[] {
  const { apiToken, companyDomain = 'none', tokensPerDay } = settings;
  const user = apiToken === undefined ? `oauth-${companyDomain}` : createHash('sha256').update(apiToken).digest('hex').slice(0, 12);
  return [
    { scope: `user:${user}`, max: settings.callsPer2Seconds ?? (apiToken === undefined ? 80 : 20), windowMs: TWO_SECONDS, perCall: true },
    { scope: `search:${user}`, max: 10, windowMs: TWO_SECONDS },
    { scope: `company:${companyDomain}`, max: tokensPerDay, windowMs: DAY, cost: MOST, price: priceOf },
  ];
}

/** API tokens a call costs, by Pipedrive's page on rate limiting. On the new API each costs half of what it costs on the old. */
function priceOf({ method, path }: CallSeen): number {
  const half = path.startsWith('/api/v2/');
  if (path.endsWith('/search')) return half ? 20 : 40;
  if (method === 'DELETE') return half ? 3 : 6;
  if (method !== 'GET') return half ? 5 : 10;
  if (/\/(\d+|[0-9a-f-]{36}|me)$/.test(path)) return half ? 1 : 2;
  return half ? 10 : 20;
}
