import type { MiddlewareHandler } from 'hono';
import type { AppDeps } from '../deps.ts';

/** An answer of the API is data: it is shown in no frame, loads nothing, and is kept by nobody on the way. */
const HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
};
const HSTS = 'max-age=31536000';

/**
 * Runs around every route: headers that a route replaces where it needs others (pages, files, CORS), and the count of
 * calls that failed to say who they are.
 */
export function protect({ limits, publicUrl }: Pick<AppDeps, 'limits' | 'publicUrl'>): MiddlewareHandler {
  return async (c, next) => {
    for (const [name, value] of Object.entries(HEADERS)) c.header(name, value);
    if (publicUrl().startsWith('https:')) c.header('strict-transport-security', HSTS);
    limits.guesser(c);
    await next();
    if (c.res.status === 401) limits.failed(c);
  };
}
