import { type ApiErrorBody, ERROR_CODES, type ErrorCode } from '@handoff/shared/api';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { AdminError, type AdminErrorCode } from '../admin/errors.ts';
import { CompanionError, type CompanionErrorCode } from '../companion/errors.ts';
import { InvalidError, ShopError } from '../errors.ts';
import type { Parts } from '../parts.ts';

const OF_ADMIN = {
  access_lost: 'conflict',
  scope_missing: 'forbidden',
  throttled: 'rate_limited',
  unreachable: 'unavailable',
  refused: 'destination_failed',
  unreadable: 'destination_failed',
} as const satisfies Record<AdminErrorCode, ErrorCode>;

const OF_COMPANION = {
  not_connected: 'conflict',
  paused: 'unavailable',
  refused: 'conflict',
  busy: 'unavailable',
  unreachable: 'unavailable',
} as const satisfies Record<CompanionErrorCode, ErrorCode>;

/** Answers any error in the shape of the server's API. What is not ours is a 500 without details: it could quote a token. */
export function answerError(c: Context, parts: Parts, error: unknown): Response {
  const known = read(error, parts.ports.clock.now());
  if (known === undefined) {
    const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    parts.ports.logger.error({ path: c.req.path, error: words }, 'a request to the Shopify app failed');
  }
  const details = known ?? { code: 'internal' as const, message: 'The Shopify app made a mistake. It was logged; please try again.' };
  c.header('cache-control', 'no-store');
  if (details.retryAfterSeconds !== undefined) c.header('retry-after', String(details.retryAfterSeconds));
  // Lets App Bridge make a new session token and ask once more.
  if (details.code === 'token_invalid' || details.code === 'token_missing') c.header('x-shopify-retry-invalid-session-request', '1');
  const body: ApiErrorBody = { error: details };
  return c.json(body, ERROR_CODES[details.code].status as ContentfulStatusCode);
}

function read(error: unknown, now: number): ApiErrorBody['error'] | undefined {
  if (error instanceof InvalidError) return { code: error.code, message: error.message, problems: error.problems };
  if (error instanceof ShopError) {
    const { code, message, retryAfterSeconds } = error;
    return { code, message, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
  }
  if (error instanceof AdminError) return { code: OF_ADMIN[error.code], message: error.message, ...retry(error.retryAt, now) };
  if (error instanceof CompanionError) return { code: OF_COMPANION[error.code], message: error.message, ...retry(error.retryAt, now) };
  return undefined;
}

const retry = (at: number | undefined, now: number) =>
  at === undefined ? {} : { retryAfterSeconds: Math.max(1, Math.ceil((at - now) / 1000)) };
