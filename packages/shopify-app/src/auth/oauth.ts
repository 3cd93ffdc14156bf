import { z } from 'zod';
import { AdminError } from '../admin/errors.ts';
import { waitUntil } from '../admin/retry-after.ts';
import { parseJson } from '../parse-json.ts';
import type { Parts } from '../parts.ts';

/** What Shopify granted: an access token for an hour, a refresh token for 90 days. Times in epoch milliseconds. */
export interface Grant {
  accessToken: string;
  refreshToken: string;
  accessExpiresAt: number;
  refreshExpiresAt: number;
  scopes: string;
}

/** A token without an end or without a refresh token is not what was asked for, and is not kept. */
const Answer = z.object({
  access_token: z.string().min(1),
  scope: z.string(),
  expires_in: z.number().positive(),
  refresh_token: z.string().min(1),
  refresh_token_expires_in: z.number().positive(),
});
const Refusal = z.object({ error: z.string().regex(/^[a-z_]{1,60}$/) });
/** What Shopify answers where the client id or secret is wrong; a wrong id gets a page instead of JSON. */
const OUR_FAULT: ReadonlySet<string> = new Set(['invalid_client', 'unauthorized_client', 'application_cannot_be_found']);
/** The app was uninstalled. Shopify says so as JSON, or by the title of a page: `400 - Oauth error app_not_installed`. */
const NOT_INSTALLED = 'app_not_installed';

const EXCHANGE = {
  grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
  subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
};
const TIMEOUT_MS = 15_000;
const RETRY_MS = 30_000;
const MISCONFIGURED_MS = 300_000;
/** A frozen or locked shop, and what turns calls away before the app's right is looked at: without a word of OAuth none of these ends it. */
const NOT_NOW: ReadonlySet<number> = new Set([402, 403, 423, 430]);
const NOT_NOW_MS = 300_000;

/**
 * Exchanges a session token for expiring offline tokens. Voids the pair the shop had before. Said by ourselves:
 * `@shopify/shopify-api` 15 asks for tokens that never expire unless told, and judges the session by its own clock.
 * @throws AdminError `access_lost` where Shopify refuses, `unreachable` where it does not answer.
 */
export function exchangeToken(parts: Parts, shop: string, sessionToken: string): Promise<Grant> {
  return askForGrant(parts, shop, {
    ...EXCHANGE,
    subject_token: sessionToken,
    requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
    expiring: '1',
  });
}

/** A new pair for the one there is; the old one is void from then on. @throws AdminError as above. */
export function refreshTokens(parts: Parts, shop: string, refreshToken: string): Promise<Grant> {
  return askForGrant(parts, shop, { grant_type: 'refresh_token', refresh_token: refreshToken });
}

const User = z.object({ first_name: z.string(), last_name: z.string(), email: z.string() });
const OnlineAnswer = z.object({ associated_user: User });

/** Which member of the staff a session token is about. The token that comes with the answer is thrown away. @throws AdminError */
export async function askWhoItIs(parts: Parts, shop: string, sessionToken: string): Promise<z.infer<typeof User>> {
  const answer = await ask(parts, shop, {
    ...EXCHANGE,
    subject_token: sessionToken,
    requested_token_type: 'urn:shopify:params:oauth:token-type:online-access-token',
  });
  const read = OnlineAnswer.safeParse(answer);
  if (read.success) return read.data.associated_user;
  throw new AdminError('unreadable', 'Shopify did not say who this is.');
}

/** Asks for a grant and reads it. */
async function askForGrant(parts: Parts, shop: string, body: Record<string, string>): Promise<Grant> {
  // Counted from before the call, so that tokens never seem to live longer than they do.
  const asked = parts.ports.clock.now();
  const answer = Answer.safeParse(await ask(parts, shop, body));
  if (!answer.success) {
    throw new AdminError('unreadable', 'Shopify gave access that does not expire, or in a form this app does not know.');
  }
  const { access_token, refresh_token, expires_in, refresh_token_expires_in, scope } = answer.data;
  return {
    accessToken: access_token,
    refreshToken: refresh_token,
    accessExpiresAt: asked + expires_in * 1000,
    refreshExpiresAt: asked + refresh_token_expires_in * 1000,
    scopes: scope
      .split(/[\s,]+/)
      .filter(Boolean)
      .join(' '),
  };
}

/** The JSON of a good answer. */
async function ask(parts: Parts, shop: string, body: Record<string, string>): Promise<unknown> {
  const response = await post(parts, shop, body);
  const text = await response.text().catch(() => '');
  const json = parseJson(text);
  if (response.ok) return json;
  const code = Refusal.safeParse(json).data?.error ?? (text.includes(`Oauth error ${NOT_INSTALLED}`) ? NOT_INSTALLED : undefined);
  const isNotNow = code === undefined && NOT_NOW.has(response.status);
  if (response.status === 429 || response.status >= 500 || isNotNow) {
    const now = parts.ports.clock.now();
    const retryAt = waitUntil(response.headers.get('retry-after'), now) ?? now + (isNotNow ? NOT_NOW_MS : RETRY_MS);
    throw new AdminError('unreachable', `Shopify could not renew this app’s access just now (status ${response.status}).`, retryAt);
  }
  if (code === undefined ? response.status === 400 : OUR_FAULT.has(code)) throw notKnown(parts);
  const why = code ?? `status ${response.status}`;
  throw new AdminError('access_lost', `Shopify no longer lets this app in (${why}). Open Handoff in your Shopify admin to reconnect it.`);
}

/** The shops' tokens are as good as before: they must not be given up because a setting of the app is wrong for a while. */
function notKnown(parts: Parts): AdminError {
  parts.ports.logger.error(
    {},
    'Shopify does not know this app by its client id and secret; check HANDOFF_SHOPIFY_API_KEY and HANDOFF_SHOPIFY_API_SECRET',
  );
  const words =
    'Shopify does not know this app by its client id and secret. Whoever runs the Handoff server has to check them; then it goes on by itself.';
  return new AdminError('unreachable', words, parts.ports.clock.now() + MISCONFIGURED_MS);
}

async function post(parts: Parts, shop: string, body: Record<string, string>): Promise<Response> {
  const { apiKey, apiSecret } = parts.config;
  try {
    return await parts.ports.fetch(
      new Request(`https://${shop}/admin/oauth/access_token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ client_id: apiKey, client_secret: apiSecret, ...body }),
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }),
    );
  } catch {
    throw new AdminError('unreachable', 'Shopify did not answer.', parts.ports.clock.now() + RETRY_MS);
  }
}
