import { Hono } from 'hono';
import type { AppDeps } from './http/deps.ts';
import { answerError } from './http/errors.ts';
import { protect } from './http/middleware/protect.ts';
import { AppError } from './observe/app-error.ts';
import { accessRoutes } from './http/routes/access.ts';
import { connectionRoutes } from './http/routes/connections.ts';
import { deliveryRoutes } from './http/routes/deliveries.ts';
import { consoleRoutes } from './http/routes/console.ts';
import { eventRoutes } from './http/routes/events.ts';
import { ingestRoutes } from './http/routes/events-ingest.ts';
import { flowRoutes } from './http/routes/flows.ts';
import { alertingRoutes } from './http/routes/alerting.ts';
import { healthRoutes } from './http/routes/health.ts';
import { identityRoutes } from './http/routes/identity.ts';
import { memberRoutes } from './http/routes/members.ts';
import { mapRoutes } from './http/routes/map.ts';
import { metricsRoutes } from './http/routes/metrics.ts';
import { overviewRoutes } from './http/routes/overview.ts';
import { pairingRoutes } from './http/routes/pairing.ts';
import { peopleRoutes } from './http/routes/people.ts';
import { privacyRoutes } from './http/routes/privacy.ts';
import { screeningRoutes } from './http/routes/screening.ts';
import { screeningServicesRoutes } from './http/routes/screening-services.ts';
import { serverRoutes } from './http/routes/server.ts';
import { workspaceFileRoutes } from './http/routes/workspace-file.ts';
import { workspaceRoutes } from './http/routes/workspaces.ts';
import { destinationRoutes } from './http/routes/destinations.ts';
import { hookRoutes } from './http/routes/hooks.ts';
import { oauthRoutes } from './http/routes/oauth.ts';
import { sourceRoutes } from './http/routes/sources.ts';
import { subscriptionRoutes } from './http/routes/subscriptions.ts';
import { suggestRoutes } from './http/routes/suggest.ts';
import { signInPages } from './http/session/sign-in.ts';
import { tokenRoutes } from './http/routes/tokens.ts';

export type { AppDeps } from './http/deps.ts';

/** The whole HTTP side over its dependencies; listens to nothing, so tests call `app.fetch`. */
export function createApp(deps: AppDeps): Hono {
  const app = new Hono();
  app.onError((error, c) => answerError(c, error, deps.logger, deps.clock.now()));
  app.notFound((c) =>
    answerError(
      c,
      new AppError('not_found', `There is no ${c.req.method} ${c.req.path}. See /openapi.json for what there is.`),
      deps.logger,
      deps.clock.now(),
    ),
  );
  app.use(protect(deps));
  serverRoutes(app, deps);
  ingestRoutes(app, deps);
  pairingRoutes(app, deps);
  workspaceRoutes(app, deps);
  workspaceFileRoutes(app, deps);
  connectionRoutes(app, deps);
  flowRoutes(app, deps);
  mapRoutes(app, deps);
  eventRoutes(app, deps);
  deliveryRoutes(app, deps);
  screeningRoutes(app, deps);
  screeningServicesRoutes(app, deps);
  peopleRoutes(app, deps);
  privacyRoutes(app, deps);
  identityRoutes(app, deps);
  healthRoutes(app, deps);
  alertingRoutes(app, deps);
  metricsRoutes(app, deps);
  destinationRoutes(app, deps);
  hookRoutes(app, deps);
  oauthRoutes(app, deps);
  sourceRoutes(app, deps);
  subscriptionRoutes(app, deps);
  suggestRoutes(app, deps);
  tokenRoutes(app, deps);
  memberRoutes(app, deps);
  accessRoutes(app, deps);
  overviewRoutes(app, deps);
  signInPages(app, deps);
  consoleRoutes(app);
  return app;
}
