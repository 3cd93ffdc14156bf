import { endpoints } from '@handoff/shared/api';
import type { Hono } from 'hono';
import { bind } from '../bind.ts';
import type { AppDeps } from '../deps.ts';
import { openApiDocument } from '../openapi.ts';

export function serverRoutes(app: Hono, deps: AppDeps): void {
  bind(app, deps, endpoints.health, async () => {
    await deps.readiness.assertStoreWorks(deps.store.ping);
    return { status: 'ok' as const, version: deps.version, engine: deps.store.engine };
  });
  bind(app, deps, endpoints.ready, async () => {
    await deps.readiness.assertReady(deps.store.ping);
    return { status: 'ready' as const };
  });
  app.get('/openapi.json', (c) => {
    deps.limits.anybody(c);
    return c.json(openApiDocument(deps.publicUrl(), deps.version));
  });
}
