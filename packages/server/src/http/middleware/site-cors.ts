import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { siteOrigin } from '../../domain/source/site-origin.ts';
import type { AppDeps } from '../deps.ts';

/** Lets pages of the source's own site read the answer, and pages of no other. */
export function siteCors({ store, limits }: Pick<AppDeps, 'store' | 'limits'>): MiddlewareHandler {
  return cors({
    origin: async (origin, c) => {
      if (origin === '') return null;
      // The question before the question is answered here and reaches no endpoint that counts it.
      if (c.req.method === 'OPTIONS') limits.anybody(c);
      return (await siteOrigin(store, c.req.param('sourceId') as string)) === origin ? origin : null;
    },
    allowMethods: ['GET'],
    maxAge: 3600,
  });
}
