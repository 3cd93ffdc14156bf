import type { Hono } from 'hono';
import { AppError } from '../../observe/app-error.ts';
import { readActor } from '../actor.ts';
import type { AppDeps } from '../deps.ts';

/** `GET /metrics`: this process's counters and the shared store's gauges, for Prometheus. */
export function metricsRoutes(app: Hono, deps: AppDeps): void {
  app.get('/metrics', async (c) => {
    const actor = await readActor(deps, c);
    deps.limits.caller(actor);
    if (actor.kind !== 'operator' || actor.workspaceId !== undefined) {
      throw new AppError(
        'forbidden',
        'The figures are about the whole server; they need an API token that is not limited to one workspace.',
      );
    }
    return c.body(await deps.metrics.render(), 200, { 'content-type': deps.metrics.contentType });
  });
}
